package intelmq.localstack.cloud;

import intelmq.localstack.server.Progress;

/** The progress of servers in words. */
final class Steps {
  private Steps() {}

  static String describe(Progress step) {
    return switch (step) {
      case Progress.Starting starting -> "starting " + starting.kind().label();
      case Progress.Ready ready -> ready.kind().label() + " is up";
      case Progress.LeftOut out -> "leaving out " + out.kind().label();
    };
  }
}
