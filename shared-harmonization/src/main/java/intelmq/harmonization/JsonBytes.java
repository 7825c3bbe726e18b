package intelmq.harmonization;

import intelmq.python.PyJson;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * JSON values as bytes: where they end, whether they are right, what they say. UTF-8 is taken
 * strictly, a value does not span lines (RFC 8259, as JSON lines have it).
 *
 * <p>Arrays must have {@link #SLACK} newlines behind their content: a newline stops every scan, so
 * that no bounds are tested. Methods that look for an end return the index behind the value, or
 * {@code ~index} of the byte that is wrong.
 */
final class JsonBytes {
  /** How many newlines must stand behind the content of an array. */
  static final int SLACK = 64;

  /** As deep as values that a message takes. */
  static final int MOST_DEPTH = PyJson.DEEPEST;

  /** As long as the integers that a message takes. */
  static final int LONGEST_NUMBER = PyJson.MOST_DIGITS + 1;

  /** Numbers up to this length are finite and, without point and exponent, a {@code long}. */
  private static final int SHORT_NUMBER = 18;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = ONES << 7;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long SPACES = ONES * ' ';

  private JsonBytes() {}

  /** Eight bytes as a number, the first byte lowest. */
  static long word(byte[] b, int p) {
    return (long) WORD.get(b, p);
  }

  /** The first byte from p on that is no space within a line. */
  static int space(byte[] b, int p) {
    int q = p;
    while (b[q] == ' ' || b[q] == '\t' || b[q] == '\r') {
      q++;
    }
    return q;
  }

  /** The newline at or behind p. */
  static int newline(byte[] b, int p) {
    for (int q = p; ; q += Long.BYTES) {
      long x = word(b, q) ^ (ONES * '\n');
      long marks = (x - ONES) & ~x & HIGH;
      if (marks != 0) {
        return q + (Long.numberOfTrailingZeros(marks) >>> 3);
      }
    }
  }

  /**
   * The first byte from p on that is a quote, a backslash, a control character or not ASCII: eight
   * bytes at a time. A byte's high bit marks it; what is borrowed from the byte above a marked one
   * spoils only marks behind it, so the first is exact.
   */
  private static int special(byte[] b, int p) {
    for (int q = p; ; q += Long.BYTES) {
      long w = word(b, q);
      long marks = (((w ^ QUOTES) - ONES) | ((w ^ BACKSLASHES) - ONES) | (w - SPACES) | w) & HIGH;
      if (marks != 0) {
        return q + (Long.numberOfTrailingZeros(marks) >>> 3);
      }
    }
  }

  /** The first byte from p on that must be escaped in a string: a quote for one. */
  static int escaped(byte[] b, int p) {
    for (int q = p; ; q += Long.BYTES) {
      long w = word(b, q);
      long marks = (((w ^ QUOTES) - ONES) | ((w ^ BACKSLASHES) - ONES) | (w - SPACES)) & ~w & HIGH;
      if (marks != 0) {
        return q + (Long.numberOfTrailingZeros(marks) >>> 3);
      }
    }
  }

  /** The end of the value at p. */
  static int value(byte[] b, int p) {
    return value(b, p, 0);
  }

  private static int value(byte[] b, int p, int depth) {
    return switch (b[p]) {
      case '"' -> string(b, p + 1);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(b, p);
      case 't' -> b[p + 1] == 'r' && b[p + 2] == 'u' && b[p + 3] == 'e' ? p + 4 : ~p;
      case 'n' -> b[p + 1] == 'u' && b[p + 2] == 'l' && b[p + 3] == 'l' ? p + 4 : ~p;
      case 'f' ->
          b[p + 1] == 'a' && b[p + 2] == 'l' && b[p + 3] == 's' && b[p + 4] == 'e' ? p + 5 : ~p;
      case '{', '[' -> depth == MOST_DEPTH ? ~p : nested(b, p, depth + 1);
      default -> ~p;
    };
  }

  /** The end of a string whose opening quote is before p. */
  static int string(byte[] b, int p) {
    int q = p;
    while (q >= 0) {
      q = special(b, q);
      int c = b[q];
      if (c == '"') {
        return q + 1;
      }
      q = c == '\\' ? escape(b, q) : c < 0 ? utf8(b, q) : ~q;
    }
    return q;
  }

  /** Half a character needs its other half; a text cannot be written without. */
  private static int escape(byte[] b, int p) {
    return switch (b[p + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> p + 2;
      case 'u' -> {
        int unit = hex(b, p + 2);
        if (unit < 0 || Character.isLowSurrogate((char) unit)) {
          yield ~p;
        }
        if (!Character.isHighSurrogate((char) unit)) {
          yield p + 6;
        }
        int other = b[p + 6] == '\\' && b[p + 7] == 'u' ? hex(b, p + 8) : -1;
        yield other >= 0 && Character.isLowSurrogate((char) other) ? p + 12 : ~p;
      }
      default -> ~p;
    };
  }

  /** The number of four hexadecimal digits, or -1. */
  private static int hex(byte[] b, int p) {
    int number = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(b[p + i], 16);
      if (digit < 0) {
        return -1;
      }
      number = number << 4 | digit;
    }
    return number;
  }

  /** No overlong forms, no surrogates, nothing above U+10FFFF (RFC 3629, section 4). */
  private static int utf8(byte[] b, int p) {
    int first = b[p] & 0xff;
    int second = b[p + 1] & 0xff;
    int length;
    boolean right;
    if (first < 0xe0) {
      length = 2;
      right = first >= 0xc2;
    } else if (first < 0xf0) {
      length = 3;
      right = first == 0xe0 ? second >= 0xa0 : first != 0xed || second <= 0x9f;
    } else {
      length = 4;
      right = first == 0xf0 ? second >= 0x90 : first < 0xf4 || (first == 0xf4 && second <= 0x8f);
    }
    for (int i = 1; right && i < length; i++) {
      right = (b[p + i] & 0xc0) == 0x80;
    }
    return right ? p + length : ~p;
  }

  private static int number(byte[] b, int start) {
    int p = b[start] == '-' ? start + 1 : start;
    p = b[p] == '0' ? p + 1 : digits(b, p);
    boolean exponent = false;
    if (p >= 0 && b[p] == '.') {
      p = digits(b, p + 1);
    }
    if (p >= 0 && (b[p] | 0x20) == 'e') {
      exponent = true;
      p++;
      p = digits(b, b[p] == '+' || b[p] == '-' ? p + 1 : p);
    }
    if (p < 0 || (p - start <= SHORT_NUMBER && !exponent)) {
      return p;
    }
    return p - start > LONGEST_NUMBER || !finite(b, start, p) ? ~start : p;
  }

  private static int digits(byte[] b, int start) {
    int p = start;
    while (isDigit(b[p])) {
      p++;
    }
    return p == start ? ~p : p;
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  private static boolean finite(byte[] b, int start, int end) {
    return isInteger(b, start, end) || Double.isFinite(Double.parseDouble(ascii(b, start, end)));
  }

  /** An array or object. What is left to its caller: whether a name recurs in an object. */
  private static int nested(byte[] b, int start, int depth) {
    boolean object = b[start] == '{';
    int close = object ? '}' : ']';
    int p = space(b, start + 1);
    if (b[p] == close) {
      return p + 1;
    }
    while (true) {
      if (object) {
        if (b[p] != '"') {
          return ~p;
        }
        p = string(b, p + 1);
        if (p < 0) {
          return p;
        }
        p = space(b, p);
        if (b[p] != ':') {
          return ~p;
        }
        p = space(b, p + 1);
      }
      p = value(b, p, depth);
      if (p < 0) {
        return p;
      }
      p = space(b, p);
      if (b[p] == close) {
        return p + 1;
      }
      if (b[p] != ',') {
        return ~p;
      }
      p = space(b, p + 1);
    }
  }

  /** The Java value of a right JSON value. */
  static Object decode(byte[] b, int start, int end) {
    return switch (b[start]) {
      case '"' -> text(b, start + 1, end - 1);
      case 't' -> true;
      case 'f' -> false;
      case 'n' -> Json.NULL;
      case '{', '[' -> Json.value(b, start, end);
      default -> numberOf(b, start, end);
    };
  }

  private static Number numberOf(byte[] b, int start, int end) {
    if (!isInteger(b, start, end)) {
      return Double.parseDouble(ascii(b, start, end));
    }
    if (end - start > SHORT_NUMBER) {
      BigInteger number = new BigInteger(ascii(b, start, end));
      return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
    }
    long number = 0;
    for (int p = b[start] == '-' ? start + 1 : start; p < end; p++) {
      number = 10 * number + b[p] - '0';
    }
    return b[start] == '-' ? -number : number;
  }

  private static boolean isInteger(byte[] b, int start, int end) {
    for (int p = start + 1; p < end; p++) {
      if (!isDigit(b[p])) {
        return false;
      }
    }
    return true;
  }

  /** The text between two quotes. */
  private static String text(byte[] b, int start, int end) {
    int p = special(b, start);
    if (p == end) {
      return ascii(b, start, end);
    }
    var text = new StringBuilder(end - start);
    int from = start;
    while (p < end) {
      if (b[p] != '\\') {
        p = special(b, p + 1);
        continue;
      }
      text.append(new String(b, from, p - from, StandardCharsets.UTF_8));
      p = unescape(b, p + 1, text);
      from = p;
      p = special(b, p);
    }
    return text.append(new String(b, from, end - from, StandardCharsets.UTF_8)).toString();
  }

  private static int unescape(byte[] b, int p, StringBuilder text) {
    switch (b[p]) {
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case 'n' -> text.append('\n');
      case 'r' -> text.append('\r');
      case 't' -> text.append('\t');
      case 'u' -> {
        text.append((char) hex(b, p + 1));
        return p + 5;
      }
      default -> text.append((char) b[p]);
    }
    return p + 1;
  }

  private static String ascii(byte[] b, int start, int end) {
    return new String(b, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
