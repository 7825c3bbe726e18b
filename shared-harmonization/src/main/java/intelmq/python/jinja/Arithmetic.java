package intelmq.python.jinja;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's operators. */
final class Arithmetic {
  /** Enough for the nearest double of a quotient. */
  private static final MathContext QUOTIENT = new MathContext(60);

  private static final int MOST_BITS = 14_000;

  private final Budget budget;

  Arithmetic(Budget budget) {
    this.budget = budget;
  }

  /** The number as {@code Long} if it fits. */
  static Object normal(BigInteger number) {
    if (number.bitLength() < Long.SIZE) {
      return number.longValue();
    }
    if (number.bitLength() > MOST_BITS) {
      throw new Failure("a number becomes too large");
    }
    return number;
  }

  /** The number that a value is, a truth value included, or null: Long, BigInteger or Double. */
  static @Nullable Number number(Object value) {
    return switch (value) {
      case Boolean bool -> bool ? 1L : 0L;
      case Number number -> number;
      default -> null;
    };
  }

  static BigInteger integer(Number number) {
    return number instanceof BigInteger big ? big : BigInteger.valueOf(number.longValue());
  }

  Object unary(String operator, Object value) {
    if (operator.equals("not")) {
      return !Values.truth(value);
    }
    Number number = number(value);
    if (value instanceof Undefined undefined) {
      throw undefined.failure();
    }
    if (number == null) {
      throw new Failure(
          "bad operand type for unary " + operator + ": '" + Values.type(value) + "'");
    }
    if (number instanceof Double decimal) {
      return operator.equals("-") ? -decimal : decimal;
    }
    return normal(operator.equals("-") ? integer(number).negate() : integer(number));
  }

  Object binary(String operator, Object left, Object right) {
    if (operator.equals("~")) {
      return concat(Values.str(left), Values.str(right));
    }
    if (operator.equals("%") && left instanceof String text) {
      return PercentFormat.apply(budget, text, right);
    }
    refuse(left);
    refuse(right);
    Number a = number(left);
    Number b = number(right);
    if (a != null && b != null) {
      return a instanceof Double || b instanceof Double || operator.equals("/")
          ? floats(operator, a, b)
          : integers(operator, integer(a), integer(b));
    }
    Object result =
        switch (operator) {
          case "+" -> sum(left, right);
          case "*" -> b == null ? repeated(right, a) : repeated(left, b);
          default -> null;
        };
    if (result == null) {
      throw new Failure(
          "unsupported operand type(s) for "
              + operator
              + ": '"
              + Values.type(left)
              + "' and '"
              + Values.type(right)
              + "'");
    }
    return result;
  }

  private static void refuse(Object operand) {
    if (operand instanceof Undefined undefined) {
      throw undefined.failure();
    }
  }

  private String concat(String left, String right) {
    budget.text((long) left.length() + right.length());
    return left + right;
  }

  private @Nullable Object sum(Object left, Object right) {
    if (left instanceof String a && right instanceof String b) {
      return concat(a, b);
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      return joined(a, b);
    }
    return left instanceof Tuple(List<Object> a) && right instanceof Tuple(List<Object> b)
        ? new Tuple(joined(a, b))
        : null;
  }

  private List<Object> joined(List<?> left, List<?> right) {
    budget.items((long) left.size() + right.size());
    List<Object> list = new ArrayList<>(left);
    list.addAll(right);
    return list;
  }

  private @Nullable Object repeated(Object value, @Nullable Number times) {
    if (times == null || times instanceof Double) {
      return null;
    }
    int count = Math.max(0, integer(times).min(BigInteger.valueOf(Integer.MAX_VALUE)).intValue());
    return switch (value) {
      case String text -> {
        budget.text((long) text.length() * count);
        yield text.repeat(count);
      }
      case List<?> list -> repeated(list, count);
      case Tuple(List<Object> items) -> new Tuple(repeated(items, count));
      default -> null;
    };
  }

  private List<Object> repeated(List<?> list, int count) {
    budget.items((long) list.size() * count);
    List<Object> repeated = new ArrayList<>();
    for (int i = 0; i < (list.isEmpty() ? 0 : count); i++) {
      repeated.addAll(list);
    }
    return repeated;
  }

  private static Object integers(String operator, BigInteger a, BigInteger b) {
    return switch (operator) {
      case "+" -> normal(a.add(b));
      case "-" -> normal(a.subtract(b));
      case "*" -> normal(a.multiply(b));
      case "//" -> normal(floor(a, b));
      case "%" -> normal(a.subtract(floor(a, b).multiply(b)));
      default -> power(a, b);
    };
  }

  private static BigInteger floor(BigInteger a, BigInteger b) {
    if (b.signum() == 0) {
      throw new Failure("division by zero");
    }
    BigInteger[] parts = a.divideAndRemainder(b);
    return parts[1].signum() != 0 && parts[1].signum() != b.signum()
        ? parts[0].subtract(BigInteger.ONE)
        : parts[0];
  }

  private static Object power(BigInteger base, BigInteger exponent) {
    if (exponent.signum() < 0) {
      return floats("**", normalNumber(base), normalNumber(exponent));
    }
    if (base.abs().bitLength() <= 1) {
      return exponent.signum() == 0 || (base.signum() < 0 && !exponent.testBit(0))
          ? (Object) 1L
          : normal(base);
    }
    if (exponent.bitLength() > 15 || (long) base.bitLength() * exponent.intValue() > MOST_BITS) {
      throw new Failure("a number becomes too large");
    }
    return normal(base.pow(exponent.intValue()));
  }

  private static Number normalNumber(BigInteger number) {
    return (Number) normal(number);
  }

  private static Object floats(String operator, Number left, Number right) {
    double a = left.doubleValue();
    double b = right.doubleValue();
    if (b == 0 && (operator.equals("/") || operator.equals("//") || operator.equals("%"))) {
      throw new Failure("division by zero");
    }
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" ->
          left instanceof Double || right instanceof Double
              ? (Object) (a / b)
              : new BigDecimal(integer(left))
                  .divide(new BigDecimal(integer(right)), QUOTIENT)
                  .doubleValue();
      case "//" -> (a - modulo(a, b)) / b;
      case "%" -> modulo(a, b);
      default -> floatPower(a, b);
    };
  }

  private static double modulo(double a, double b) {
    double rest = a % b;
    return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
  }

  private static Object floatPower(double a, double b) {
    if (a == 0 && b < 0) {
      throw new Failure("0.0 cannot be raised to a negative power");
    }
    double power = Math.pow(a, b);
    if (Double.isNaN(power) || Double.isInfinite(power)) {
      throw new Failure("the power is not a number, or too large");
    }
    return power;
  }
}
