package intelmq.ctl;

import intelmq.harmonization.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The option that says whether people or programs read what a command prints. Text is shown with
 * everything escaped that a terminal would take for more than text.
 */
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class OutputOption {
  private static final String GAP = "  ";

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = {"-t", "--type"},
      paramLabel = "text|json",
      description = "For people or for programs: ${COMPLETION-CANDIDATES}. Default: text.")
  private Type type = Type.text;

  /** The forms of output, as the user writes them. */
  @SuppressWarnings("MemberName") // the user's words
  private enum Type {
    text,
    json
  }

  /** Whether programs read it. */
  boolean isJson() {
    return type == Type.json;
  }

  /** Prints a value as JSON, on a line. */
  void json(Object value) {
    out().println(Json.text(value));
    out().flush();
  }

  /** Prints a line of text. */
  void line(String text) {
    out().println(Plain.line(text));
    out().flush();
  }

  /** Prints a text of several lines. */
  void lines(String text) {
    out().println(Plain.lines(text));
    out().flush();
  }

  /**
   * Tells what the command is about or what happens meanwhile: on standard error, so that the
   * output stays what was asked for.
   */
  void note(String text) {
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    err.println(Plain.line(text));
    err.flush();
  }

  /**
   * Prints a table: columns as wide as their widest cell; those that hold numbers alone are aligned
   * to the right.
   */
  void table(List<String> columns, List<? extends List<?>> rows) {
    List<List<String>> cells =
        rows.stream()
            .map(row -> row.stream().map(cell -> Plain.line(String.valueOf(cell))).toList())
            .toList();
    var widths = new int[columns.size()];
    var right = new boolean[columns.size()];
    for (int i = 0; i < columns.size(); i++) {
      int column = i;
      widths[i] =
          Math.max(
              columns.get(i).length(),
              cells.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
      right[i] =
          !cells.isEmpty() && cells.stream().allMatch(row -> row.get(column).matches("[0-9]+|-|"));
    }
    row(columns, widths, right);
    cells.forEach(row -> row(row, widths, right));
    out().flush();
  }

  private void row(List<String> cells, int[] widths, boolean[] right) {
    var line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String padding = " ".repeat(widths[i] - cells.get(i).length());
      line.append(i == 0 ? "" : GAP)
          .append(right[i] ? padding + cells.get(i) : cells.get(i) + padding);
    }
    out().println(line.toString().stripTrailing());
  }

  /** A number of things: {@code 1 message}, {@code 2 messages}. */
  static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%d %s%s", number, noun, number == 1 ? "" : "s");
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
