package intelmq.python.jinja;

import intelmq.python.None;
import intelmq.python.Text;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What Python takes values for. */
final class Values {
  private static final int DEEPEST = 60;
  private static final int HEAVIEST = 100_000;

  private Values() {}

  /** Python's text of a value; what is too long or nested too deep has none. */
  static String str(Object value) {
    return switch (value) {
      case String text -> text;
      case List<?> list -> repr(list);
      case Map<?, ?> map -> repr(map);
      case Tuple tuple -> repr(tuple);
      default -> Text.str(value);
    };
  }

  static String repr(Object value) {
    var out = new StringBuilder();
    refuseHeavy(value);
    append(out, value);
    return out.toString();
  }

  /** There may be too much in a value to go through it all. */
  static void refuseHeavy(Object value) {
    int weight = weigh(value, 0, 0);
    if (weight > HEAVIEST) {
      throw new Failure("a list or dict has too much in it");
    }
  }

  private static int weigh(Object value, int weight, int depth) {
    if (depth > DEEPEST || weight > HEAVIEST) {
      throw new Failure("a list or dict has too much in it, or is nested too deep");
    }
    int sum = weight + 1;
    switch (value) {
      case String text -> sum += text.length() / Budget.CHARACTERS_PER_STEP;
      case List<?> list -> {
        for (Object item : list) {
          sum = weigh(item, sum, depth + 1);
        }
      }
      case Tuple(List<Object> items) -> sum = weigh(items, sum, depth);
      case Map<?, ?> map -> sum = weigh(List.copyOf(map.values()), sum, depth);
      default -> {}
    }
    return sum;
  }

  private static void append(StringBuilder out, Object value) {
    switch (value) {
      case List<?> list -> append(out, "[", list, "]");
      case Tuple(List<Object> items) -> append(out, "(", items, items.size() == 1 ? ",)" : ")");
      case Map<?, ?> map -> {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          append(out.append(separator), entry.getKey());
          append(out.append(": "), entry.getValue());
          separator = ", ";
        }
        out.append(map.isEmpty() ? "{}" : "}");
      }
      default -> out.append(value instanceof Undefined ? "Undefined" : Text.repr(value));
    }
  }

  private static void append(StringBuilder out, String begin, List<?> items, String end) {
    String separator = begin;
    for (Object item : items) {
      append(out.append(separator), item);
      separator = ", ";
    }
    out.append(items.isEmpty() ? begin : "").append(end);
  }

  /** Lists and dicts are no keys of a dict. */
  static void refuseAsKey(Object value) {
    boolean plain =
        value instanceof Tuple(List<Object> items)
            ? items.stream().noneMatch(Values::isContainer)
            : !isContainer(value);
    if (!plain) {
      throw new Failure("unhashable type: '" + type(value) + "'");
    }
  }

  static boolean isContainer(Object value) {
    return value instanceof List || value instanceof Map || value instanceof Tuple;
  }

  static boolean truth(Object value) {
    return switch (value) {
      case Boolean bool -> bool;
      case BigInteger number -> number.signum() != 0;
      case Number number -> number.doubleValue() != 0;
      case String text -> !text.isEmpty();
      case List<?> list -> !list.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      case Tuple tuple -> !tuple.items().isEmpty();
      case None none -> false;
      case Undefined undefined -> false;
      default -> true;
    };
  }

  /** The name of the type. */
  static String type(Object value) {
    return switch (value) {
      case Boolean bool -> "bool";
      case Double number -> "float";
      case Number number -> "int";
      case String text -> "str";
      case List<?> list -> "list";
      case Map<?, ?> map -> "dict";
      case Tuple tuple -> "tuple";
      case None none -> "NoneType";
      case Undefined undefined -> "Undefined";
      default -> value.getClass().getSimpleName();
    };
  }

  /** What a loop over the value goes through; the list is not to be changed. */
  static List<Object> items(Object value) {
    return switch (value) {
      case Tuple tuple -> tuple.items();
      case List<?> list -> List.copyOf(list);
      case Map<?, ?> map -> List.copyOf(map.keySet());
      case String text -> {
        List<Object> characters = new ArrayList<>();
        text.codePoints().forEach(c -> characters.add(Character.toString(c)));
        yield characters;
      }
      case Undefined undefined -> List.of();
      default -> throw new Failure("'" + type(value) + "' object is not iterable");
    };
  }

  static long length(Object value) {
    return switch (value) {
      case String text -> text.codePointCount(0, text.length());
      case List<?> list -> list.size();
      case Map<?, ?> map -> map.size();
      case Tuple tuple -> tuple.items().size();
      case Undefined undefined -> 0;
      default -> throw new Failure("object of type '" + type(value) + "' has no len()");
    };
  }

  /** A whole number that is small enough to count with. */
  static int index(Object value) {
    if (value instanceof Boolean bool) {
      return bool ? 1 : 0;
    }
    if (value instanceof Long number && number == number.intValue()) {
      return number.intValue();
    }
    throw new Failure(
        value instanceof Number
            ? "the number " + str(value) + " is out of range, or not whole"
            : "'" + type(value) + "' object cannot be interpreted as an integer");
  }
}
