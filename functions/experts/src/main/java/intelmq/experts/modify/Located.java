package intelmq.experts.modify;

import intelmq.harmonization.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value and where it stands.
 *
 * @param value a text, a number, a truth value, null, a {@code List<Located>} or {@code Members}
 * @param line from 1
 * @param column from 1
 */
record Located(@Nullable Object value, int line, int column) {
  /** The members of an object, in order. */
  record Members(List<Member> list) {
    /** Takes a copy of the list. */
    public Members {
      list = List.copyOf(list);
    }
  }

  /**
   * A member of an object.
   *
   * @param name the name and where it stands; its value is a text
   */
  record Member(Located name, Located value) {
    String key() {
      return String.valueOf(name.value());
    }
  }

  /** The value as events have it; null is Java's only on the outside. */
  @Nullable Object plain() {
    return switch (value) {
      case List<?> items -> {
        var list = new ArrayList<Object>();
        for (Object item : items) {
          list.add(inner((Located) item));
        }
        yield list;
      }
      case Members members -> {
        Map<String, Object> map = new LinkedHashMap<>();
        members.list().forEach(member -> map.put(member.key(), inner(member.value())));
        yield map;
      }
      case null, default -> value;
    };
  }

  private static Object inner(Located item) {
    Object plain = item.plain();
    return plain == null ? Json.NULL : plain;
  }

  /** What kind of value it is, for messages. */
  String kind() {
    return switch (value) {
      case null -> "null";
      case String text -> "a text";
      case Boolean truth -> "a truth value";
      case Number number -> "a number";
      case List<?> list -> "a list";
      default -> "an object";
    };
  }
}
