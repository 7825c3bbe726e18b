package intelmq.ctl;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Has functions work again that were stopped: queues are read, schedules fire. */
@Command(
    name = "start",
    description = {
      "Has functions work again that were stopped: queues are read, schedules fire.",
      "It lasts until the opposite is asked for: a deployment changes it only for blocks that it changes."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class StartCommand implements Callable<Integer> {
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
    return new Turning(true, output).turn(target, names, confirm);
  }
}
