package intelmq.harmonization;

import intelmq.python.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Harmonised fields in the order in which they were added. Values are JSON values: {@code String},
 * {@code Long} or {@code BigInteger}, {@code Double}, {@code Boolean}, below {@code extra} also
 * {@code List} and {@code Map}.
 *
 * <p>A value that a field does not take is refused and not stored; the message remembers the first
 * {@link #refusal}, and whoever handles the message next sets it aside. So bots need no exceptions
 * for data.
 */
public abstract sealed class Message permits Event, Report {
  private final Map<String, Object> values;
  private @Nullable Refusal refusal;

  Message(Map<String, Object> values) {
    this.values = values;
  }

  /** Whether the field has a value. */
  public final boolean has(Field field) {
    return values.containsKey(field.name());
  }

  /** The field's value, or null. */
  public final @Nullable Object get(Field field) {
    return values.get(field.name());
  }

  /** The field's value as text, or null. */
  public final @Nullable String text(Field field) {
    Object value = values.get(field.name());
    return value == null ? null : value instanceof String text ? text : Text.str(value);
  }

  /** The names of the fields that have a value, in order. */
  public final Set<String> names() {
    return values.keySet();
  }

  /** Hands out every field's name and value, in order. */
  public final void forEach(BiConsumer<? super String, ? super Object> action) {
    values.forEach(action);
  }

  /**
   * Harmonises a value and stores it. An empty value (null, {@code ""}, {@code "-"}, {@code "N/A"})
   * is passed over; a field that has a value already, and a value that the field does not take, are
   * refused.
   *
   * @return whether the value was stored
   */
  public final boolean add(Field field, @Nullable Object value) {
    if (has(field)) {
      return refuse("key-exists", field, "has a value already");
    }
    return store(field, value, true);
  }

  /** As {@link #add}, but leaves a field alone that has a value. */
  public final boolean addIfAbsent(Field field, @Nullable Object value) {
    return !has(field) && store(field, value, true);
  }

  /** As {@link #add}, but an invalid value or an existing one is no refusal. */
  public final boolean addIfValid(Field field, @Nullable Object value) {
    return !has(field) && store(field, value, false);
  }

  /** As {@link #add}, but replaces what is there; an empty value removes it. */
  public final boolean put(Field field, @Nullable Object value) {
    if (isEmpty(value)) {
      remove(field);
      return false;
    }
    return store(field, value, true);
  }

  /** Removes the field's value. */
  public final void remove(Field field) {
    values.remove(field.name());
    if (field.equals(Fields.EXTRA)) {
      values.keySet().removeIf(name -> name.startsWith("extra."));
    }
  }

  /** The first value that was refused, if any. */
  public final Optional<Refusal> refusal() {
    return Optional.ofNullable(refusal);
  }

  final Map<String, Object> values() {
    return values;
  }

  final void copyFrom(Message other, List<Field> fields) {
    for (Field field : fields) {
      Object value = other.get(field);
      if (value != null) {
        values.put(field.name(), value);
      }
    }
  }

  private boolean store(Field field, @Nullable Object value, boolean refusing) {
    if (value == null || isEmpty(value)) {
      return false;
    }
    if (field.equals(Fields.EXTRA)) {
      return storeExtra(value, refusing);
    }
    Object harmonised = field.type().sanitize(value);
    if (harmonised == null || !field.type().isValid(harmonised)) {
      return refusing
          && refuse(
              "invalid-value", field, shorten(value) + " is not a valid " + field.type().name());
    }
    String text = harmonised instanceof String s ? s : Text.str(harmonised);
    if (field.maxLength() > 0 && text.codePointCount(0, text.length()) > field.maxLength()) {
      return refusing
          && refuse(
              "invalid-value",
              field,
              shorten(value) + " is longer than " + field.maxLength() + " characters");
    }
    if (field.pattern() != null && !field.pattern().matcher(text).find()) {
      return refusing
          && refuse("invalid-value", field, shorten(value) + " does not match " + field.pattern());
    }
    values.put(field.name(), harmonised);
    return true;
  }

  /** {@code extra} takes a JSON object, one level of which becomes fields of its own. */
  private boolean storeExtra(Object value, boolean refusing) {
    Object json = value instanceof String text ? Json.tryParse(text) : value;
    if (!(json instanceof Map<?, ?> map)) {
      return refusing
          && refuse("invalid-value", Fields.EXTRA, shorten(value) + " is not a JSON object");
    }
    var keys = new ArrayList<Map.Entry<String, Object>>();
    map.forEach(
        (key, item) -> keys.add(Map.entry("extra." + key, item == null ? Json.NULL : item)));
    keys.forEach(entry -> values.put(entry.getKey(), entry.getValue()));
    return true;
  }

  private boolean refuse(String code, Field field, String message) {
    if (refusal == null) {
      refusal = new Refusal(code, field, field.name() + ": " + message);
    }
    return false;
  }

  private static boolean isEmpty(@Nullable Object value) {
    return value == null || value.equals("") || value.equals("-") || value.equals("N/A");
  }

  private static String shorten(Object value) {
    String text = Text.str(value);
    return "'" + (text.length() <= 80 ? text : text.substring(0, 80) + "…") + "'";
  }

  static Map<String, Object> newValues() {
    return new LinkedHashMap<>();
  }
}
