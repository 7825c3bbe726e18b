package intelmq.python;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Python's {@code ==} for JSON values: by value across kinds of numbers, of which truth values are
 * two, also within lists and objects.
 */
public final class Equality {
  private Equality() {}

  /** Whether {@code a == b}. */
  public static boolean equal(@Nullable Object a, @Nullable Object b) {
    BigDecimal left = number(a);
    BigDecimal right = number(b);
    if (left != null && right != null) {
      return left.compareTo(right) == 0;
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      return equal(x, y);
    }
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      return x.keySet().equals(y.keySet())
          && x.keySet().stream().allMatch(key -> equal(x.get(key), y.get(key)));
    }
    return Objects.equals(a, b);
  }

  private static boolean equal(List<?> a, List<?> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!equal(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable BigDecimal number(@Nullable Object value) {
    return switch (value) {
      case Boolean truth -> truth ? BigDecimal.ONE : BigDecimal.ZERO;
      case Double number -> Double.isFinite(number) ? new BigDecimal(number) : null;
      case Number number -> new BigDecimal(number.toString());
      case null, default -> null;
    };
  }
}
