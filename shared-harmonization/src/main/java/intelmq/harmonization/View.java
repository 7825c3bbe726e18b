package intelmq.harmonization;

import intelmq.python.PyJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The map that an output makes of a message, by the parameters that IntelMQ's outputs share.
 *
 * @param hierarchical whether {@code source.ip} becomes {@code ip} within {@code source}
 * @param withType whether {@code __type} stands at the beginning
 * @param extraAsText whether all below a JSONDict ({@code extra}) becomes one JSON text, after the
 *     other fields; its keys keep their dots
 * @param keepRaw whether {@code raw} stays
 */
public record View(boolean hierarchical, boolean withType, boolean extraAsText, boolean keepRaw) {
  /** All fields, flat, in order. */
  public static final View FLAT = new View(false, false, false, true);

  /** The message's fields in this view, in order; the map is a new one. */
  public Map<String, Object> of(Message message) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (withType) {
      map.put("__type", MessageJson.typeOf(message));
    }
    Map<String, Map<String, Object>> dicts = new LinkedHashMap<>();
    message.forEach((name, value) -> {
      Field dict = extraAsText ? message.definitions().dictOf(name) : null;
      if (dict != null) {
        dicts
            .computeIfAbsent(dict.name(), key -> new LinkedHashMap<>())
            .put(name.substring(dict.name().length() + 1), value);
      } else if (keepRaw || !name.equals(Fields.RAW.name())) {
        put(map, name, value);
      }
    });
    dicts.forEach(
        (name, members) -> map.put(name, PyJson.dumps(members, PyJson.Option.KEEP_UNICODE)));
    return map;
  }

  /** What is below a JSONDict as the text of one JSON object, nested; null if there is nothing. */
  static @Nullable String object(FieldValues values, String prefix) {
    if (!values.hasBelow(prefix)) {
      return null;
    }
    Map<String, Object> object = new LinkedHashMap<>();
    values.forEach((name, value) -> {
      if (name.startsWith(prefix)) {
        nest(object, name.substring(prefix.length()), value);
      }
    });
    return PyJson.dumps(object);
  }

  private void put(Map<String, Object> map, String name, Object value) {
    if (hierarchical) {
      nest(map, name, value);
    } else {
      map.put(name, value);
    }
  }

  /**
   * Puts a value where its name leads, dot by dot. Where {@code a} is a map, {@code b} of {@code
   * a.b} joins it; where it is another value, the name {@code a.b} keeps its dot.
   */
  private static void nest(Map<String, Object> root, String name, Object value) {
    Map<String, Object> map = root;
    int start = 0;
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', start)) {
      Map<String, Object> level = level(map, name.substring(start, dot));
      if (level == null) {
        break;
      }
      map = level;
      start = dot + 1;
    }
    map.put(name.substring(start), value);
  }

  private static @Nullable Map<String, Object> level(Map<String, Object> map, String name) {
    Object inner = map.get(name);
    if (inner instanceof Level level) {
      return level;
    }
    if (inner != null && !(inner instanceof Map<?, ?>)) {
      return null;
    }
    var level = new Level();
    if (inner instanceof Map<?, ?> value) {
      value.forEach((key, item) -> level.put(String.valueOf(key), item == null ? Json.NULL : item));
    }
    map.put(name, level);
    return level;
  }

  /** A level that names made, as opposed to a map that is a value of the message's. */
  private static final class Level extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1L;
  }
}
