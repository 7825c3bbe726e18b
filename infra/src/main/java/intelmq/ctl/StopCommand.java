package intelmq.ctl;

import picocli.CommandLine.Command;

/** Stops functions: their queues are not read, their schedules do not fire. */
@Command(
    name = "stop",
    description = {
      "Stops functions: their queues are not read, their schedules do not fire. What arrives waits in the queue, for two weeks at most.",
      "It lasts until the opposite is asked for: a deployment changes it only for blocks that it changes."
    },
    mixinStandardHelpOptions = true)
final class StopCommand extends Turning {
  StopCommand() {
    super(false);
  }
}
