package intelmq.ctl;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Counts what was set aside. */
@Command(
    name = "list",
    description = "Counts what was set aside, by stage and reason.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class DumpListCommand implements Callable<Integer> {
  @Parameters(paramLabel = "STAGE", arity = "0..1", description = "This stage alone.")
  private @Nullable String stage;

  @Mixin private DumpFilter filter = new DumpFilter();
  @Mixin private TargetOption target = new TargetOption();
  @Mixin private OutputOption output = new OutputOption();

  /** Entries of a stage and a reason. */
  private static final class Count {
    private long entries;
    private String oldest = "";
    private String newest = "";

    void add(QuarantineEntry entry) {
      entries++;
      String time = entry.time();
      oldest = oldest.isEmpty() || time.compareTo(oldest) < 0 ? time : oldest;
      newest = time.compareTo(newest) > 0 ? time : newest;
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var rows = new ArrayList<Map<String, Object>>();
    try (Installation installation = target.open()) {
      QuarantineStore store = DumpCommand.store(installation);
      for (String one : stage == null ? store.stages() : List.of(stage)) {
        var counts = new TreeMap<String, Count>();
        store.visit(
            one,
            filter,
            (key, entries) ->
                entries.forEach(
                    entry -> counts.computeIfAbsent(entry.code(), code -> new Count()).add(entry)));
        counts.forEach((code, count) -> rows.add(row(one, code, count)));
      }
    }
    if (output.isJson()) {
      output.json(rows);
    } else if (rows.isEmpty()) {
      output.line("nothing is in quarantine" + (stage == null ? "" : " of " + stage));
    } else {
      output.table(
          List.of("stage", "reason", "entries", "oldest", "newest"),
          rows.stream().map(row -> List.copyOf(row.values())).toList());
    }
    return ExitCode.OK;
  }

  private static Map<String, Object> row(String stage, String code, Count count) {
    var row = new LinkedHashMap<String, Object>();
    row.put("stage", stage);
    row.put("reason", code);
    row.put("entries", count.entries);
    row.put("oldest", count.oldest);
    row.put("newest", count.newest);
    return row;
  }
}
