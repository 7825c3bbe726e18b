package intelmq.python.jinja;

import intelmq.python.None;
import intelmq.python.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Filters of lists and dicts. */
final class ListFilters {
  static final Set<String> NAMES =
      Set.of(
          "batch",
          "dictsort",
          "first",
          "groupby",
          "items",
          "join",
          "last",
          "list",
          "map",
          "max",
          "min",
          "reject",
          "rejectattr",
          "reverse",
          "select",
          "selectattr",
          "slice",
          "sort",
          "sum",
          "unique");

  /** For these what is false is as good as an empty list. */
  private static final Set<String> FALSE_IS_EMPTY =
      Set.of("map", "reject", "rejectattr", "select", "selectattr");

  private final Budget budget;
  private final Access access;
  private final Arithmetic arithmetic;
  private final Call filters;
  private final TextMethods methods;

  /** Applies a filter by its name. */
  @FunctionalInterface
  interface Call {
    Object apply(String name, Object value, Arguments arguments);
  }

  ListFilters(Budget budget, Access access, Arithmetic arithmetic, Call filters) {
    this.budget = budget;
    this.access = access;
    this.arithmetic = arithmetic;
    this.filters = filters;
    methods = new TextMethods(budget);
  }

  Object apply(String name, Object value, Arguments arguments) {
    if (name.equals("reverse") && value instanceof String text) {
      return new StringBuilder(text).reverse().toString();
    }
    boolean lenient = FALSE_IS_EMPTY.contains(name) && !Values.truth(value);
    List<Object> items = lenient ? List.of() : Values.items(value);
    budget.items(items.size());
    return switch (name) {
      case "list" -> new ArrayList<>(items);
      case "first" -> items.isEmpty() ? Undefined.PLAIN : items.getFirst();
      case "last" -> items.isEmpty() ? Undefined.PLAIN : items.getLast();
      case "reverse" -> new ArrayList<>(items.reversed());
      case "join" -> join(items, arguments);
      case "items" -> {
        if (!(value instanceof Map || value instanceof Undefined)) {
          throw new Failure("items needs a dict, not '" + Values.type(value) + "'");
        }
        yield value instanceof Map<?, ?> map ? Methods.pairs(map) : items;
      }
      case "map" -> map(items, arguments);
      case "select" -> chosen(items, item -> passes(item, arguments));
      case "reject" -> chosen(items, item -> !passes(item, arguments));
      case "selectattr" -> chosen(items, item -> passes(of(item, arguments), arguments.rest()));
      case "rejectattr" -> chosen(items, item -> !passes(of(item, arguments), arguments.rest()));
      case "sort" -> {
        List<Object> sorted =
            sorted(
                items,
                arguments.get(2, "attribute", None.NONE),
                arguments.truth(1, "case_sensitive"));
        yield arguments.truth(0, "reverse") ? reversed(items, arguments) : sorted;
      }
      case "min", "max" -> extreme(name, items, arguments);
      case "sum" -> sum(items, arguments);
      case "unique" -> unique(items, arguments);
      case "dictsort" -> dictSorted(value, arguments);
      case "groupby" -> grouped(items, arguments);
      case "batch" -> batches(items, arguments);
      case "slice" -> slices(items, arguments);
      default -> throw new Failure("there is no filter '" + name + "'");
    };
  }

  private Object of(Object item, Arguments arguments) {
    return access.path(item, arguments.get(0, "attribute"));
  }

  private Object attribute(Object item, Object attribute) {
    return attribute instanceof None ? item : access.path(item, attribute);
  }

  private String join(List<Object> items, Arguments arguments) {
    Object attribute = arguments.get(1, "attribute", None.NONE);
    List<Object> chosen = items.stream().map(item -> attribute(item, attribute)).toList();
    return methods.join(chosen, Values.str(arguments.get(0, "d", "")));
  }

  private List<Object> map(List<Object> items, Arguments arguments) {
    List<Object> mapped = new ArrayList<>();
    if (arguments.positional().isEmpty()) {
      Object attribute = arguments.get(0, "attribute");
      Object byDefault = arguments.get(1, "default", Undefined.PLAIN);
      for (Object item : items) {
        Object value = access.path(item, attribute);
        mapped.add(value instanceof Undefined ? byDefault : value);
      }
    } else {
      String name = arguments.text(0, "filter");
      if (!Filters.names().contains(name)) {
        throw new Failure("there is no filter '" + name + "'");
      }
      items.forEach(item -> mapped.add(filters.apply(name, item, arguments.rest())));
    }
    return mapped;
  }

  private static boolean passes(Object value, Arguments arguments) {
    return arguments.positional().isEmpty()
        ? Values.truth(value)
        : Tests.test(arguments.text(0, "test"), value, arguments.rest());
  }

  private static List<Object> chosen(List<Object> items, Predicate<Object> passes) {
    List<Object> chosen = new ArrayList<>();
    items.stream().filter(passes).forEach(chosen::add);
    return chosen;
  }

  private static Object folded(Object value, boolean caseSensitive) {
    return value instanceof String text && !caseSensitive ? Text.lower(text) : value;
  }

