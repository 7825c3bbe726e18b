package intelmq.parsers.shadowserver;

import intelmq.bot.Outcome;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Report;
import intelmq.parsers.shadowserver.ReportType.Column;
import intelmq.python.CsvReader;
import intelmq.python.Text;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How the rows of reports of one type and header become events. */
final class Layout {
  private static final String EXTRA = "extra.";

  private final ReportType type;
  private final boolean overwrite;
  private final InstantSource clock;
  private final String header;
  private final int width;
  private final @Nullable String problem;

  /** Where each column's cells are. */
  private final Map<String, Integer> positions = new LinkedHashMap<>();

  private final List<Step> steps = new ArrayList<>();

  /** Columns that the schema does not name. */
  private final List<Rest> rest = new ArrayList<>();

  private final Map<Field, Object> constants = new LinkedHashMap<>();

  /** All keys that there may be below {@code extra}, in the order in which they are written. */
  private final List<String> keys;

  private final List<@Nullable Field> extras;

  Layout(
      ReportType type,
      String header,
      boolean overwrite,
      InstantSource clock,
      Harmonization harmonization) {
    this.type = type;
    this.overwrite = overwrite;
    this.clock = clock;
    List<String> names = cells(header);
    this.width = names.size();
    this.header = "\"" + String.join("\",\"", names) + "\"\n";
    for (int i = 0; i < names.size(); i++) {
      positions.put(names.get(i), i);
    }
    var allKeys = new TreeSet<>(Text::compare);
    allKeys.addAll(positions.keySet());
    type.columns()
        .forEach(column -> {
          String key = key(column, harmonization);
          if (key != null) {
            allKeys.add(key);
          }
        });
    this.keys = List.copyOf(allKeys);
    this.extras = new ArrayList<>();
    keys.forEach(key -> extras.add(harmonization.find(EXTRA + key).orElse(null)));
    this.problem = compile(harmonization);
    type.constants()
        .forEach((name, value) -> {
          harmonization
              .find(name)
              .or(() -> harmonization.find(EXTRA + name))
              .ifPresent(field -> constants.put(field, value));
        });
  }

  /** The event of a row. */
  Outcome parse(ReportRow row, Report report) {
    List<String> cells = row.csv().cells();
    if (problem != null) {
      return new Outcome.Malformed("missing-column", problem);
    }
    if (cells.size() > width) {
      return new Outcome.Malformed(
          "invalid-row", "the row has " + cells.size() + " cells, the header " + width);
    }
    var event = new Event(report);
    if (overwrite) {
      event.put(Fields.FEED_NAME, type.feedName());
    } else {
      event.addIfAbsent(Fields.FEED_NAME, type.feedName());
    }
    if (overwrite && type.url() != null) {
      event.put(Fields.FEED_DOCUMENTATION, type.url());
    } else {
      event.addIfAbsent(Fields.FEED_DOCUMENTATION, type.url());
    }
    @Nullable Object[] extra = new @Nullable Object[keys.size()];
    for (Step step : steps) {
      String problemOfRow = fill(step, cells, event, extra);
      if (problemOfRow != null) {
        return new Outcome.Malformed("invalid-value", problemOfRow);
      }
    }
    for (Rest column : rest) {
      String cell = column.position() < cells.size() ? cells.get(column.position()) : "";
      if (!cell.isEmpty()) {
        extra[column.key()] = cell;
      }
    }
    constants.forEach(event::put);
    event.add(Fields.RAW, header + row.text());
    addExtra(event, extra);
    return Outcome.of(event);
  }

