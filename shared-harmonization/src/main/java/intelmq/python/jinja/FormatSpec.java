package intelmq.python.jinja;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a value is formatted, as Python's {@code str.format} has it after the colon.
 *
 * @param precision -1 if there is none
 */
record FormatSpec(
    int fill,
    char align,
    char sign,
    boolean alternative,
    int width,
    boolean commas,
    int precision,
    char type) {
  private static final Pattern SPEC =
      Pattern.compile(
          "(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\\d{1,7})?(,)?(?:\\.(\\d{1,3}))?([a-zA-Z%])?",
          Pattern.DOTALL);

  static FormatSpec parse(String text) {
    Matcher matcher = SPEC.matcher(text);
    if (!matcher.matches()) {
      throw new Failure("'" + text + "' is no format that is known");
    }
    boolean zero = matcher.group(5) != null;
    String align = matcher.group(2);
    String fill = matcher.group(1);
    return new FormatSpec(
        fill != null ? fill.codePointAt(0) : zero ? '0' : ' ',
        align != null ? align.charAt(0) : zero ? '=' : '\0',
        character(matcher.group(3), '-'),
        matcher.group(4) != null,
        number(matcher.group(6), 0),
        matcher.group(7) != null,
        number(matcher.group(8), -1),
        character(matcher.group(9), '\0'));
  }

  private static char character(@Nullable String text, char byDefault) {
    return text == null ? byDefault : text.charAt(0);
  }

  private static int number(@Nullable String text, int byDefault) {
    return text == null ? byDefault : Integer.parseInt(text);
  }

  String apply(Budget budget, Object value) {
    budget.text(width);
    Number number = Arithmetic.number(value);
    if (number == null || (value instanceof Boolean && type == '\0') || type == 's') {
      if (type != 's' && type != '\0') {
        throw new Failure("'" + type + "' is no format for '" + Values.type(value) + "'");
      }
      String text = Values.str(value);
      int end = precision < 0 ? text.length() : Math.min(precision, text.length());
      return padded("", text.substring(0, end), '<');
    }
    boolean negative = isNegative(number);
    String shown = negative ? "-" : sign == '-' ? "" : String.valueOf(sign);
    return padded(shown + prefix(), digits(number), '>');
  }

  private String prefix() {
    return alternative && "xXob".indexOf(type) >= 0 ? "0" + type : "";
  }

  private static boolean isNegative(Number number) {
    return number instanceof Double value
        ? value < 0 || Double.compare(value, -0.0) == 0
        : Arithmetic.integer(number).signum() < 0;
  }

  private String digits(Number number) {
    char kind = type != '\0' ? type : number instanceof Double ? (precision < 0 ? 'r' : 'g') : 'd';
    if ("dxXobcn".indexOf(kind) >= 0) {
      if (number instanceof Double) {
        throw new Failure("'" + kind + "' is no format for 'float'");
      }
      BigInteger whole = Arithmetic.integer(number).abs();
      return switch (kind) {
        case 'x' -> whole.toString(16);
        case 'X' -> whole.toString(16).toUpperCase(Locale.ROOT);
        case 'o' -> whole.toString(8);
        case 'b' -> whole.toString(2);
        case 'c' -> Character.toString(Values.index(number));
        default -> grouped(whole.toString());
      };
    }
    double size = Math.abs(number.doubleValue());
    if (!Double.isFinite(size)) {
      return Double.isNaN(size) ? "nan" : "inf";
    }
    int places = precision < 0 ? 6 : precision;
    return switch (kind) {
      case 'f', 'F' -> grouped(fixed(size, places));
      case '%' -> fixed(size * 100, places) + "%";
      case 'e' -> String.format(Locale.ROOT, "%." + places + "e", new BigDecimal(size));
      case 'E' -> String.format(Locale.ROOT, "%." + places + "E", new BigDecimal(size));
      case 'r' -> grouped(Values.str(size));
      default -> throw new Failure("the format '" + kind + "' is not supported");
    };
  }

  private static String fixed(double size, int places) {
    return new BigDecimal(size).setScale(places, RoundingMode.HALF_EVEN).toPlainString();
  }

  private String grouped(String digits) {
    if (!commas) {
      return digits;
    }
    int point = digits.indexOf('.');
    var text = new StringBuilder(digits);
    for (int i = (point < 0 ? digits.length() : point) - 3; i > 0; i -= 3) {
      text.insert(i, ',');
    }
    return text.toString();
  }

  private String padded(String sign, String text, char byDefault) {
    int missing = width - sign.length() - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return sign + text;
    }
    String pad = Character.toString(fill);
    char where = align == '\0' ? byDefault : align;
    return switch (where) {
      case '<' -> sign + text + pad.repeat(missing);
      case '=' -> sign + pad.repeat(missing) + text;
      case '^' -> pad.repeat(missing / 2) + sign + text + pad.repeat(missing - missing / 2);
      default -> pad.repeat(missing) + sign + text;
    };
  }
}
