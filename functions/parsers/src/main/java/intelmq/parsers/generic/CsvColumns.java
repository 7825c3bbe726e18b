package intelmq.parsers.generic;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import intelmq.bot.Outcome;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import intelmq.harmonization.TimeFormat;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the cells of a row into the fields of its columns. */
final class CsvColumns {
  private static final Set<String> IGNORED = Set.of("__IGNORE__", "");

  private final List<Column> columns = new ArrayList<>();
  private final CsvParser.Config config;
  private final TimeFormat times;
  private final InstantSource clock;
  private final Harmonization harmonization;

  CsvColumns(CsvParser.Config config, InstantSource clock, Harmonization harmonization) {
    this.config = config;
    this.clock = clock;
    this.harmonization = harmonization;
    String format = config.timeFormat();
    this.times = TimeFormat.of(format == null || format.isEmpty() ? "fuzzy" : format);
    List<String> required = config.columnsRequired();
    if (required != null && required.size() != config.columns().size()) {
      throw new IllegalArgumentException(
          "columns_required has "
              + required.size()
              + " entries, columns "
              + config.columns().size());
    }
    for (int i = 0; i < config.columns().size(); i++) {
      columns.add(column(config.columns().get(i), required == null || truth(required.get(i))));
    }
    checkNames("column_regex_search", config.columnRegexSearch());
    checkNames("data_type", config.dataType());
  }

  /** Fills the event; says what is wrong if a cell cannot be read at all. */
  Optional<Outcome> fill(Event event, List<String> cells) {
    int count = Math.min(columns.size(), cells.size());
    for (int i = 0; i < count; i++) {
      Optional<Outcome> problem = fill(event, columns.get(i), cells.get(i));
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private Optional<Outcome> fill(Event event, Column column, String cell) {
    for (int i = 0; i < column.targets().size() && !cell.isEmpty(); i++) {
      Target target = column.targets().get(i);
      String found = target.find(cell);
      if (found == null) {
        return Optional.empty();
      }
      Object value = convert(target, found);
      if (value == null) {
        String expected = target.json() ? "not JSON" : "not a time (time_format " + times + ")";
        String message = target.field() + ": " + expected;
        return Optional.of(new Outcome.Malformed("invalid-value", message));
      }
      boolean last = i + 1 == column.targets().size();
      if (last && column.required()) {
        event.add(target.field(), value);
      } else if (event.addIfValid(target.field(), value)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private @Nullable Object convert(Target target, String text) {
    if (target.json()) {
      return Json.tryParse(text);
    }
    String name = target.field().name();
    if (target.field().equals(Fields.TIME_SOURCE)) {
      return times.convert(text, clock);
    }
    if (name.endsWith(".url")) {
      return text.contains("://") ? text : config.defaultUrlProtocol() + text;
    }
    return target.field().equals(Fields.CLASSIFICATION_TYPE)
        ? config.typeTranslation().getOrDefault(text, text)
        : text;
  }

  private Column column(String names, boolean required) {
    var targets = new ArrayList<Target>();
    for (String name : names.split("\\|", -1)) {
      if (IGNORED.contains(name)) {
        return new Column(targets, false);
      }
      targets.add(target(name));
    }
    return new Column(targets, required);
  }

  private Target target(String name) {
    String type = config.dataType().get(name);
    if (type != null && !type.equals("json")) {
      throw new IllegalArgumentException(
          "data_type of " + name + " must be json, not '" + type + "'");
    }
    String regex = config.columnRegexSearch().get(name);
    try {
      Pattern pattern = regex == null ? null : Pattern.compile(regex);
      return new Target(harmonization.field(name), pattern, type != null);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "column_regex_search of " + name + ": " + e.getMessage(), e);
    }
  }

  private void checkNames(String parameter, Map<String, String> byField) {
    for (String name : byField.keySet()) {
      if (columns.stream()
          .flatMap(column -> column.targets().stream())
          .noneMatch(target -> target.field().name().equals(name))) {
        throw new IllegalArgumentException(parameter + ": '" + name + "' is not in columns");
      }
    }
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              "columns_required must be true or false for each column, not '" + text + "'");
    };
  }

  /** The fields that a column may fill, in order. */
  private record Column(List<Target> targets, boolean required) {}

  /** A field, and how a cell is read for it. */
  private record Target(Field field, @Nullable Pattern regex, boolean json) {
    /** The part of a cell that is used, null for none. */
    @Nullable String find(String cell) {
      if (regex == null) {
        return json && cell.strip().equals("null") ? null : cell;
      }
      Matcher matcher = regex.matcher(cell);
      return matcher.find() ? matcher.group() : null;
    }
  }
}
