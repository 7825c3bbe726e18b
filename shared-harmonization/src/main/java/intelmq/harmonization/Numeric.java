package intelmq.harmonization;

import intelmq.python.Numbers;
import intelmq.python.Text;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The types Boolean, Integer, Float, Accuracy and ASN. */
final class Numeric {
  private static final long LAST_ASN = 0xffff_ffffL;

  private Numeric() {}

  static @Nullable Object bool(Object value) {
    return switch (value) {
      case Boolean bool -> bool;
      case Long number when number == 0 || number == 1 -> number == 1;
      case Integer number when number == 0 || number == 1 -> number == 1;
      case String text -> bool(Text.strip(text));
      default -> null;
    };
  }

  private static @Nullable Boolean bool(String text) {
    if (text.equalsIgnoreCase("true")) {
      return true;
    }
    return text.equalsIgnoreCase("false") ? false : null;
  }

  static @Nullable Object integer(Object value) {
    return Numbers.toInt(value);
  }

  static boolean isInteger(Object value) {
    return value instanceof Long || value instanceof Integer || value instanceof BigInteger;
  }

  static @Nullable Object floating(Object value) {
    return Numbers.toFloat(value);
  }

  /** Also infinite ones and {@code nan}, as in IntelMQ. */
  static boolean isFloat(Object value) {
    return value instanceof Double || isInteger(value);
  }

  /** Per cent; true is 100. */
  static @Nullable Object accuracy(Object value) {
    if (value instanceof Boolean bool) {
      return bool ? 100.0 : 0.0;
    }
    Double number = Numbers.toFloat(value);
    return number != null && isPercentage(number) ? number : null;
  }

  static boolean isAccuracy(Object value) {
    return switch (value) {
      case Boolean bool -> true;
      case Double number -> isPercentage(number);
      case Long number -> isPercentage(number);
      case Integer number -> isPercentage(number);
      default -> false;
    };
  }

  private static boolean isPercentage(double number) {
    return number >= 0 && number <= 100;
  }

  /** A number of an autonomous system, as number or text, with {@code AS} before it or without. */
  static @Nullable Object asn(Object value) {
    Number number =
        Numbers.toInt(
            value instanceof String text && startsWithAs(text) ? text.substring(2) : value);
    return number != null && isAsn(number) ? number : null;
  }

  static boolean isAsn(Object value) {
    return switch (value) {
      case Long number -> number > 0 && number <= LAST_ASN;
      case Integer number -> number > 0;
      default -> false;
    };
  }

  private static boolean startsWithAs(String text) {
    return text.length() > 2
        && (text.charAt(0) == 'A' || text.charAt(0) == 'a')
        && (text.charAt(1) == 'S' || text.charAt(1) == 's');
  }
}
