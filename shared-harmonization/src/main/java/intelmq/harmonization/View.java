package intelmq.harmonization;

import intelmq.python.PyJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The map that an output makes of an event, by the parameters that IntelMQ's outputs share.
 *
 * @param hierarchical whether {@code source.ip} becomes {@code ip} within {@code source}
 * @param withType whether {@code __type} stands at the end
 * @param extraAsText whether all of {@code extra} becomes one JSON text, after the other fields
 * @param keepRaw whether {@code raw} stays
 */
public record View(boolean hierarchical, boolean withType, boolean extraAsText, boolean keepRaw) {
  /** All fields, flat, in order. */
  public static final View FLAT = new View(false, false, false, true);

  /** The event's fields in this view, in order; the map is a new one. */
  public Map<String, Object> of(Event event) {
    Map<String, Object> map = new LinkedHashMap<>();
    event.forEach((name, value) -> {
      boolean left = name.equals(Fields.RAW.name()) ? keepRaw : !Message.isExtra(name);
      if (left || (Message.isExtra(name) && !extraAsText)) {
        put(map, name, value);
      }
    });
    String extra = extraAsText ? extra(event.values()) : null;
    if (extra != null) {
      map.put(Fields.EXTRA.name(), extra);
    }
    if (withType) {
      map.put("__type", "Event");
    }
    return map;
  }

  /** What is below {@code extra} as the text of one JSON object, or null if there is nothing. */
  static @Nullable String extra(FieldValues values) {
    Map<String, Object> extra = new LinkedHashMap<>();
    values.forEach((name, value) -> {
      if (Message.isExtra(name)) {
        nest(extra, name.substring(Message.EXTRA_PREFIX.length()), value);
      }
    });
    return extra.isEmpty() ? null : PyJson.dumps(extra, PyJson.Option.KEEP_UNICODE);
  }

  private void put(Map<String, Object> map, String name, Object value) {
    if (hierarchical) {
      nest(map, name, value);
    } else {
      map.put(name, value);
    }
  }

  /**
   * Puts a value where its name leads, dot by dot. Where {@code a} and {@code a.b} have values,
   * that of {@code a} becomes {@code a._value}; where {@code a} is a map, {@code b} joins it.
   */
  private static void nest(Map<String, Object> root, String name, Object value) {
    Map<String, Object> map = root;
    int start = 0;
    for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', start)) {
      map = level(map, name.substring(start, dot));
      start = dot + 1;
    }
    String last = name.substring(start);
    if (map.get(last) instanceof Level level) {
      level.take(value);
    } else {
      map.put(last, value);
    }
  }

  private static Level level(Map<String, Object> map, String name) {
    Object inner = map.get(name);
    if (inner instanceof Level level) {
      return level;
    }
    var level = new Level();
    if (inner != null) {
      level.take(inner);
    }
    map.put(name, level);
    return level;
  }

  /** A level that names made, as opposed to a map that is a value of the event's. */
  private static final class Level extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1L;

    void take(Object value) {
      if (value instanceof Map<?, ?> map) {
        map.forEach((key, item) -> put(String.valueOf(key), item == null ? Json.NULL : item));
      } else {
        put("_value", value);
      }
    }
  }
}
