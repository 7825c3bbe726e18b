package intelmq.testkit;

import intelmq.bot.config.BotSpec;
import intelmq.harmonization.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The table below "Recorded cases" in {@code docs/differences.md}: which cases may differ, and why.
 *
 * <p>A row has a bot ({@code output file}), a regular expression for the whole id of a case, one
 * that is found in the JSON of its parameters (without spaces), and the reason. What is in back
 * quotes has {@code \|} for {@code |}.
 */
final class Reasons {
  private static final Path DOCUMENT = Path.of("..", "..", "docs", "differences.md");
  private static final String SECTION = "## Recorded cases";
  private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");

  private final List<Reason> reasons = new ArrayList<>();
  private final Set<Reason> needed = new HashSet<>();
  private final Set<Reason> ofEqual = new HashSet<>();

  private Reasons() {}

  static Reasons read() throws IOException {
    return parse(Files.readAllLines(DOCUMENT));
  }

  static Reasons parse(List<String> lines) {
    var all = new Reasons();
    boolean inSection = false;
    for (String line : lines) {
      if (line.startsWith("#")) {
        inSection = line.strip().equals(SECTION);
      } else if (inSection && line.startsWith("| `")) {
        all.reasons.add(reason(line));
      }
    }
    return all;
  }

  private static Reason reason(String line) {
    List<String> cells = CELL_END.splitAsStream(line.substring(1)).map(String::strip).toList();
    if (cells.size() != 4 || cells.get(3).isEmpty()) {
      throw new IllegalArgumentException("expected bot, case, parameters and reason: " + line);
    }
    return new Reason(
        quoted(cells.get(0)),
        Pattern.compile(quoted(cells.get(1))),
        Pattern.compile(quoted(cells.get(2))),
        cells.get(3));
  }

  private static String quoted(String cell) {
    if (cell.length() < 3 || !cell.startsWith("`") || !cell.endsWith("`")) {
      throw new IllegalArgumentException("expected something in back quotes: " + cell);
    }
    return cell.substring(1, cell.length() - 1).replace("\\|", "|");
  }

  /** Whether there is a reason for a case that differs. */
  boolean explain(BotSpec bot, Recorded recorded) {
    List<Reason> found = find(bot, recorded);
    needed.addAll(found);
    return !found.isEmpty();
  }

  /** Notes that a case does not differ. */
  void equal(BotSpec bot, Recorded recorded) {
    ofEqual.addAll(find(bot, recorded));
  }

  /** Reasons for cases of which none differs. */
  List<String> needless() {
    return ofEqual.stream()
        .filter(reason -> !needed.contains(reason))
        .map(reason -> reason.bot() + " " + reason.id() + ": " + reason.why())
        .toList();
  }

  private List<Reason> find(BotSpec spec, Recorded recorded) {
    String bot = spec.kind().label() + " " + spec.name();
    return reasons.stream().filter(reason -> reason.fits(bot, recorded)).toList();
  }

  private record Reason(String bot, Pattern id, Pattern parameters, String why) {
    boolean fits(String bot, Recorded recorded) {
      return this.bot.equals(bot)
          && id.matcher(recorded.id()).matches()
          && parameters.matcher(Json.text(recorded.map("parameters"))).find();
    }
  }
}
