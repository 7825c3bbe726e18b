package intelmq.ctl;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which entries of quarantine are meant; without any, all of the stage. */
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class DumpFilter implements Predicate<QuarantineEntry> {
  @Option(
      names = "--reason",
      paramLabel = "CODE",
      description = "Those set aside for this reason, for instance invalid-value; may be repeated.")
  private List<String> reasons = new ArrayList<>();

  @Option(names = "--report", paramLabel = "ID", description = "Those of this report.")
  private @Nullable String report;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "The event or record of this id; may be repeated.")
  private List<String> ids = new ArrayList<>();

  /** Whether an object can have entries that are meant: its name has the report. */
  boolean mayHave(String key) {
    return (report == null || key.contains("/" + report + "@"))
        && (ids.isEmpty()
            || ids.stream()
                .anyMatch(id ->
                    key.contains("/" + id.substring(0, Math.max(0, id.lastIndexOf(':'))) + "@")));
  }

  @Override
  public boolean test(QuarantineEntry entry) {
    return (reasons.isEmpty() || reasons.contains(entry.code()))
        && (report == null || report.equals(entry.report()))
        && (ids.isEmpty() || ids.contains(entry.id()));
  }

  /** Whether everything is meant. */
  boolean isEmpty() {
    return reasons.isEmpty() && report == null && ids.isEmpty();
  }
}
