package intelmq.ctl;

import intelmq.harmonization.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of a function's log: our JSON, or what Lambda itself says.
 *
 * @param id unique in the log
 * @param fields everything that the line says
 */
record LogRecord(
    String id, Instant time, String stage, Level level, String message, Map<String, ?> fields) {
  private static final Set<String> SHOWN = Set.of("time", "level", "message", "stage", "trace");
  private static final Pattern LAMBDA =
      Pattern.compile("(START|END|REPORT|INIT_START|INIT_REPORT|RESTORE_\\w+|EXTENSION)\\b.*");
  private static final Pattern FATAL =
      Pattern.compile("(?is).*(Task timed out|Runtime exited|OutOfMemory|Exception|Error).*");

  /** Levels by IntelMQ's names, from the least important up. */
  enum Level {
    DEBUG,
    INFO,
    WARNING,
    ERROR,
    CRITICAL;

    private static Level of(@Nullable Object text) {
      return switch (String.valueOf(text).toLowerCase(Locale.ROOT)) {
        case "debug", "trace" -> DEBUG;
        case "warn", "warning" -> WARNING;
        case "error" -> ERROR;
        case "critical", "fatal" -> CRITICAL;
        default -> INFO;
      };
    }
  }

  /** The record that a line is. */
  static LogRecord of(String id, Instant time, String stage, String line) {
    String text = line.strip();
    if (text.startsWith("{") && Json.tryParse(text) instanceof Map<?, ?> map) {
      var fields = new LinkedHashMap<String, Object>();
      map.forEach((name, value) -> fields.put(String.valueOf(name), value));
      return new LogRecord(
          id,
          time,
          stage,
          Level.of(fields.get("level")),
          String.valueOf(fields.getOrDefault("message", "")),
          fields);
    }
    Level level =
        LAMBDA.matcher(text).matches()
            ? Level.DEBUG
            : FATAL.matcher(text).matches() ? Level.ERROR : Level.INFO;
    return new LogRecord(id, time, stage, level, text, Map.of());
  }

  /** The record for people: a line, and below it the stack trace if there is one. */
  List<String> text() {
    var line = new StringBuilder();
    line.append(time).append(' ').append(level).append(' ').append(stage).append(": ");
    line.append(Plain.line(message));
    fields.forEach((name, value) -> {
      if (!SHOWN.contains(name)) {
        line.append(' ').append(name).append('=').append(Json.text(value));
      }
    });
    if (fields.get("trace") instanceof String trace) {
      return List.of(line.toString(), trace.stripTrailing().replaceAll("(?m)^", "    "));
    }
    return List.of(line.toString());
  }

  /** The record for programs. */
  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("time", time.toString());
    json.put("level", level.name());
    json.put("stage", stage);
    json.put("message", message);
    fields.forEach((name, value) -> json.putIfAbsent(name, value));
    return json;
  }
}
