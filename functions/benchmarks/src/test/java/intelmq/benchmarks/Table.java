package intelmq.benchmarks;

import static intelmq.benchmarks.Contender.CODEC;
import static intelmq.benchmarks.Contender.FLOOR;
import static intelmq.benchmarks.Contender.INTELMQ;
import static intelmq.benchmarks.Contender.TREE;

import java.util.Locale;
import java.util.OptionalDouble;

/** Measurements as a text in Markdown. */
final class Table {
  private final Measurements measurements;
  private final StringBuilder text = new StringBuilder();

  private Table(Measurements measurements) {
    this.measurements = measurements;
  }

  static String of(Measurements measurements) {
    var table = new Table(measurements);
    table.rows();
    table.targets();
    return table.text.toString();
  }

  private void rows() {
    line(
        "data",
        "batch",
        "packing",
        "µs/event",
        "events/s",
        "of floor",
        "x tree",
        "x IntelMQ",
        "B/event",
        "floor µs",
        "tree µs",
        "tree B",
        "IntelMQ µs");
    line(
        "---", "---:", "---", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:",
        "---:", "---:");
    for (Row row : measurements.rows()) {
      line(
          lower(row.data()),
          Integer.toString(row.batch()),
          row.packing(),
          micros(row, CODEC),
          cell("%,.0f", measurements.speed(row, CODEC)),
          percent(measurements.ratio(row, FLOOR)),
          cell("%.1f", measurements.ratio(row, TREE)),
          cell("%.0f", measurements.ratio(row, INTELMQ)),
          cell("%,.0f", measurements.allocated(row, CODEC)),
          micros(row, FLOOR),
          micros(row, TREE),
          cell("%,.0f", measurements.allocated(row, TREE)),
          micros(row, INTELMQ));
    }
  }

  private void targets() {
    text.append('\n');
    line("target (batch, packing)", "least", "measured", "");
    line("---", "---:", "---:", "---");
    for (Target target : Target.values()) {
      OptionalDouble ratio = measurements.ratio(target.row(), target.other());
      Row row = target.row();
      line(
          String.format(
              Locale.ROOT,
              "%s to %s (%d, %s)",
              lower(row.data()),
              lower(target.other()),
              row.batch(),
              row.packing()),
          ratio(target, OptionalDouble.of(target.least())),
          ratio(target, ratio),
          ratio.isEmpty()
              ? "not measured"
              : ratio.getAsDouble() >= target.least() ? "met" : "**not met**");
    }
  }

  private static String ratio(Target target, OptionalDouble ratio) {
    return target.other() == FLOOR ? percent(ratio) : cell("%.1f x", ratio);
  }

  private String micros(Row row, Contender contender) {
    OptionalDouble speed = measurements.speed(row, contender);
    return speed.isEmpty() ? "-" : String.format(Locale.ROOT, "%.2f", 1e6 / speed.getAsDouble());
  }

  private static String percent(OptionalDouble ratio) {
    return ratio.isEmpty() ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * ratio.getAsDouble());
  }

  private static String cell(String format, OptionalDouble value) {
    return value.isEmpty() || Double.isNaN(value.getAsDouble())
        ? "-"
        : String.format(Locale.ROOT, format, value.getAsDouble());
  }

  private static String lower(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }

  private void line(String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
