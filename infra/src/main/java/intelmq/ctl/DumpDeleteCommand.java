package intelmq.ctl;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Deletes what was set aside. */
@Command(
    name = "delete",
    description = "Deletes what a stage set aside; it asks first.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class DumpDeleteCommand implements Callable<Integer> {
  @Parameters(paramLabel = "STAGE", description = "The stage, as dump list names it.")
  private String stage = "";

  @Mixin private DumpFilter filter = new DumpFilter();
  @Mixin private ConfirmOption confirm = new ConfirmOption();
  @Mixin private TargetOption target = new TargetOption();
  @Mixin private OutputOption output = new OutputOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Installation installation = target.open()) {
      QuarantineStore store = DumpCommand.store(installation);
      var found = new LinkedHashMap<String, List<QuarantineEntry>>();
      store.visit(stage, filter, found::put);
      int entries = found.values().stream().mapToInt(List::size).sum();
      if (entries > 0) {
        confirm.require(
            OutputOption.count(entries, "item")
                + " that "
                + stage
                + " set aside will be deleted from "
                + installation.description()
                + ".");
        found.forEach(store::remove);
      }
      if (output.isJson()) {
        output.json(Map.of("deleted", entries));
      } else {
        output.line("deleted: " + entries);
      }
    }
    return ExitCode.OK;
  }
}
