package intelmq.harmonization;

import intelmq.python.None;
import intelmq.python.PyJson;
import intelmq.python.Text;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types JSON and JSONDict: JSON as text. */
final class JsonText {
  private JsonText() {}

  /** JSON text stays as it is; any other value, text too, is written as JSON. */
  static @Nullable Object sanitize(Object value) {
    if (value instanceof None) {
      return null;
    }
    String text = Strings.textOf(value);
    if (text != null && isValid(text)) {
      return Text.strip(text);
    }
    return dumps(text == null ? value : text);
  }

  /** As {@link #sanitize}, but only the text of a JSON object stays as it is. */
  static @Nullable Object sanitizeObject(Object value) {
    if (Strings.isFalsy(value)) {
      return null;
    }
    String text = Strings.textOf(value);
    if (text != null && Json.tryParse(text) instanceof Map<?, ?>) {
      return Text.strip(text);
    }
    return dumps(text == null ? value : text);
  }

  static boolean isValid(Object value) {
    return value instanceof String text && !text.isEmpty() && Json.isJson(text);
  }

  static boolean isObject(Object value) {
    return value instanceof String text
        && Json.tryParse(text) instanceof Map<?, ?> map
        && !map.isEmpty();
  }

  /** Any JSON value as it is, with the one class that messages use for small integers. */
  static Object value(Object value) {
    return value instanceof Integer number ? Long.valueOf(number) : value;
  }

  /** Whether a value can be written as JSON. */
  static boolean isValue(@Nullable Object value) {
    return switch (value) {
      case List<?> list -> list.stream().allMatch(JsonText::isValue);
      case Map<?, ?> map -> map.values().stream().allMatch(JsonText::isValue);
      case String text -> true;
      case Boolean bool -> true;
      case Double number -> true;
      case None none -> true;
      case null -> true;
      default -> Numeric.isInteger(value);
    };
  }

  private static String dumps(Object value) {
    return PyJson.dumps(value, PyJson.Option.SORT_KEYS);
  }
}