  /** Fills a field; says what is wrong if there can be no event. */
  private @Nullable String fill(
      Step step, List<String> cells, Event event, @Nullable Object[] extra) {
    if (step.position() >= cells.size() && !step.column().required()) {
      // the row is shorter than the header
      return null;
    }
    String cell = step.position() < cells.size() ? cells.get(step.position()) : "";
    Column column = step.column();
    Object value = column.conversion().of(cell, name -> cell(cells, name), clock);
    if (value == null) {
      return null;
    }
    if (value.equals(Conversion.FAILED)) {
      if (column.required()) {
        return "column '" + column.name() + "': '" + shown(cell) + "' is not what is expected";
      }
      extra[step.own()] = cell;
      return null;
    }
    if (step.key() >= 0) {
      extra[step.key()] = value;
    } else if (step.field() != null) {
      if (column.required()) {
        event.add(step.field(), value);
      } else if (!isNothing(value) && !event.addIfValid(step.field(), value)) {
        extra[step.own()] = value;
      }
    }
    return null;
  }

  /** Empty values below extra stay only if they come with the object as a whole. */
  private void addExtra(Event event, @Nullable Object[] extra) {
    boolean plain = true;
    boolean some = false;
    for (int i = 0; i < extra.length; i++) {
      Object value = extra[i];
      if (value != null) {
        some = true;
        plain &= extras.get(i) != null && !isNothing(value);
      }
    }
    if (!some) {
      return;
    }
    var members = new LinkedHashMap<String, Object>();
    for (int i = 0; i < extra.length; i++) {
      Object value = extra[i];
      if (value == null) {
        continue;
      }
      Field field = extras.get(i);
      if (plain && field != null) {
        event.add(field, value);
      } else {
        members.put(keys.get(i), value);
      }
    }
    if (!members.isEmpty()) {
      event.add(Fields.EXTRA, members);
    }
  }

  /** Binds columns to positions; says which required one the header lacks. */
  private @Nullable String compile(Harmonization harmonization) {
    var keyNumbers = new HashMap<String, Integer>();
    for (int i = 0; i < keys.size(); i++) {
      keyNumbers.put(keys.get(i), i);
    }
    var unnamed = new LinkedHashMap<>(positions);
    for (Column column : type.columns()) {
      Integer position = positions.get(column.name());
      unnamed.remove(column.name());
      if (position == null) {
        if (column.required()) {
          return "the header lacks the column '"
              + column.name()
              + "', which reports of '"
              + type.feedName()
              + "' must have";
        }
        continue;
      }
      String key = key(column, harmonization);
      Field field =
          key != null || column.field() == null
              ? null
              : harmonization.find(column.field()).orElse(null);
      int number = key == null ? -1 : keyNumbers.getOrDefault(key, -1);
      int own = keyNumbers.getOrDefault(column.name(), -1);
      steps.add(new Step(column, position, field, number, own));
    }
    unnamed.forEach(
        (name, position) -> rest.add(new Rest(position, keyNumbers.getOrDefault(name, -1))));
    return null;
  }

  /** The key below {@code extra} that a column fills, or null. */
  private static @Nullable String key(Column column, Harmonization harmonization) {
    String field = column.field();
    if (field == null) {
      return null;
    }
    if (field.equals(EXTRA)) {
      return column.name();
    }
    if (field.startsWith(EXTRA)) {
      return field.substring(EXTRA.length());
    }
    // what the deployment has no field for is kept, unless reports must have it
    return column.required() || harmonization.find(field).isPresent() ? null : field;
  }

  private String cell(List<String> cells, String name) {
    Integer position = positions.get(name);
    return position == null || position >= cells.size() ? "" : cells.get(position);
  }

  private static List<String> cells(String header) {
    List<String> names = new CsvReader(',', '"').feed(header, "");
    return names == null ? List.of(header) : names;
  }

  private static boolean isNothing(Object value) {
    return value instanceof String text
        && (text.isEmpty() || text.equals("-") || text.equals("N/A"));
  }

  private static String shown(String cell) {
    return cell.length() <= 80 ? cell : cell.substring(0, 80) + "…";
  }

  /**
   * A column that is in the header.
   *
   * @param field the field that it fills, if it is none below extra
   * @param key the number of the key below extra that it fills, or -1
   * @param own the number of the key named like the column
   */
  private record Step(Column column, int position, @Nullable Field field, int key, int own) {}

  /** A column that the schema does not name, and its key below extra. */
  private record Rest(int position, int key) {}
}
