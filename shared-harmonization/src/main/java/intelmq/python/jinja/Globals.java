package intelmq.python.jinja;

import intelmq.python.None;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What every template can call. */
final class Globals {
  static final Map<String, Object> ALL =
      Map.of(
          "dict", (Callable) Globals::dict,
          "namespace", (Callable) arguments -> new Namespace(dict(arguments)),
          "cycler", (Callable) arguments -> new Cycler(arguments.positional()),
          "joiner", (Callable) Globals::joiner);

  private Globals() {}

  /** The function {@code range}, whose list counts. */
  static Callable range(Budget budget) {
    return arguments -> {
      int first = Values.index(arguments.get(0, "start"));
      boolean one = arguments.positional().size() == 1;
      int start = one ? 0 : first;
      int stop = one ? first : arguments.integer(1, "stop", 0);
      int step = arguments.integer(2, "step", 1);
      if (step == 0) {
        throw new Failure("the step of a range must not be 0");
      }
      budget.items(Math.max(0, ((long) stop - start) / step));
      List<Object> numbers = new ArrayList<>();
      for (long i = start; step > 0 ? i < stop : i > stop; i += step) {
        numbers.add(i);
      }
      return numbers;
    };
  }

  private static Map<String, Object> dict(Arguments arguments) {
    Map<String, Object> dict = new LinkedHashMap<>();
    for (Object source : arguments.positional()) {
      if (source instanceof Map<?, ?> map) {
        map.forEach((key, value) -> dict.put(Values.str(key), value));
      } else {
        for (Object pair : Values.items(source)) {
          List<Object> items = Values.items(pair);
          if (items.size() != 2) {
            throw new Failure("a dict is made of pairs");
          }
          dict.put(Values.str(items.getFirst()), items.getLast());
        }
      }
    }
    dict.putAll(arguments.named());
    return dict;
  }

  private static Object joiner(Arguments arguments) {
    String separator = arguments.text(0, "sep", ", ");
    var used = new Namespace(Map.of());
    return (Callable)
        call -> {
          boolean first = used.attribute("used") instanceof Undefined;
          used.set("used", true);
          return first ? "" : separator;
        };
  }

  private static final class Cycler implements Attributes {
    private final List<Object> items;
    private int at;

    Cycler(List<Object> items) {
      if (items.isEmpty()) {
        throw new Failure("a cycler needs something to choose from");
      }
      this.items = items;
    }

    @Override
    public Object attribute(String name) {
      return switch (name) {
        case "current" -> items.get(at);
        case "next" ->
            (Callable)
                arguments -> {
                  Object item = items.get(at);
                  at = (at + 1) % items.size();
                  return item;
                };
        case "reset" ->
            (Callable)
                arguments -> {
                  at = 0;
                  return None.NONE;
                };
        default -> Undefined.member(this, name);
      };
    }
  }
}
