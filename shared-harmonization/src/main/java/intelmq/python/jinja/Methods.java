package intelmq.python.jinja;

import intelmq.python.Format;
import intelmq.python.None;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Methods of Python's texts, lists and dicts; there are no others. */
final class Methods {
  private static final Set<String> OF_TEXT =
      Set.of(
          "capitalize",
          "center",
          "count",
          "endswith",
          "find",
          "format",
          "index",
          "isdigit",
          "join",
          "ljust",
          "lower",
          "lstrip",
          "partition",
          "removeprefix",
          "removesuffix",
          "replace",
          "rfind",
          "rjust",
          "rpartition",
          "rsplit",
          "rstrip",
          "split",
          "splitlines",
          "startswith",
          "strip",
          "title",
          "upper",
          "zfill");

  private static final Set<String> OF_LIST =
      Set.of("append", "copy", "count", "extend", "index", "insert", "pop");

  private static final Set<String> OF_TUPLE = Set.of("count", "index");

  private static final Set<String> OF_DICT =
      Set.of("copy", "get", "items", "keys", "pop", "setdefault", "update", "values");

  private final Budget budget;
  private final TextMethods texts;

  Methods(Budget budget) {
    this.budget = budget;
    texts = new TextMethods(budget);
  }

  boolean has(Object base, String name) {
    return switch (base) {
      case String text -> OF_TEXT.contains(name);
      case List<?> list -> OF_LIST.contains(name);
      case Tuple tuple -> OF_TUPLE.contains(name);
      case Map<?, ?> map -> OF_DICT.contains(name);
      default -> false;
    };
  }

  Object call(Object base, String name, Arguments arguments) {
    try {
      return switch (base) {
        case String text when name.equals("format") -> format(text, arguments);
        case String text -> texts.call(text, name, arguments);
        case Tuple(List<Object> items) -> list(items, name, arguments);
        case List<?> list -> list(mutable(list), name, arguments);
        case Map<?, ?> map -> dict(mutable(map), name, arguments);
        default -> throw new Failure("'" + Values.type(base) + "' has no method '" + name + "'");
      };
    } catch (UnsupportedOperationException unchangeable) {
      throw new Failure("the value cannot be changed by '" + name + "'", unchangeable);
    }
  }

  @SuppressWarnings("unchecked") // lists of templates are of objects
  private static List<Object> mutable(List<?> list) {
    return (List<Object>) list;
  }

  @SuppressWarnings("unchecked") // dicts of templates are of objects
  private static Map<Object, Object> mutable(Map<?, ?> map) {
    return (Map<Object, Object>) map;
  }

  private Object list(List<Object> list, String name, Arguments arguments) {
    budget.items(list.size());
    switch (name) {
      case "append" -> list.add(arguments.get(0, "object"));
      case "extend" -> {
        List<Object> more = Values.items(arguments.get(0, "iterable"));
        budget.items((long) list.size() + more.size());
        list.addAll(more);
      }
      case "insert" -> {
        int at = arguments.integer(0, "index", 0);
        list.add(
            Math.clamp(at < 0 ? at + list.size() : at, 0, list.size()), arguments.get(1, "object"));
      }
      case "copy" -> {
        return new ArrayList<>(list);
      }
      case "pop" -> {
        int at = arguments.integer(0, "index", -1);
        int index = at < 0 ? at + list.size() : at;
        if (index < 0 || index >= list.size()) {
          throw new Failure("there is nothing to pop at " + at);
        }
        return list.remove(index);
      }
      default -> {
        Object wanted = arguments.get(0, "value");
        long count = list.stream().filter(item -> Comparison.equal(item, wanted)).count();
        if (name.equals("count")) {
          return count;
        }
        for (int i = 0; i < list.size(); i++) {
          if (Comparison.equal(list.get(i), wanted)) {
            return (long) i;
          }
        }
        throw new Failure(Values.str(wanted) + " is not in list");
      }
    }
    return None.NONE;
  }

  private Object dict(Map<Object, Object> dict, String name, Arguments arguments) {
    budget.items(dict.size());
    return switch (name) {
      case "items" -> pairs(dict);
      case "keys" -> new ArrayList<>(dict.keySet());
      case "values" -> new ArrayList<>(dict.values());
      case "copy" -> new LinkedHashMap<>(dict);
      case "update" -> update(dict, arguments);
      default -> entry(dict, name, arguments);
    };
  }

  private static Object update(Map<Object, Object> dict, Arguments arguments) {
    for (Object more : arguments.positional()) {
      if (!(more instanceof Map<?, ?> map)) {
        throw new Failure("a dict is updated with a dict");
      }
      dict.putAll(map);
    }
    dict.putAll(arguments.named());
    return None.NONE;
  }

  private static Object entry(Map<Object, Object> dict, String name, Arguments arguments) {
    Object key = arguments.get(0, "key");
    Values.refuseAsKey(key);
    Object found = dict.get(key);
    if (name.equals("pop") && found == null && !arguments.has(1, "default")) {
      throw new Failure("there is no key '" + Values.str(key) + "'");
    }
    Object value = found == null ? arguments.get(1, "default", None.NONE) : found;
    if (name.equals("pop") && found != null) {
      dict.remove(key);
    } else if (name.equals("setdefault")) {
      dict.put(key, value);
    }
    return value;
  }

  static List<Object> pairs(Map<?, ?> dict) {
    List<Object> pairs = new ArrayList<>();
    dict.forEach((key, value) -> pairs.add(Tuple.of(key, value)));
    return pairs;
  }

  private String format(String text, Arguments arguments) {
    try {
      String formatted = Format.of(text).apply(place -> formatted(place, arguments));
      budget.text(formatted.length());
      return formatted;
    } catch (IllegalArgumentException e) {
      throw new Failure(String.valueOf(e.getMessage()), e);
    }
  }

  private String formatted(Format.Place place, Arguments arguments) {
    Object value = argument(place.name(), arguments);
    for (String key : place.keys()) {
      value = member(value, key);
    }
    if (place.conversion() == 'r') {
      throw new Failure("the conversion '!r' is not supported");
    }
    return FormatSpec.parse(place.spec()).apply(budget, value);
  }

  private static Object argument(String name, Arguments arguments) {
    boolean number =
        !name.isEmpty() && name.length() < 6 && name.chars().allMatch(c -> c >= '0' && c <= '9');
    return number
        ? arguments.get(Integer.parseInt(name), name)
        : arguments.get(Integer.MAX_VALUE, name);
  }

  private static Object member(Object base, String key) {
    Object member =
        switch (base) {
          case Map<?, ?> map -> map.get(key);
          case List<?> list when key.matches("[0-9]{1,6}") && Integer.parseInt(key) < list.size() ->
              list.get(Integer.parseInt(key));
          default -> null;
        };
    if (member == null) {
      throw Undefined.member(base, key).failure();
    }
    return member;
  }
}