  private Comparator<Object> order(Object attribute, boolean caseSensitive) {
    return (a, b) ->
        Comparison.compare(
            folded(attribute(a, attribute), caseSensitive),
            folded(attribute(b, attribute), caseSensitive));
  }

  private List<Object> sorted(List<Object> items, Object attribute, boolean caseSensitive) {
    List<Object> sorted = new ArrayList<>(items);
    sorted.sort(order(attribute, caseSensitive));
    return sorted;
  }

  /** Equal ones keep their order here, too. */
  private List<Object> reversed(List<Object> items, Arguments arguments) {
    List<Object> sorted = new ArrayList<>(items);
    Object attribute = arguments.get(2, "attribute", None.NONE);
    sorted.sort(Collections.reverseOrder(order(attribute, arguments.truth(1, "case_sensitive"))));
    return sorted;
  }

  private Object extreme(String name, List<Object> items, Arguments arguments) {
    Comparator<Object> order =
        order(arguments.get(1, "attribute", None.NONE), arguments.truth(0, "case_sensitive"));
    Object best = Undefined.PLAIN;
    for (Object item : items) {
      int sign = best instanceof Undefined ? 1 : order.compare(item, best);
      if (best instanceof Undefined || (name.equals("max") ? sign > 0 : sign < 0)) {
        best = item;
      }
    }
    return best;
  }

  private Object sum(List<Object> items, Arguments arguments) {
    Object attribute = arguments.get(0, "attribute", None.NONE);
    Object sum = arguments.get(1, "start", 0L);
    for (Object item : items) {
      sum = arithmetic.binary("+", sum, attribute(item, attribute));
    }
    return sum;
  }

  private List<Object> unique(List<Object> items, Arguments arguments) {
    boolean caseSensitive = arguments.truth(0, "case_sensitive");
    Object attribute = arguments.get(1, "attribute", None.NONE);
    Map<Object, Object> first = new LinkedHashMap<>();
    for (Object item : items) {
      Object key = folded(attribute(item, attribute), caseSensitive);
      Values.refuseAsKey(key);
      Number number = Arithmetic.number(key);
      first.putIfAbsent(number == null ? key : sameNumber(number), item);
    }
    return new ArrayList<>(first.values());
  }

  /** One and the same object for numbers that are equal. */
  private static Object sameNumber(Number number) {
    return number instanceof Double value && Double.isFinite(value) && value == Math.rint(value)
        ? Arithmetic.normal(new BigDecimal(value).toBigInteger())
        : number;
  }

  private List<Object> dictSorted(Object value, Arguments arguments) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new Failure("dictsort needs a dict, not '" + Values.type(value) + "'");
    }
    String by = arguments.text(1, "by", "key");
    if (!by.equals("key") && !by.equals("value")) {
      throw new Failure("dictsort goes by 'key' or 'value', not '" + by + "'");
    }
    Comparator<Object> order =
        order(by.equals("key") ? (Object) 0L : 1L, arguments.truth(0, "case_sensitive"));
    List<Object> pairs = Methods.pairs(map);
    pairs.sort(arguments.truth(2, "reverse") ? Collections.reverseOrder(order) : order);
    return pairs;
  }

  private List<Object> grouped(List<Object> items, Arguments arguments) {
    Object attribute = arguments.get(0, "attribute");
    boolean caseSensitive = arguments.truth(2, "case_sensitive");
    Map<Object, List<Object>> groups = new LinkedHashMap<>();
    for (Object item : sorted(items, attribute, caseSensitive)) {
      Object key = folded(attribute(item, attribute), caseSensitive);
      Values.refuseAsKey(key);
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(item);
    }
    List<Object> grouped = new ArrayList<>();
    groups.forEach(
        (key, group) -> grouped.add(Tuple.of(attribute(group.getFirst(), attribute), group)));
    return grouped;
  }

  private List<Object> batches(List<Object> items, Arguments arguments) {
    int size = arguments.integer(0, "linecount", 0);
    Object fill = arguments.get(1, "fill_with", None.NONE);
    budget.items(size);
    if (size < 1) {
      throw new Failure("batch needs a size of 1 or more");
    }
    List<Object> batches = new ArrayList<>();
    for (int i = 0; i < items.size(); i += size) {
      List<Object> batch = new ArrayList<>(items.subList(i, Math.min(i + size, items.size())));
      while (batch.size() < size && !(fill instanceof None)) {
        batch.add(fill);
      }
      batches.add(batch);
    }
    return batches;
  }

  private List<Object> slices(List<Object> items, Arguments arguments) {
    int count = arguments.integer(0, "slices", 0);
    Object fill = arguments.get(1, "fill_with", None.NONE);
    budget.items(count);
    if (count < 1) {
      throw new Failure("slice needs a number of 1 or more");
    }
    List<Object> slices = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < count; i++) {
      int size = items.size() / count + (i < items.size() % count ? 1 : 0);
      List<Object> slice = new ArrayList<>(items.subList(at, at + size));
      if (!(fill instanceof None) && i >= items.size() % count) {
        slice.add(fill);
      }
      slices.add(slice);
      at += size;
    }
    return slices;
  }
}
