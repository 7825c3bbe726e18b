package intelmq.outputs.mail;

import intelmq.bot.Batch.Item;
import intelmq.harmonization.Field;
import intelmq.harmonization.Harmonization;
import intelmq.python.Csv;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Events as a CSV file, as IntelMQ writes it, but safe to open in a spreadsheet. */
final class EventTable {
  private static final Csv CSV = new Csv(';', "\n");

  /**
   * What a spreadsheet takes for a formula: it would run what a feed, so an attacker, says. With
   * the quotes before it, so that taking one away gives what was there. Some take the wide forms of
   * the signs as well, and ends of lines for the beginning of a cell.
   */
  private static final Pattern FORMULA =
      Pattern.compile("^'*[=+\\-@\\t\\r\\n\\uff1d\\uff0b\\uff0d\\uff20]");

  private final List<Field> columns;

  /**
   * A table with these columns.
   *
   * @throws IllegalArgumentException if there is no such field
   */
  EventTable(List<String> names, Harmonization harmonization) {
    try {
      this.columns = names.stream().map(harmonization::field).toList();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("parameter 'fieldnames': " + e.getMessage(), e);
    }
  }

  /** Whether it has no columns. */
  boolean isEmpty() {
    return columns.isEmpty();
  }

  /** The file: a line of names, then a line per event. */
  String csv(List<Item> items) {
    var out = new StringBuilder();
    CSV.append(out, columns.stream().map(Field::name).toList());
    for (Item item : items) {
      // a list that may hold null
      CSV.append(
          out,
          columns.stream()
              .<@Nullable Object>map(column -> safe(item.event().get(column)))
              .toList());
    }
    return out.toString();
  }

  /**
   * The events' ids, in the order of the lines: a report's once, a colon, the ordinals; a semicolon
   * before the next report.
   */
  static String ids(List<Item> items) {
    var ids = new StringBuilder();
    String report = "";
    for (Item item : items) {
      int colon = item.id().lastIndexOf(':');
      if (item.id().substring(0, colon).equals(report)) {
        ids.append(' ');
      } else {
        report = item.id().substring(0, colon);
        ids.append(ids.isEmpty() ? "" : "; ").append(report).append(": ");
      }
      ids.append(item.id(), colon + 1, item.id().length());
    }
    return ids.toString();
  }

  private static @Nullable Object safe(@Nullable Object value) {
    return value instanceof String text && FORMULA.matcher(text).find() ? "'" + text : value;
  }
}
