package intelmq.python.jinja;

import java.util.Set;
import java.util.TreeSet;

/**
 * Jinja2's filters, without those that need chance ({@code random}), make HTML ({@code urlize},
 * {@code xmlattr}, {@code striptags}) or print for people ({@code pprint}, {@code wordwrap}).
 */
final class Filters {
  private static final Set<String> NAMES =
      names(
          TextFilters.NAMES,
          ListFilters.NAMES,
          Set.of("d", "default", "items", "length", "count", "string", "safe", "attr"));

  private final TextFilters texts;
  private final ListFilters lists;
  private final Access access;

  Filters(Budget budget, Access access, Arithmetic arithmetic) {
    texts = new TextFilters(budget);
    lists = new ListFilters(budget, access, arithmetic, this::apply);
    this.access = access;
  }

  @SafeVarargs
  private static Set<String> names(Set<String>... groups) {
    var names = new TreeSet<String>();
    for (Set<String> group : groups) {
      names.addAll(group);
    }
    return Set.copyOf(names);
  }

  static Set<String> names() {
    return NAMES;
  }

  Object apply(String name, Object value, Arguments arguments) {
    if (TextFilters.NAMES.contains(name)) {
      return texts.apply(name, value, arguments);
    }
    return switch (name) {
      case "d", "default" -> {
        boolean missing =
            value instanceof Undefined || (arguments.truth(1, "boolean") && !Values.truth(value));
        yield missing ? arguments.get(0, "default_value", "") : value;
      }
      case "length", "count" -> Values.length(value);
      case "string", "safe" -> Values.str(value);
      case "attr" ->
          value instanceof Attributes || value instanceof Undefined
              ? access.attribute(value, arguments.text(0, "name"))
              : Undefined.member(value, arguments.text(0, "name"));
      default -> lists.apply(name, value, arguments);
    };
  }
}
