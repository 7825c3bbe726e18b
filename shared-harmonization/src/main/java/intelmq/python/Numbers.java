package intelmq.python;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Python's {@code int()} and {@code float()} of JSON values; null where Python raises. */
public final class Numbers {
  /** Python's own limit, against texts that take quadratic time. */
  private static final int MOST_DIGITS = 4300;

  /** This many decimal digits are always a {@code long}. */
  private static final int LONG_DIGITS = 18;

  private Numbers() {}

  /** {@code int(value)} as {@code Long}, or {@code BigInteger} beyond; null if there is none. */
  public static @Nullable Number toInt(@Nullable Object value) {
    return switch (value) {
      case Long number -> number;
      case Integer number -> number.longValue();
      case BigInteger number -> shrink(number);
      case Boolean bool -> bool ? 1L : 0L;
      case Double number -> truncate(number);
      case String text -> parseInt(text);
      case byte[] bytes -> parseInt(ascii(bytes));
      case null, default -> null;
    };
  }

  /** {@code float(value)}, which may be infinite or no number; null if there is none. */
  public static @Nullable Double toFloat(@Nullable Object value) {
    return switch (value) {
      case Double number -> number;
      case Long number -> number.doubleValue();
      case Integer number -> number.doubleValue();
      case BigInteger number -> finite(number.doubleValue());
      case Boolean bool -> bool ? 1.0 : 0.0;
      case String text -> parseFloat(text);
      case byte[] bytes -> parseFloat(ascii(bytes));
      case null, default -> null;
    };
  }

  /** Bytes may hold a number in ASCII; what is no ASCII becomes what is no number. */
  private static String ascii(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  /** Without white space around it, to which, unlike in other texts, 0x1c to 0x1f do not count. */
  private static String strip(String text) {
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

  private static boolean isSpace(char c) {
    return Text.isSpace(c) && (c < 0x1c || c > 0x1f);
  }

  private static @Nullable Double finite(double number) {
    return Double.isInfinite(number) ? null : number;
  }

  private static @Nullable Number truncate(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return null;
    }
    return Math.abs(number) < 1e18 ? (long) number : shrink(new BigDecimal(number).toBigInteger());
  }

  private static Number shrink(BigInteger number) {
    return number.bitLength() < Long.SIZE ? number.longValue() : number;
  }

  private static @Nullable Number parseInt(String text) {
    String stripped = strip(text);
    var digits = new StringBuilder(stripped.length());
    int from = sign(stripped, digits);
    int signs = digits.length();
    int to = digits(stripped, from, digits);
    if (to < stripped.length() || digits.length() == signs || digits.length() > MOST_DIGITS) {
      return null;
    }
    return digits.length() - signs <= LONG_DIGITS
        ? (Number) Long.parseLong(digits, 0, digits.length(), 10)
        : shrink(new BigInteger(digits.toString()));
  }

  private static @Nullable Double parseFloat(String text) {
    String stripped = strip(text);
    var number = new StringBuilder(stripped.length());
    int at = sign(stripped, number);
    Double special = special(stripped, at);
    if (special != null) {
      return number.toString().equals("-") ? Double.valueOf(-special) : special;
    }
    int signs = number.length();
    at = digits(stripped, at, number);
    if (at < stripped.length() && stripped.charAt(at) == '.') {
      number.append('.');
      at = digits(stripped, at + 1, number);
    }
    if (number.length() - signs == 0 || number.substring(signs).equals(".")) {
      return null;
    }
    if (at < stripped.length() && (stripped.charAt(at) == 'e' || stripped.charAt(at) == 'E')) {
      number.append('e');
      at++;
      at += sign(stripped.substring(at), number);
      int before = number.length();
      at = digits(stripped, at, number);
      if (number.length() == before) {
        return null;
      }
    }
    return at < stripped.length() ? null : (Double) Double.parseDouble(number.toString());
  }

  private static @Nullable Double special(String text, int at) {
    int length = text.length() - at;
    if (length == 3 && text.regionMatches(true, at, "nan", 0, 3)) {
      return Double.NaN;
    }
    boolean infinite =
        (length == 3 && text.regionMatches(true, at, "inf", 0, 3))
            || (length == 8 && text.regionMatches(true, at, "infinity", 0, 8));
    return infinite ? Double.POSITIVE_INFINITY : null;
  }

  /** Appends a sign that stands at the start; returns the position after it. */
  private static int sign(String text, StringBuilder out) {
    if (text.isEmpty() || (text.charAt(0) != '-' && text.charAt(0) != '+')) {
      return 0;
    }
    out.append(text.charAt(0));
    return 1;
  }

  /**
   * Appends the decimal digits of any script that stand at a position, without single underscores
   * between them; returns the position after them.
   */
  private static int digits(String text, int from, StringBuilder out) {
    int at = from;
    while (at < text.length()) {
      boolean underscore = at > from && text.charAt(at) == '_';
      int next = underscore ? at + 1 : at;
      int c = next < text.length() ? text.codePointAt(next) : -1;
      int digit = Character.digit(c, 10);
      if (digit < 0) {
        return at;
      }
      out.append((char) ('0' + digit));
      at = next + Character.charCount(c);
    }
    return at;
  }
}
