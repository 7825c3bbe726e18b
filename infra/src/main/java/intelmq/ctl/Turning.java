package intelmq.ctl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Starts or stops functions, and says what it did. */
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
abstract class Turning implements Callable<Integer> {
  @Mixin private TargetOption target = new TargetOption();
  @Mixin private OutputOption output = new OutputOption();
  @Mixin private ConfirmOption confirm = new ConfirmOption();

  @Parameters(
      paramLabel = "STAGE|FEED",
      arity = "0..*",
      description = "A stage, or a feed: its collector and its parser. Without any, all stages.")
  private List<String> names = new ArrayList<>();

  private final boolean on;

  /** A command that turns functions on, or off. */
  Turning(boolean on) {
    this.on = on;
  }

  @Override
  public final Integer call() {
    try (Installation installation = target.open()) {
      List<StackFunction> functions =
          names.isEmpty() ? installation.stages() : installation.select(names);
      if (names.isEmpty()) {
        confirm.require(
            "All "
                + functions.size()
                + " stages of "
                + installation.description()
                + " will be "
                + (on ? "started." : "stopped; messages wait in their queues until then."));
      }
      Switches switches = Switches.of(installation);
      var done = new ArrayList<Map<String, Object>>();
      for (StackFunction function : functions) {
        String status = turn(switches, function);
        var line = new LinkedHashMap<String, Object>();
        line.put("stage", function.stage());
        line.put("status", status);
        done.add(line);
      }
      if (output.isJson()) {
        output.json(done);
      } else {
        output.table(
            List.of("stage", "status"),
            done.stream().map(line -> List.copyOf(line.values())).toList());
      }
      return ExitCode.OK;
    }
  }

  private String turn(Switches switches, StackFunction function) {
    if (!switches.isSwitchable(function)) {
      output.note(
          function.stage()
              + " has no schedule: it runs whenever a file is put into the drop bucket, and cannot be stopped; its parser can");
      return switches.state(function).label();
    }
    if (on && !Switches.isEnabled(function)) {
      output.note(
          function.stage()
              + " collects nothing as long as its feed is not in EnabledFeeds: deploy with it");
    }
    switches.turn(function, on);
    return !on
        ? Switches.State.STOPPED.label()
        : Switches.isEnabled(function)
            ? Switches.State.RUNNING.label()
            : Switches.State.DISABLED.label();
  }
}
