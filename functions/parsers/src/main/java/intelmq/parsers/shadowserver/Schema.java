package intelmq.parsers.shadowserver;

import intelmq.harmonization.Json;
import intelmq.harmonization.Nearest;
import intelmq.parsers.shadowserver.ReportType.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The report types of a schema, as Shadowserver publishes it (intelmq.json). */
final class Schema {
  private static final int MOST_ERRORS = 20;

  private final Map<String, ReportType> byFileName = new HashMap<>();
  private final Map<String, ReportType> byFeedName = new HashMap<>();
  private final List<String> errors = new ArrayList<>();

  /**
   * Reads a schema.
   *
   * @throws IllegalArgumentException if anything is wrong in it; the message has a line for each
   *     error
   */
  Schema(String json) {
    if (!(Json.tryParse(json) instanceof Map<?, ?> reports)) {
      throw new IllegalArgumentException(
          "schema must be a JSON object, or a reference to one (s3://…), with a report type each");
    }
    reports.forEach((name, report) -> {
      if (!name.toString().startsWith("_")) {
        add(name.toString(), report);
      }
    });
    if (errors.isEmpty() && byFileName.isEmpty()) {
      errors.add("there is no report type in it");
    }
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(
          "schema: " + String.join("\n", errors.subList(0, Math.min(MOST_ERRORS, errors.size()))));
    }
  }

  /** The report type that files of this name (without date and suffix) have, or null. */
  @Nullable ReportType byFileName(String name) {
    return byFileName.get(name);
  }

  /** What is said of a file name that there is none of. */
  String hint(String fileName) {
    return Nearest.hint(fileName, byFileName.keySet());
  }

  /**
   * The report type of a feed.
   *
   * @param name the feed's name, or that of its files
   * @throws IllegalArgumentException if there is none; the message has the nearest right name
   */
  ReportType byFeedName(String name) {
    ReportType type = byFeedName.getOrDefault(name, byFileName.get(name));
    if (type == null) {
      throw new IllegalArgumentException(
          "feedname: the schema has no feed '" + name + "'" + hintOfFeed(name));
    }
    return type;
  }

  private String hintOfFeed(String name) {
    return Nearest.hint(name, byFeedName.keySet());
  }

  private void add(String name, @Nullable Object report) {
    if (!(report instanceof Map<?, ?> map)) {
      errors.add("'" + name + "' must be an object");
      return;
    }
    var columns = new ArrayList<Column>();
    addColumns(columns, name, map, "required_fields", true);
    addColumns(columns, name, map, "optional_fields", false);
    var constants = new LinkedHashMap<String, Object>();
    if (map.get("constant_fields") instanceof Map<?, ?> fields) {
      fields.forEach((field, value) -> constants.put(field.toString(), value));
    }
    String fileName = map.get("file_name") instanceof String text ? text : name;
    String feedName = map.get("feed_name") instanceof String text ? text : name;
    String url = map.get("url") instanceof String text ? text : null;
    var type = new ReportType(feedName, url, constants, List.copyOf(columns));
    if (byFileName.put(fileName, type) != null) {
      errors.add("'" + name + "': there are two report types of file_name '" + fileName + "'");
    }
    byFeedName.putIfAbsent(feedName, type);
  }

  private void addColumns(
      List<Column> columns, String name, Map<?, ?> report, String member, boolean required) {
    String place = "'" + name + "', " + member;
    switch (report.get(member)) {
      case null -> {}
      case List<?> fields ->
          fields.forEach(field -> {
            if (field instanceof List<?> parts) {
              addColumn(columns, place, parts, required);
            } else {
              errors.add(place + ": " + field + " must be [field, column, function]");
            }
          });
      default -> errors.add(place + " must be a list");
    }
  }

  private void addColumn(List<Column> columns, String place, List<?> parts, boolean required) {
    boolean hasField =
        parts.size() >= 2 && (parts.getFirst() instanceof String || parts.getFirst().equals(false));
    if (!hasField || !(parts.get(1) instanceof String column)) {
      errors.add(place + ": " + parts + " must be [field, column, function]");
      return;
    }
    Conversion conversion = Conversion.NONE;
    if (parts.size() > 2 && !Set.of(Json.NULL, false, "").contains(parts.get(2))) {
      String function = parts.get(2).toString();
      conversion = Conversion.find(function);
      if (conversion == null) {
        errors.add(
            place
                + ", column '"
                + column
                + "': there is no function '"
                + function
                + "'"
                + Nearest.hint(function, Conversion.functions()));
        return;
      }
    }
    String field = parts.getFirst() instanceof String text ? text : null;
    columns.add(new Column(field, column, conversion, required));
  }
}
