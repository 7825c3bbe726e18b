package intelmq.ctl;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stops functions: their queues are not read, their schedules do not fire. */
@Command(
    name = "stop",
    description = {
      "Stops functions: their queues are not read, their schedules do not fire. What arrives waits in the queue, for two weeks at most.",
      "It lasts until the opposite is asked for: a deployment changes it only for blocks that it changes."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class StopCommand implements Callable<Integer> {
  @Mixin private TargetOption target = new TargetOption();
  @Mixin private OutputOption output = new OutputOption();
  @Mixin private ConfirmOption confirm = new ConfirmOption();

  @Parameters(
      paramLabel = "STAGE|FEED",
      arity = "0..*",
      description = "A stage, or a feed: its collector and its parser. Without any, all stages.")
  private List<String> names = new ArrayList<>();

  @Override
  public Integer call() {
    return new Turning(false, output).turn(target, names, confirm);
  }
}
