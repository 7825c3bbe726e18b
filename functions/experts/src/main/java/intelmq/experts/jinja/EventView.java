package intelmq.experts.jinja;

import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.python.None;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An event as templates see it; what they do to a list in it is done to a copy. */
final class EventView extends AbstractMap<String, Object> {
  private final Event event;

  EventView(Event event) {
    this.event = event;
  }

  @Override
  public int size() {
    return event.names().size();
  }

  @Override
  public boolean containsKey(Object key) {
    return field(key).filter(event::has).isPresent();
  }

  /** Of a field of type JSONDict, {@code extra} for one, all that is below it as JSON. */
  @Override
  public @Nullable Object get(Object key) {
    Object value = field(key).map(event::get).orElse(null);
    return value == null ? null : copy(value);
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    Map<String, Object> fields = event.toMap();
    fields.replaceAll((name, value) -> copy(value));
    return Collections.unmodifiableMap(fields).entrySet();
  }

  private Optional<Field> field(Object key) {
    return key instanceof String name ? event.harmonization().find(name) : Optional.empty();
  }

  private static Object copy(@Nullable Object value) {
    return switch (value) {
      case null -> None.NONE;
      case List<?> list -> {
        List<Object> items = new ArrayList<>();
        list.forEach(item -> items.add(copy(item)));
        yield items;
      }
      case Map<?, ?> map -> {
        Map<Object, Object> members = new LinkedHashMap<>();
        map.forEach((name, member) -> members.put(name, copy(member)));
        yield members;
      }
      default -> value;
    };
  }
}
