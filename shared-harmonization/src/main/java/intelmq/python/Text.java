package intelmq.python;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Python's {@code str()} and {@code repr()} of JSON values, and its idea of white space. */
public final class Text {
  /** Where Python's floats change to the form with an exponent: digits before the point. */
  private static final int MOST_INTEGER_DIGITS = 16;

  private static final int MOST_LEADING_ZEROS = 3;
  private static final MathContext ONE_DIGIT = new MathContext(1, RoundingMode.HALF_EVEN);
  private static final HexFormat HEX = HexFormat.of();
  private static final char CAPITAL_SIGMA = '\u03a3';

  /**
   * Word_Break MidLetter, MidNumLet and Single_Quote, without those that have a fitting category.
   */
  private static final String IGNORABLE_PUNCTUATION =
      "'.:\u00b7\u0387\u055f\u05f4\u2018\u2019\u2024\u2027\ufe13\ufe52\ufe55\uff07\uff0e\uff1a";

  /** First and last of each range of characters with Numeric_Type Digit that are not decimal. */
  private static final int[] OTHER_DIGITS = {
    0xb2, 0xb3, 0xb9, 0xb9, 0x1369, 0x1371, 0x19da, 0x19da, 0x2070, 0x2070, 0x2074, 0x2079, 0x2080,
    0x2089, 0x2460, 0x2468, 0x2474, 0x247c, 0x2488, 0x2490, 0x24ea, 0x24ea, 0x24f5, 0x24fd, 0x24ff,
    0x24ff, 0x2776, 0x277e, 0x2780, 0x2788, 0x278a, 0x2792, 0x10a40, 0x10a43, 0x10e60, 0x10e68,
    0x11052, 0x1105a, 0x1f100, 0x1f10a
  };

  private Text() {}

  /** {@code str(value)}: text as it is, anything else as {@link #repr}. */
  public static String str(@Nullable Object value) {
    return value instanceof String text ? text : repr(value);
  }

  /** {@code repr(value)} of text, bytes, numbers, booleans, null, lists and maps of these. */
  public static String repr(@Nullable Object value) {
    return switch (value) {
      case null -> "None";
      case Boolean bool -> bool ? "True" : "False";
      case Double number -> repr(number.doubleValue());
      case byte[] bytes -> repr(bytes);
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
    BigDecimal decimal = shortest(size);
    String digits = decimal.unscaledValue().toString();
    String sign = number < 0 ? "-" : "";
    return sign + place(digits, digits.length() - decimal.scale());
  }

  /** Java writes two digits at least, even where the first alone gives the number back. */
  private static BigDecimal shortest(double size) {
    BigDecimal decimal = new BigDecimal(Double.toString(size)).stripTrailingZeros();
    if (decimal.precision() != 2) {
      return decimal;
    }
    BigDecimal rounded = decimal.round(ONE_DIGIT);
    return rounded.doubleValue() == size ? rounded.stripTrailingZeros() : decimal;
  }

  /** {@code repr(bytes)}: ASCII as it is, other bytes as {@code \\xff}. */
  private static String repr(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    var out = new StringBuilder(text.length() + 3).append('b').append(quote);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote || c == '\\') {
        out.append('\\').append(c);
      } else if (c >= ' ' && c < 0x7f) {
        out.append(c);
      } else if (c == '\t' || c == '\n' || c == '\r') {
        appendSpecial(out, c);
      } else {
        out.append("\\x").append(HEX.toHexDigits((byte) c));
      }
    }
    return out.append(quote).toString();
  }

  /** {@code text.lower()}. */
  public static String lower(String text) {
    int sigma = text.indexOf(CAPITAL_SIGMA);
    return (sigma < 0 ? text : withSmallSigmas(text, sigma)).toLowerCase(Locale.ROOT);
  }

  /** {@code text.upper()}. */
  public static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  /**
   * A sigma that ends a word has a form of its own. Java's rule for what ends a word differs from
   * Unicode's, which is Python's, where a character is cased and ignorable at once.
   */
  private static String withSmallSigmas(String text, int first) {
    var out = new StringBuilder(text);
    for (int i = first; i >= 0; i = text.indexOf(CAPITAL_SIGMA, i + 1)) {
      out.setCharAt(i, isFinal(text, i) ? '\u03c2' : '\u03c3');
    }
    return out.toString();
  }

  private static boolean isFinal(String text, int at) {
    int before = at;
    int c = -1;
    while (before > 0) {
      c = text.codePointBefore(before);
      before -= Character.charCount(c);
      if (!isCaseIgnorable(c)) {
        break;
      }
      c = -1;
    }
    if (c < 0 || !isCased(c)) {
      return false;
    }
    int after = at + 1;
    while (after < text.length() && isCaseIgnorable(text.codePointAt(after))) {
      after += Character.charCount(text.codePointAt(after));
    }
    return after >= text.length() || !isCased(text.codePointAt(after));
  }

  private static boolean isCased(int c) {
    return Character.isLowerCase(c) || Character.isUpperCase(c) || Character.isTitleCase(c);
  }

  /** Unicode's Case_Ignorable. */
  private static boolean isCaseIgnorable(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT,
          Character.MODIFIER_LETTER,
          Character.MODIFIER_SYMBOL ->
          true;
      default -> IGNORABLE_PUNCTUATION.indexOf(c) >= 0;
    };
  }

  /** Whether Python's {@code str.isdigit()} says so: superscripts and digits in circles, too. */
  public static boolean isDigit(int c) {
    return c < 0x80
        ? c >= '0' && c <= '9'
        : Character.isDigit(c)
            || (Character.getType(c) == Character.OTHER_NUMBER && isOtherDigit(c));
  }

  private static boolean isOtherDigit(int c) {
    for (int i = 0; i < OTHER_DIGITS.length; i += 2) {
      if (c >= OTHER_DIGITS[i] && c <= OTHER_DIGITS[i + 1]) {
        return true;
      }
    }
    return false;
  }

  /** The text with decimal digits of all scripts as those of ASCII, which mean the same. */
  static String withAsciiDigits(String text) {
    if (isAscii(text)) {
      return text;
    }
    var out = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c > 0x7f && Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  /** Whether all characters are ASCII. */
  public static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** Python's order of texts: by code points, where Java's goes by UTF-16. */
  public static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char left = a.charAt(i);
      char right = b.charAt(i);
      if (left != right) {
        boolean surrogates = Character.isSurrogate(left) != Character.isSurrogate(right);
        return surrogates && isPaired(Character.isSurrogate(left) ? a : b, i)
            ? (Character.isSurrogate(left) ? 1 : -1)
            : left - right;
      }
    }
    return a.length() - b.length();
  }

  private static boolean isPaired(String text, int at) {
    return Character.isLowSurrogate(text.charAt(at))
        ? at > 0 && Character.isHighSurrogate(text.charAt(at - 1))
        : at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
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

  /** {@code bytes.decode('utf-8')}; null if that is no UTF-8. */
  public static @Nullable String tryDecode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** {@code text.encode('utf-8', 'ignore')}: halves of characters are left out. */
  public static byte[] encode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!hasHalves(text)) {
      return bytes;
    }
    var whole = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
        .forEach(whole::appendCodePoint);
    return whole.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static boolean hasHalves(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i)) && !isPaired(text, i)) {
        return true;
      }
    }
    return false;
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
