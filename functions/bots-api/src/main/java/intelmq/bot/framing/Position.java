package intelmq.bot.framing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place between two records of a report, at which a framing can go on.
 *
 * @param offset in bytes, from the beginning of the report
 * @param line the number of the line it lies on, from 1
 * @param state what the framing needs to know of what comes before: texts, whole numbers, truth
 *     values and lists of texts
 */
public record Position(long offset, long line, Map<String, Object> state) {
  /** The beginning of a report. */
  public static final Position START = new Position(0, 1, Map.of());

  /** Takes a copy of the map. */
  public Position {
    if (offset < 0 || line < 1) {
      throw new IllegalArgumentException("no position: byte " + offset + ", line " + line);
    }
    state = Map.copyOf(state);
  }

  /** As it is written in JSON. */
  public Map<String, Object> toMap() {
    var map = new LinkedHashMap<String, Object>();
    map.put("offset", offset);
    map.put("line", line);
    map.put("state", state);
    return map;
  }

  /**
   * Reads what {@link #toMap} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static Position of(@Nullable Object json) {
    if (json instanceof Map<?, ?> map
        && map.get("offset") instanceof Number offset
        && map.get("line") instanceof Number line
        && map.get("state") instanceof Map<?, ?> values) {
      var state = new LinkedHashMap<String, Object>();
      values.forEach((name, value) -> {
        if (value != null) {
          state.put(String.valueOf(name), value);
        }
      });
      return new Position(offset.longValue(), line.longValue(), state);
    }
    throw new IllegalArgumentException("not the position in a report: " + json);
  }

  String text(String name, String byDefault) {
    return state.get(name) instanceof String text ? text : byDefault;
  }

  long number(String name, long byDefault) {
    return state.get(name) instanceof Number number ? number.longValue() : byDefault;
  }

  boolean truth(String name) {
    return state.get(name) instanceof Boolean truth && truth;
  }

  List<String> texts(String name) {
    return state.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }
}
