package intelmq.ctl;

import picocli.CommandLine.Command;

/** Has functions work again that were stopped: queues are read, schedules fire. */
@Command(
    name = "start",
    description = {
      "Has functions work again that were stopped: queues are read, schedules fire.",
      "It lasts until the opposite is asked for: a deployment changes it only for blocks that it changes."
    },
    mixinStandardHelpOptions = true)
final class StartCommand extends Turning {
  StartCommand() {
    super(true);
  }
}
