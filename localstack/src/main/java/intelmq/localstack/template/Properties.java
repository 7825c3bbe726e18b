package intelmq.localstack.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Resolved properties of a resource, or of a map inside them: texts, booleans, numbers, lists and
 * maps.
 *
 * <p>A parameter is always a text, so a number may be written both ways: the methods accept either.
 *
 * @param place the resource and the way to this map, for error messages
 */
public record Properties(String place, Map<String, Object> values) {

  /** An error that names this place. */
  public TemplateException error(String problem) {
    return new TemplateException(place, problem);
  }

  /** Refuses every property but these: what is not emulated must not be taken for granted. */
  public void allowOnly(Set<String> known) {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        throw error("property " + key + " is not supported");
      }
    }
  }

  /** Whether the property is set. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** A text that must be there. */
  public String text(String key) {
    Object value = values.get(key);
    if (value == null) {
      throw error("property " + key + " is missing");
    }
    return scalar(key, value);
  }

  /** A text. */
  public String text(String key, String otherwise) {
    return has(key) ? text(key) : otherwise;
  }

  /** A whole number. */
  public int number(String key, int otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    String text = text(key);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new TemplateException(place, key + " is not a whole number: " + text, e);
    }
  }

  /** A truth value. */
  public boolean flag(String key, boolean otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    String text = text(key);
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw error(key + " is neither true nor false: " + text);
    };
  }

  /** A map; empty if it is not there. */
  public Properties map(String key) {
    return nested(key, values.getOrDefault(key, Map.of()));
  }

  /** A list of maps; empty if it is not there. */
  public List<Properties> maps(String key) {
    List<Properties> maps = new ArrayList<>();
    for (Object item : list(key)) {
      maps.add(nested(key + "[" + maps.size() + "]", item));
    }
    return maps;
  }

  /** A list of texts; empty if it is not there; a single text is a list of one, as in policies. */
  public List<String> texts(String key) {
    return list(key).stream().map(item -> scalar(key, item)).toList();
  }

  private List<?> list(String key) {
    return switch (values.get(key)) {
      case null -> List.of();
      case List<?> list -> list;
      case Object single -> List.of(single);
    };
  }

  private Properties nested(String key, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw error(key + " is not a map: " + value);
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((name, item) -> copy.put(String.valueOf(name), item));
    return new Properties(place + "." + key, copy);
  }

  private String scalar(String key, Object value) {
    if (value instanceof Map || value instanceof List) {
      throw error(key + " is not a text: " + value);
    }
    return value.toString();
  }
}
