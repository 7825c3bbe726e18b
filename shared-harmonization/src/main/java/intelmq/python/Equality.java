package intelmq.python;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Python's {@code ==} for JSON values: by value across kinds of numbers, of which truth values are
 * two.
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
    return Objects.equals(a, b);
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
