package intelmq.harmonization;

import intelmq.python.None;
import intelmq.python.PyJson;
import intelmq.python.Text;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types String, LowercaseString and UppercaseString, and what other types share of them. */
final class Strings {
  /** What sets small letters of ASCII apart from capitals. */
  private static final int CASE_BIT = 0x20;

  private Strings() {}

  /** Any value as text without white space around it; what Python counts as false has none. */
  static @Nullable Object sanitize(Object value) {
    if (isFalsy(value)) {
      return null;
    }
    String text = textOf(value);
    if (text == null) {
      boolean collection = value instanceof List || value instanceof Map;
      boolean endless = (collection || value instanceof BigInteger) && !PyJson.isJson(value);
      return endless ? null : Text.strip(Text.str(value));
    }
    return Text.strip(text);
  }

  static @Nullable Object lower(Object value) {
    return lowerText(value);
  }

  static @Nullable Object upper(Object value) {
    return upperText(value);
  }

  /** Text in lower case without white space around it; of bytes only ASCII is changed. */
  static @Nullable String lowerText(Object value) {
    return switch (value) {
      case String text -> text.isEmpty() ? null : Text.strip(Text.lower(text));
      case byte[] bytes -> bytes.length == 0 ? null : Text.strip(Text.decode(asciiLower(bytes)));
      default -> null;
    };
  }

  /** Text in upper case without white space around it; of bytes only ASCII is changed. */
  static @Nullable String upperText(Object value) {
    return switch (value) {
      case String text -> text.isEmpty() ? null : Text.strip(Text.upper(text));
      case byte[] bytes -> bytes.length == 0 ? null : Text.strip(Text.decode(asciiUpper(bytes)));
      default -> null;
    };
  }

  private static byte[] asciiLower(byte[] bytes) {
    byte[] lower = bytes.clone();
    for (int i = 0; i < lower.length; i++) {
      if (lower[i] >= 'A' && lower[i] <= 'Z') {
        lower[i] = (byte) (lower[i] | CASE_BIT);
      }
    }
    return lower;
  }

  private static byte[] asciiUpper(byte[] bytes) {
    byte[] upper = bytes.clone();
    for (int i = 0; i < upper.length; i++) {
      if (upper[i] >= 'a' && upper[i] <= 'z') {
        upper[i] = (byte) (upper[i] & ~CASE_BIT);
      }
    }
    return upper;
  }

  static boolean isText(Object value) {
    return value instanceof String text && !text.isEmpty();
  }

  /** Whether a raw value is a text, not an empty one, once it is sanitised as String. */
  static boolean hasText(Object value) {
    Object text = sanitize(value);
    return text != null && isText(text);
  }

  static boolean isLower(Object value) {
    return value instanceof String text && !text.isEmpty() && text.equals(Text.lower(text));
  }

  static boolean isUpper(Object value) {
    return value instanceof String text && !text.isEmpty() && text.equals(Text.upper(text));
  }

  /** The text of a text or of bytes in UTF-8, or null. */
  static @Nullable String textOf(Object value) {
    return switch (value) {
      case String text -> text;
      case byte[] bytes -> Text.decode(bytes);
      default -> null;
    };
  }

  /** As {@link #textOf} without white space around it; null if empty. */
  static @Nullable String stripped(Object value) {
    String text = textOf(value);
    return text == null || text.isEmpty() ? null : Text.strip(text);
  }

  /** Whether Python's {@code if} takes the value for false. */
  static boolean isFalsy(Object value) {
    return switch (value) {
      case String text -> text.isEmpty();
      case Boolean bool -> !bool;
      case Double number -> number == 0;
      case Long number -> number == 0;
      case Integer number -> number == 0;
      case BigInteger number -> number.signum() == 0;
      case List<?> list -> list.isEmpty();
      case Map<?, ?> map -> map.isEmpty();
      case byte[] bytes -> bytes.length == 0;
      case None none -> true;
      default -> false;
    };
  }
}
