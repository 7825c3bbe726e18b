package intelmq.harmonization;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules of the section "Data model" in {@code docs/differences.md}: which results may differ
 * from the original's, and why. The table there is the only place of such rules.
 *
 * <p>Its columns are the call ({@code Type.operation} or {@code message.operation}), a regular
 * expression for Python's {@code repr} of the value, one for what the original did ({@code repr} of
 * the result, or {@code raises Name}), one for what is done here, and the reason. Expressions stand
 * in back quotes, match the whole text, and have {@code \|} for {@code |}.
 */
final class ReasonedDifferences {
  private static final Path DOCUMENT = Path.of("../docs/differences.md");
  private static final String SECTION = "## Data model";
  private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");

  private final List<Rule> rules;
  private final Set<Rule> applied = new HashSet<>();

  ReasonedDifferences(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** The rules of the document. */
  static ReasonedDifferences read() throws IOException {
    return parse(Files.readAllLines(DOCUMENT));
  }

  /** The rules in the table of the section "Data model". */
  static ReasonedDifferences parse(List<String> lines) {
    var rules = new ArrayList<Rule>();
    boolean inSection = false;
    for (String line : lines) {
      if (line.startsWith("#")) {
        inSection = line.strip().equals(SECTION);
      } else if (inSection && line.startsWith("| `")) {
        rules.add(rule(line));
      }
    }
    return new ReasonedDifferences(rules);
  }

  private static Rule rule(String line) {
    String[] cells = CELL_END.split(line.substring(1), -1);
    if (cells.length != 6 || cells[4].isBlank()) {
      throw new IllegalArgumentException(
          "a rule has a call, three expressions and a reason: " + line);
    }
    return new Rule(
        expression(cells[0]),
        expression(cells[1]),
        expression(cells[2]),
        expression(cells[3]),
        cells[4].strip());
  }

  private static Pattern expression(String cell) {
    String text = cell.strip();
    if (text.length() < 2 || !text.startsWith("`") || !text.endsWith("`")) {
      throw new IllegalArgumentException("an expression stands in back quotes: " + text);
    }
    return Pattern.compile(
        text.substring(1, text.length() - 1).replace("\\|", "|"), Pattern.DOTALL);
  }

  /**
   * Whether a rule explains a difference; the rule counts as applied from then on.
   *
   * @param call {@code Type.operation}
   * @param value Python's {@code repr} of the value
   * @param original {@code repr} of the original's result, or {@code raises Name}
   * @param here {@code repr} of the result here
   */
  boolean explains(String call, String value, String original, String here) {
    boolean explained = false;
    for (Rule rule : rules) {
      if (rule.matches(call, value, original, here)) {
        applied.add(rule);
        explained = true;
      }
    }
    return explained;
  }

  /** Rules for calls that begin so ({@code message.}) or not which explained nothing, as text. */
  String unused(String prefix, boolean begins) {
    return rules.stream()
        .filter(rule -> !applied.contains(rule))
        .filter(rule -> rule.call().pattern().startsWith(prefix) == begins)
        .map(rule -> rule.call() + " " + rule.value() + ": " + rule.reason())
        .collect(joining("\n"));
  }

  /** One row. */
  record Rule(Pattern call, Pattern value, Pattern original, Pattern here, String reason) {
    boolean matches(String call, String value, String original, String here) {
      return this.call.matcher(call).matches()
          && this.value.matcher(value).matches()
          && this.original.matcher(original).matches()
          && this.here.matcher(here).matches();
    }
  }
}
