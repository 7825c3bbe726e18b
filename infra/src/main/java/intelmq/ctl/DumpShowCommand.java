package intelmq.ctl;

import intelmq.harmonization.Json;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what was set aside, with the reasons. */
@Command(
    name = "show",
    description = "Shows what a stage set aside, with the reasons; as JSON, an entry a line.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class DumpShowCommand implements Callable<Integer> {
  private static final int MOST = 20;

  @Parameters(paramLabel = "STAGE", description = "The stage, as dump list names it.")
  private String stage = "";

  @Option(
      names = "-n",
      paramLabel = "NUMBER",
      description = "Show at most so many (default: ${DEFAULT-VALUE}); 0 for all.")
  private int most = MOST;

  @Option(
      names = "--truncate",
      paramLabel = "CHARACTERS",
      description = "Show so much of a record or a value (default: ${DEFAULT-VALUE}); 0 for all.")
  private int truncate = 1000;

  @Mixin private DumpFilter filter = new DumpFilter();
  @Mixin private TargetOption target = new TargetOption();
  @Mixin private OutputOption output = new OutputOption();

  private int shown;
  private int found;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Installation installation = target.open()) {
      DumpCommand.store(installation)
          .visit(stage, filter, (key, entries) -> entries.forEach(this::show));
    }
    if (shown < found) {
      output.note((found - shown) + " more; -n 0 shows all");
    } else if (found == 0) {
      output.note("nothing of this is in quarantine of " + stage);
    }
    return ExitCode.OK;
  }

  private void show(QuarantineEntry entry) {
    found++;
    if (most > 0 && shown >= most) {
      return;
    }
    shown++;
    if (output.isJson()) {
      output.json(entry.content());
      return;
    }
    output.line(
        shown
            + "  "
            + entry.time()
            + "  "
            + entry.id()
            + "  ["
            + entry.code()
            + "]  "
            + entry.text("bot"));
    output.line("   " + entry.message());
    if (entry.content().get("line") instanceof Number line) {
      output.line("   line " + line + " of a report of " + entry.text("feed"));
    }
    if (entry.content().get("raw") instanceof String raw) {
      output.line(
          "   raw    " + cut(raw) + (entry.isCut() ? " (only the beginning was kept)" : ""));
    }
    if (entry.content().get("event") instanceof Map<?, ?> event) {
      event.forEach((field, value) ->
          output.line("   " + field + " = " + cut(value == null ? "null" : Json.text(value))));
    }
    entry.text("trace").lines().forEach(line -> output.line("   " + line.stripTrailing()));
  }

  private String cut(String text) {
    return truncate <= 0 || text.length() <= truncate ? text : text.substring(0, truncate) + "…";
  }
}
