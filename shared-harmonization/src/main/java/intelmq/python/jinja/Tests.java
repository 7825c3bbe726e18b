package intelmq.python.jinja;

import intelmq.python.None;
import intelmq.python.Text;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Jinja2's tests. */
final class Tests {
  private static final Map<String, String> OPERATORS =
      Map.ofEntries(
          Map.entry("eq", "=="),
          Map.entry("equalto", "=="),
          Map.entry("==", "=="),
          Map.entry("ne", "!="),
          Map.entry("!=", "!="),
          Map.entry("lt", "<"),
          Map.entry("lessthan", "<"),
          Map.entry("<", "<"),
          Map.entry("le", "<="),
          Map.entry("<=", "<="),
          Map.entry("gt", ">"),
          Map.entry("greaterthan", ">"),
          Map.entry(">", ">"),
          Map.entry("ge", ">="),
          Map.entry(">=", ">="),
          Map.entry("in", "in"));

  private static final Set<String> NAMES =
      Set.of(
          "boolean",
          "callable",
          "defined",
          "divisibleby",
          "even",
          "false",
          "float",
          "integer",
          "iterable",
          "lower",
          "mapping",
          "none",
          "number",
          "odd",
          "sameas",
          "sequence",
          "string",
          "true",
          "undefined",
          "upper",
          "eq",
          "equalto",
          "ne",
          "lt",
          "lessthan",
          "le",
          "gt",
          "greaterthan",
          "ge",
          "in");

  private Tests() {}

  /** What can follow {@code is}. */
  static Set<String> names() {
    return NAMES;
  }

  static boolean test(String name, Object value, Arguments arguments) {
    String operator = OPERATORS.get(name);
    if (operator != null) {
      return Comparison.holds(operator, value, arguments.get(0, "other"));
    }
    return switch (name) {
      case "boolean" -> value instanceof Boolean;
      case "callable" -> value instanceof Callable;
      case "defined" -> !(value instanceof Undefined);
      case "undefined" -> value instanceof Undefined;
      case "none" -> value instanceof None;
      case "true" -> value.equals(true);
      case "false" -> value.equals(false);
      case "float" -> value instanceof Double;
      case "integer" -> value instanceof Long || value instanceof BigInteger;
      case "number" -> value instanceof Number || value instanceof Boolean;
      case "string" -> value instanceof String;
      case "mapping" -> value instanceof Map;
      case "sequence" ->
          value instanceof String
              || value instanceof List
              || value instanceof Map
              || value instanceof Tuple
              || value instanceof Undefined;
      case "iterable" ->
          value instanceof String
              || value instanceof List
              || value instanceof Map
              || value instanceof Tuple
              || value instanceof Undefined;
      case "even" -> rest(value, 2L) == 0;
      case "odd" -> rest(value, 2L) == 1;
      case "divisibleby" -> rest(value, arguments.get(0, "num")) == 0;
      case "sameas" -> value.equals(arguments.get(0, "other"));
      case "lower" ->
          isCased(Values.str(value)) && Text.lower(Values.str(value)).equals(Values.str(value));
      case "upper" ->
          isCased(Values.str(value)) && Text.upper(Values.str(value)).equals(Values.str(value));
      default -> throw new Failure("there is no test '" + name + "'");
    };
  }

  private static double rest(Object value, Object divisor) {
    Object rest = new Arithmetic(new Budget()).binary("%", value, divisor);
    if (rest instanceof Number number) {
      return number.doubleValue();
    }
    throw new Failure("'" + Values.type(value) + "' is no number");
  }

  private static boolean isCased(String text) {
    return text.codePoints().anyMatch(c -> Character.isLowerCase(c) || Character.isUpperCase(c));
  }
}
