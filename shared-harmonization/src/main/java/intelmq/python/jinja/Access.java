package intelmq.python.jinja;

import intelmq.python.None;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attributes, items and slices of values. */
final class Access {
  private final Methods methods;

  Access(Methods methods) {
    this.methods = methods;
  }

  /** {@code base.name}: a method, or else an item. */
  Object attribute(Object base, String name) {
    return switch (base) {
      case Undefined undefined -> throw undefined.failure();
      case Attributes attributes -> attributes.attribute(name);
      default -> methods.has(base, name) ? method(base, name) : member(base, name);
    };
  }

  /** {@code base[key]}: an item, or else a method. */
  Object item(Object base, Object key) {
    return switch (base) {
      case Undefined undefined -> throw undefined.failure();
      case Attributes attributes -> attributes.attribute(Values.str(key));
      default -> {
        Object member = member(base, key);
        yield member instanceof Undefined && key instanceof String name && methods.has(base, name)
            ? method(base, name)
            : member;
      }
    };
  }

  /** An item by a path such as {@code a.0.b}, which filters take as attribute. */
  Object path(Object base, Object path) {
    if (!(path instanceof String text)) {
      return item(base, path);
    }
    Object value = base;
    for (String part : text.split("\\.", -1)) {
      boolean number =
          !part.isEmpty() && part.length() < 9 && part.chars().allMatch(c -> c >= '0' && c <= '9');
      value = item(value, number ? (Object) Long.valueOf(part) : part);
    }
    return value;
  }

  Object slice(
      Object base, @Nullable Integer start, @Nullable Integer stop, @Nullable Integer step) {
    int by = step == null ? 1 : step;
    if (by == 0) {
      throw new Failure("slice step cannot be zero");
    }
    if (!(base instanceof String || base instanceof List || base instanceof Tuple)) {
      throw new Failure("'" + Values.type(base) + "' object has no slices");
    }
    List<Object> items = Values.items(base);
    int size = items.size();
    int first = start == null ? (by > 0 ? 0 : size - 1) : clamp(start, size, by);
    int end = stop == null ? (by > 0 ? size : -1) : clamp(stop, size, by);
    List<Object> chosen = new ArrayList<>();
    for (long i = first; by > 0 ? i < end : i > end; i += by) {
      chosen.add(items.get((int) i));
    }
    return switch (base) {
      case String text -> {
        var joined = new StringBuilder();
        chosen.forEach(joined::append);
        yield joined.toString();
      }
      case Tuple tuple -> new Tuple(chosen);
      default -> chosen;
    };
  }

  static @Nullable Integer bound(Object value) {
    return value instanceof None ? null : Integer.valueOf(Values.index(value));
  }

  private static int clamp(int bound, int size, int step) {
    int at = bound < 0 ? bound + size : bound;
    return step > 0 ? Math.clamp(at, 0, size) : Math.clamp(at, -1, size - 1);
  }

  private Callable method(Object base, String name) {
    return arguments -> methods.call(base, name, arguments);
  }

  private static Object member(Object base, Object key) {
    Object found =
        switch (base) {
          case Map<?, ?> map -> {
            Values.refuseAsKey(key);
            yield map.get(key);
          }
          case List<?> list -> at(list, key);
          case Tuple(List<Object> items) -> at(items, key);
          case String text -> isIndex(key) ? at(Values.items(text), key) : null;
          default -> null;
        };
    return found == null ? Undefined.member(base, key) : found;
  }

  private static boolean isIndex(Object key) {
    return key instanceof Long || key instanceof Boolean;
  }

  private static @Nullable Object at(List<?> list, Object key) {
    if (!isIndex(key)) {
      return null;
    }
    long index = key instanceof Boolean bool ? (bool ? 1 : 0) : ((Long) key);
    long at = index < 0 ? index + list.size() : index;
    return at < 0 || at >= list.size() ? null : list.get((int) at);
  }
}
