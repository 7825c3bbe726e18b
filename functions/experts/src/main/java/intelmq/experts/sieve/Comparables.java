package intelmq.experts.sieve;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values in a form in which those that are equal in Python are equal in Java. */
final class Comparables {
  /** The first whole number that is no {@code long}. */
  private static final double BEYOND_LONG = 0x1p63;

  private Comparables() {}

  /** Whole numbers of any type and truth values as a {@code Long} or beyond as BigInteger. */
  static Object of(Object value) {
    return switch (value) {
      case Boolean truth -> truth ? 1L : 0L;
      case Double number when isWhole(number) ->
          isLong(number) ? number.longValue() : new BigDecimal(number).toBigInteger();
      default -> value;
    };
  }

  private static boolean isLong(double whole) {
    return whole >= -BEYOND_LONG && whole < BEYOND_LONG;
  }

  private static boolean isWhole(double number) {
    return Double.isFinite(number) && Math.rint(number) == number;
  }

  /** The set of values; null if one of them is a list or an object, of which Python has no sets. */
  static @Nullable Set<Object> trySet(Collection<?> values) {
    var set = new HashSet<Object>();
    for (Object value : values) {
      if (value instanceof List || value instanceof Map) {
        return null;
      }
      set.add(of(value));
    }
    return set;
  }

  /** The set of literals, none of which is a list. */
  static Set<Object> set(Collection<?> values) {
    var set = new HashSet<Object>();
    values.forEach(value -> set.add(of(value)));
    return set;
  }

  static int compare(Number a, Number b) {
    return a instanceof Long x && b instanceof Long y
        ? Long.compare(x, y)
        : a instanceof Double || b instanceof Double
            ? compareFractions(a, b)
            : decimal(a).compareTo(decimal(b));
  }

  private static int compareFractions(Number a, Number b) {
    boolean finite = Double.isFinite(a.doubleValue()) && Double.isFinite(b.doubleValue());
    return finite
        ? decimal(a).compareTo(decimal(b))
        : Double.compare(a.doubleValue(), b.doubleValue());
  }

  private static BigDecimal decimal(Number number) {
    return number instanceof Double fraction
        ? new BigDecimal(fraction)
        : new BigDecimal(number.toString());
  }
}
