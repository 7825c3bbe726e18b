package intelmq.python.jinja;

import intelmq.python.Equality;
import intelmq.python.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Python's comparisons. */
final class Comparison {
  private Comparison() {}

  static boolean holds(String operator, Object left, Object right) {
    return switch (operator) {
      case "==" -> equal(left, right);
      case "!=" -> !equal(left, right);
      case "in" -> contains(right, left);
      case "not in" -> !contains(right, left);
      default -> ordered(operator, left, right);
    };
  }

  static boolean equal(Object left, Object right) {
    if (left instanceof Undefined && right instanceof Undefined) {
      return true;
    }
    if (Values.isContainer(left) && Values.isContainer(right)) {
      Values.refuseHeavy(left);
    }
    if (left instanceof Tuple(List<Object> a) && right instanceof Tuple(List<Object> b)) {
      return Equality.equal(a, b);
    }
    return Equality.equal(left, right);
  }

  static boolean contains(Object container, Object value) {
    return switch (container) {
      case String text -> {
        if (!(value instanceof String part)) {
          throw new Failure(
              "'in <string>' requires string as left operand, not " + Values.type(value));
        }
        yield text.contains(part);
      }
      case Map<?, ?> map -> {
        Values.refuseAsKey(value);
        yield map.containsKey(value);
      }
      case List<?> list -> list.stream().anyMatch(item -> equal(item, value));
      case Tuple(List<Object> items) -> items.stream().anyMatch(item -> equal(item, value));
      case Undefined undefined -> false;
      default ->
          throw new Failure("argument of type '" + Values.type(container) + "' is not iterable");
    };
  }

  private static boolean ordered(String operator, Object left, Object right) {
    if (isNan(left) || isNan(right)) {
      return false;
    }
    Integer order = order(left, right);
    if (order == null) {
      throw new Failure(
          "'"
              + operator
              + "' not supported between instances of '"
              + Values.type(left)
              + "' and '"
              + Values.type(right)
              + "'");
    }
    return switch (operator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  /** Less than, equal or greater than 0; values that have no order fail. */
  static int compare(Object left, Object right) {
    Integer order = order(left, right);
    if (order == null) {
      throw new Failure(
          "there is no order of '" + Values.type(left) + "' and '" + Values.type(right) + "'");
    }
    return order;
  }

  private static @Nullable Integer order(Object left, Object right) {
    Number a = Arithmetic.number(left);
    Number b = Arithmetic.number(right);
    if (a != null && b != null) {
      return number(a, b);
    }
    if (left instanceof String x && right instanceof String y) {
      return Text.compare(x, y);
    }
    if (left instanceof Tuple(List<Object> x) && right instanceof Tuple(List<Object> y)) {
      return lists(x, y);
    }
    return left instanceof List<?> x && right instanceof List<?> y ? lists(x, y) : null;
  }

  private static int number(Number a, Number b) {
    boolean finite = Double.isFinite(a.doubleValue()) && Double.isFinite(b.doubleValue());
    return finite
        ? decimal(a).compareTo(decimal(b))
        : Double.compare(a.doubleValue(), b.doubleValue());
  }

  private static BigDecimal decimal(Number number) {
    return number instanceof Double value
        ? new BigDecimal(value)
        : new BigDecimal(Arithmetic.integer(number));
  }

  private static @Nullable Integer lists(List<?> left, List<?> right) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      Object a = left.get(i);
      Object b = right.get(i);
      if (a != null && b != null && !equal(a, b)) {
        return order(a, b);
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private static boolean isNan(Object value) {
    return value instanceof Double number && number.isNaN();
  }
}
