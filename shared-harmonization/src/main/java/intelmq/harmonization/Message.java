package intelmq.harmonization;

import intelmq.python.None;
import intelmq.python.Text;
import java.time.DateTimeException;
import java.time.Instant;
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
  static final String EXTRA_PREFIX = "extra.";

  private final FieldValues values;
  private @Nullable Refusal refusal;

  Message(FieldValues values) {
    this.values = values;
  }

  /** Whether the field has a value; {@code extra} has one if any field below it has. */
  public final boolean has(Field field) {
    return values.has(field.name())
        || (field.equals(Fields.EXTRA) && values.hasBelow(EXTRA_PREFIX));
  }

  /** The field's value, or null; that of {@code extra} is all below it as JSON text. */
  public final @Nullable Object get(Field field) {
    Object value = values.get(field.name());
    return value == null && field.equals(Fields.EXTRA) ? View.extra(values) : value;
  }

  /** The field's value as text, or null. */
  public final @Nullable String text(Field field) {
    Object value = get(field);
    return value == null ? null : value instanceof String text ? text : Text.str(value);
  }

  /** The names of the fields that have a value, in order. */
  public final Set<String> names() {
    return values.names();
  }

  /** Hands out every field's name and value, in order. */
  public final void forEach(BiConsumer<? super String, ? super Object> action) {
    values.forEach(action);
  }

  /** The fields' values by name, in order; the map is a new one. */
  public final Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    values.forEach(map::put);
    return map;
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
      return refuse(field, "key-exists", "has a value already");
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

  /**
   * As {@link #add}, for values of other IntelMQ systems: one that is harmonised already stays as
   * it is, Base64 for one, which would be encoded again.
   */
  public final boolean addHarmonised(Field field, @Nullable Object value) {
    if (has(field)) {
      return refuse(field, "key-exists", "has a value already");
    }
    if (value == null || isEmpty(value) || field.equals(Fields.EXTRA)) {
      return store(field, value, true);
    }
    if (field.type().isValid(value) && field.misfit(value) == null) {
      values.set(field.name(), JsonText.value(value));
      return true;
    }
    return store(field, value, true);
  }

  /**
   * As {@link #add}, but replaces what is there; an empty value removes it, a refused one leaves
   * it.
   */
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
      values.removeBelow(EXTRA_PREFIX);
    }
  }

  /** The first value that was refused, if any. */
  public final Optional<Refusal> refusal() {
    return Optional.ofNullable(refusal);
  }

  final FieldValues values() {
    return values;
  }

  final void copyFrom(Message other, List<Field> fields) {
    for (Field field : fields) {
      Object value = other.get(field);
      if (value != null) {
        values.set(field.name(), value);
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
    Object harmonised = field.type().sanitize(value, this::observed);
    if (harmonised == null || !field.type().isValid(harmonised)) {
      return refusing && refuseValue(field, value, "is not a valid " + field.type().name());
    }
    String misfit = field.misfit(harmonised);
    if (misfit != null) {
      return refusing && refuseValue(field, value, misfit);
    }
    values.set(field.name(), harmonised);
    return true;
  }

  /**
   * {@code extra} takes a JSON object, one level of which becomes fields of its own; empty values
   * stay, as they mean something to whoever wrote the object.
   */
  private boolean storeExtra(Object value, boolean refusing) {
    Object json = value instanceof String text ? Json.tryParse(text) : value;
    if (!(json instanceof Map<?, ?> map) || map.isEmpty()) {
      return refusing && refuseValue(Fields.EXTRA, value, "is not a JSON object with content");
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = EXTRA_PREFIX + entry.getKey();
      Object item = entry.getValue() == null ? Json.NULL : JsonText.value(entry.getValue());
      if (!Definitions.isName(name) || !JsonText.isValue(item)) {
        return refusing
            && refuseValue(Fields.EXTRA, name, "is no valid field name, or no JSON value");
      }
      fields.put(name, item);
    }
    remove(Fields.EXTRA);
    fields.forEach(values::set);
    return true;
  }

  /** Now, for values that leave their date open: when the report came in, also in a replay. */
  private Instant observed() {
    Object observation = values.get(Fields.TIME_OBSERVATION.name());
    Instant instant = observation instanceof String text ? DateTimes.instant(text) : null;
    if (instant == null) {
      throw new DateTimeException("there is no time of observation to take the date from");
    }
    return instant;
  }

  private boolean refuseValue(Field field, Object value, String problem) {
    return refuse(field, "invalid-value", shorten(value) + " " + problem);
  }

  private boolean refuse(Field field, String code, String message) {
    if (refusal == null) {
      refusal = new Refusal(code, field, field.name() + ": " + message);
    }
    return false;
  }

  private static boolean isEmpty(@Nullable Object value) {
    return value == null
        || value instanceof None
        || (value instanceof String text
            && (text.isEmpty() || text.equals("-") || text.equals("N/A")));
  }

  static boolean isExtra(String name) {
    return name.startsWith(EXTRA_PREFIX);
  }

  private static String shorten(Object value) {
    String text = Text.str(value);
    return "'" + (text.length() <= 80 ? text : text.substring(0, 80) + "…") + "'";
  }
}
