package intelmq.python.jinja;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a filter, test, macro or method is called with. */
record Arguments(List<Object> positional, Map<String, Object> named) {
  static final Arguments NONE = new Arguments(List.of(), Map.of());

  int size() {
    return positional.size() + named.size();
  }

  boolean has(int at, String name) {
    return find(at, name) != null;
  }

  /** The argument at a position, or of a name, or a default. */
  Object get(int at, String name, Object byDefault) {
    Object value = find(at, name);
    return value == null ? byDefault : value;
  }

  /** An argument that must be there. */
  Object get(int at, String name) {
    Object value = find(at, name);
    if (value == null) {
      throw new Failure("the argument '" + name + "' is missing");
    }
    return value;
  }

  String text(int at, String name) {
    return text(name, get(at, name));
  }

  String text(int at, String name, String byDefault) {
    return text(name, get(at, name, byDefault));
  }

  int integer(int at, String name, int byDefault) {
    return Values.index(get(at, name, (long) byDefault));
  }

  boolean truth(int at, String name) {
    return Values.truth(get(at, name, false));
  }

  /** All but the first. */
  Arguments rest() {
    return new Arguments(
        positional.isEmpty() ? positional : positional.subList(1, positional.size()), named);
  }

  private static String text(String name, Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new Failure(
        "the argument '" + name + "' must be 'str', not '" + Values.type(value) + "'");
  }

  private @Nullable Object find(int at, String name) {
    return at < positional.size() ? positional.get(at) : named.get(name);
  }
}
