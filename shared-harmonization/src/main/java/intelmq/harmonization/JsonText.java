package intelmq.harmonization;

import intelmq.python.None;
import intelmq.python.PyJson;
import intelmq.python.Text;
import org.jspecify.annotations.Nullable;

/** The types JSON and JSONDict: JSON as text. */
final class JsonText {
  private JsonText() {}

  /** JSON text stays as it is; any other value, text too, is written as JSON. */
  static @Nullable Object sanitize(Object value) {
    return value instanceof None ? null : sanitize(value, false);
  }

  /** As {@link #sanitize}, but only the text of a JSON object that is not empty stays as it is. */
  static @Nullable Object sanitizeObject(Object value) {
    return Strings.isFalsy(value) ? null : sanitize(value, true);
  }

  private static @Nullable Object sanitize(Object value, boolean object) {
    String text = Strings.textOf(value);
    if (text != null) {
      String stripped = Text.strip(text);
      if (object ? isObject(stripped) : isValid(stripped)) {
        return stripped;
      }
    }
    return value instanceof byte[] ? null : PyJson.tryDumps(value, PyJson.Option.SORT_KEYS);
  }

  static boolean isValid(Object value) {
    return value instanceof String text && PyJson.kind(text) != PyJson.Kind.NONE;
  }

  static boolean isObject(Object value) {
    return value instanceof String text && PyJson.kind(text) == PyJson.Kind.OBJECT;
  }

  /** Any JSON value as it is, with the one class that messages use for small integers. */
  static Object value(Object value) {
    return value instanceof Integer number ? Long.valueOf(number) : value;
  }

  /** Whether a value can be written as JSON. */
  static boolean isValue(@Nullable Object value) {
    return PyJson.isJson(value);
  }
}
