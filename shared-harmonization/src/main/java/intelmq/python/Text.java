package intelmq.python;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Python's {@code str()} and {@code repr()} of JSON values, and its idea of white space. */
public final class Text {
  /** Where Python's floats change to the form with an exponent: digits before the point. */
  private static final int MOST_INTEGER_DIGITS = 16;

  private static final int MOST_LEADING_ZEROS = 3;

  private Text() {}

  /** {@code str(value)}: text as it is, anything else as {@link #repr}. */
  public static String str(@Nullable Object value) {
    return value instanceof String text ? text : repr(value);
  }

  /** {@code repr(value)} of text, numbers, booleans, null, lists and maps of these. */
  public static String repr(@Nullable Object value) {
    return switch (value) {
      case null -> "None";
      case Boolean bool -> bool ? "True" : "False";
      case Double number -> repr(number.doubleValue());
      case String text -> append(new StringBuilder(text.length() + 2), text).toString();
      case List<?> list -> append(new StringBuilder(), list).toString();
      case Map<?, ?> map -> append(new StringBuilder(), map).toString();
      default -> value.toString();
    };
  }

  /** {@code repr(number)}: the shortest digits that give the number back. */
  public static String repr(double number) {
    if (Double.isNaN(number)) {
      return "nan";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "inf" : "-inf";
    }
    double size = Math.abs(number);
    if (size == 0 || (size >= 1e-3 && size < 1e7)) {
      return Double.toString(number); // here Java writes the same
    }
    BigDecimal decimal = new BigDecimal(Double.toString(size)).stripTrailingZeros();
    String digits = decimal.unscaledValue().toString();
    String sign = number < 0 ? "-" : "";
    return sign + place(digits, digits.length() - decimal.scale());
  }

  /** Whether Python's {@code str.strip()} takes the character away. */
  public static boolean isSpace(int c) {
    if (c <= ' ') {
      return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f);
    }
    return c == 0x85 || c == 0xa0 || (c >= 0x1680 && Character.isSpaceChar(c));
  }

  /** {@code text.strip()}. */
  public static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** {@code text.strip(c)}. */
  public static String strip(String text, char c) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) == c) {
      from++;
    }
    while (to > from && text.charAt(to - 1) == c) {
      to--;
    }
    return text.substring(from, to);
  }

  /** {@code bytes.decode('utf-8', 'ignore')}: what is no UTF-8 is left out. */
  public static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.IGNORE)
          .onUnmappableCharacter(CodingErrorAction.IGNORE)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("ignored errors are not thrown", e);
    }
  }

  /** Digits with the decimal point after the given number of them. */
  private static String place(String digits, int point) {
    if (point > MOST_INTEGER_DIGITS || point < -MOST_LEADING_ZEROS) {
      String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
      int exponent = point - 1;
      return digits.charAt(0)
          + fraction
          + (exponent < 0 ? "e-" : "e+")
          + (Math.abs(exponent) < 10 ? "0" : "")
          + Math.abs(exponent);
    }
    if (point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    return point >= digits.length()
        ? digits + "0".repeat(point - digits.length()) + ".0"
        : digits.substring(0, point) + "." + digits.substring(point);
  }

  private static StringBuilder append(StringBuilder out, @Nullable Object value) {
    return switch (value) {
      case String text -> append(out, text);
      case List<?> list -> append(out, list);
      case Map<?, ?> map -> append(out, map);
      case null, default -> out.append(repr(value));
    };
  }

  private static StringBuilder append(StringBuilder out, List<?> list) {
    String separator = "[";
    for (Object item : list) {
      append(out.append(separator), item);
      separator = ", ";
    }
    return out.append(list.isEmpty() ? "[]" : "]");
  }

  private static StringBuilder append(StringBuilder out, Map<?, ?> map) {
    String separator = "{";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      append(out.append(separator), entry.getKey());
      append(out.append(": "), entry.getValue());
      separator = ", ";
    }
    return out.append(map.isEmpty() ? "{}" : "}");
  }

  private static StringBuilder append(StringBuilder out, String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    out.append(quote);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == quote || c == '\\') {
        out.append('\\').append((char) c);
      } else if (c >= ' ' && c < 0x7f) {
        out.append((char) c);
      } else {
        appendSpecial(out, c);
      }
    }
    return out.append(quote);
  }

  private static void appendSpecial(StringBuilder out, int c) {
    switch (c) {
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      default -> {
        if (isPrintable(c)) {
          out.appendCodePoint(c);
        } else if (c <= 0xff) {
          out.append(String.format(Locale.ROOT, "\\x%02x", c));
        } else if (c <= 0xffff) {
          out.append(String.format(Locale.ROOT, "\\u%04x", c));
        } else {
          out.append(String.format(Locale.ROOT, "\\U%08x", c));
        }
      }
    }
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
