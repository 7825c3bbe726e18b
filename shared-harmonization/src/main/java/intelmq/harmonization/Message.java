package intelmq.harmonization;

import intelmq.python.None;
import intelmq.python.PyJson;
import intelmq.python.Text;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Harmonised fields in the order in which they were added. Values are JSON values: {@code String},
 * {@code Long} or {@code BigInteger}, {@code Double}, {@code Boolean}, below a field of type
 * JSONDict ({@code extra}) also {@code List}, {@code Map} and {@link Json#NULL}.
 *
 * <p>What a field takes is up to the message's {@link Harmonization}, whichever one a {@link Field}
 * that is handed in comes from. A value that a field does not take is refused and not stored; the
 * message remembers the first {@link #refusal}, and whoever handles the message next sets it aside.
 * So bots need no exceptions for data.
 */
public abstract sealed class Message permits Event, Report {
  private final Harmonization harmonization;
  private final Definitions definitions;
  private final FieldValues values;
  private @Nullable Refusal refusal;

  Message(Harmonization harmonization, Definitions definitions, FieldValues values) {
    this.harmonization = harmonization;
    this.definitions = definitions;
    this.values = values;
  }

  /** What fields the message may have. */
  public final Harmonization harmonization() {
    return harmonization;
  }

  /** Whether the field has a value; {@code extra} has one if any field below it has. */
  public final boolean has(Field field) {
    String name = field.name();
    return values.has(name) || (isExtra(name) && values.hasBelow(Definitions.EXTRA_PREFIX));
  }

  /** The field's value, or null; that of a JSONDict is all below it as the text of an object. */
  public final @Nullable Object get(Field field) {
    Object value = values.get(field.name());
    if (value != null) {
      return value;
    }
    String prefix = prefix(field);
    return prefix == null ? null : View.object(values, prefix);
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
   * is passed over; a field that has a value already or that the harmonisation does not have, and a
   * value that the field does not take, are refused.
   *
   * <p>A JSONDict takes a JSON object, as a map or as text, each member of which becomes a field of
   * its own; unlike {@code extra}, others do not count as having a value, so that members join
   * those that are there.
   *
   * @return whether the value was stored
   */
  public final boolean add(Field field, @Nullable Object value) {
    return add(field, value, Adding.NEW);
  }

  /** As {@link #add}, but leaves a field alone that has a value. */
  public final boolean addIfAbsent(Field field, @Nullable Object value) {
    return add(field, value, Adding.ABSENT);
  }

  /** As {@link #add}, but an invalid value or an existing one is no refusal. */
  public final boolean addIfValid(Field field, @Nullable Object value) {
    return add(field, value, Adding.VALID);
  }

  /**
   * As {@link #add}, for values of other IntelMQ systems: one that is harmonised already stays as
   * it is, Base64 for one, which would be encoded again.
   */
  public final boolean addHarmonised(Field field, @Nullable Object value) {
    return add(field, value, Adding.HARMONISED);
  }

  /** {@link #addHarmonised} for each field by its name, up to the first one that is refused. */
  public final boolean addAll(Map<String, ? extends @Nullable Object> fields) {
    return addAll(fields, Adding.HARMONISED);
  }

  /**
   * As {@link #add}, but replaces what is there; an empty value removes it, a refused one leaves
   * it.
   */
  public final boolean put(Field field, @Nullable Object value) {
    return add(field, value, Adding.REPLACEMENT);
  }

  /** As {@link #put}, but a field that has no value yet is refused. */
  public final boolean change(Field field, @Nullable Object value) {
    return has(field)
        ? put(field, value)
        : refuse(field, Refusal.KEY_NOT_EXISTS, "has no value to change");
  }

  /**
   * Puts each field by its name, where values that are harmonised stay as they are, up to the first
   * one that is refused.
   *
   * @return whether none was refused
   */
  public final boolean update(Map<String, ? extends @Nullable Object> fields) {
    return addAll(fields, Adding.UPDATE);
  }

  /** As {@link #update(Map)}, with the fields of another message. */
  public final boolean update(Message other) {
    return update(other.toMap());
  }

  /** Removes the field's value; of a JSONDict all that is below it. */
  public final void remove(Field field) {
    values.remove(field.name());
    String prefix = prefix(field);
    if (prefix != null) {
      values.removeBelow(prefix);
    }
  }

  /** Whether the field takes a value once it is harmonised; no field takes an empty one. */
  public final boolean isValid(Field field, @Nullable Object value) {
    return isValid(field, value, true);
  }

  final boolean isValid(Field key, @Nullable Object value, boolean sanitizing) {
    Field field = definitions.definition(key);
    if (field == null || value == null || isEmpty(value)) {
      return false;
    }
    Object harmonised = sanitizing ? sanitize(field, value) : JsonText.value(value);
    return harmonised != null && problem(field, harmonised) == null;
  }

  /** The first value that was refused, if any. */
  public final Optional<Refusal> refusal() {
    return Optional.ofNullable(refusal);
  }

  /**
   * Whether another message is of the same kind, under the same rules, and has the same values in
   * any order, where numbers are compared by value as in Python: 1 is 1.0 is true.
   */
  public final boolean sameAs(Message other) {
    return getClass().equals(other.getClass())
        && definitions.sameAs(other.definitions)
        && PythonValues.same(toMap(), other.toMap());
  }

  final void refuse(@Nullable Refusal because) {
    refusal = because;
  }

  final FieldValues values() {
    return values;
  }

  final Definitions definitions() {
    return definitions;
  }

  /** The field of this name, or one that any use of refuses. */
  final Field key(String name) {
    Field field = definitions.find(name);
    return field == null ? Field.unknown(name) : field;
  }

  /** The order of the checks is IntelMQ's: an empty value is none even of an unknown field. */
  final boolean add(Field key, @Nullable Object value, Adding adding) {
    boolean there = has(key);
    if (there && adding.existing() != Adding.Existing.REPLACED) {
      return adding.existing() == Adding.Existing.REFUSED
          && refuse(key, Refusal.KEY_EXISTS, "has a value already");
    }
    if (value == null || isEmpty(value)) {
      if (there) {
        remove(key);
      }
      return false;
    }
    Field field = definitions.definition(key);
    if (field == null) {
      return refuse(key, Refusal.INVALID_KEY, definitions.unknown(key.name()));
    }
    return !adding.ignored().test(value) && store(field, value, adding);
  }

  private boolean addAll(Map<String, ? extends @Nullable Object> fields, Adding adding) {
    Refusal before = refusal;
    refusal = null;
    for (Map.Entry<String, ? extends @Nullable Object> entry : fields.entrySet()) {
      add(key(entry.getKey()), entry.getValue(), adding);
      if (refusal != null) {
        break;
      }
    }
    boolean complete = refusal == null;
    refusal = before == null ? refusal : before;
    return complete;
  }

  private boolean store(Field field, Object value, Adding adding) {
    Object harmonised = value;
    String problem = "";
    if (adding.asItIs()) {
      harmonised = JsonText.value(value);
      problem = problem(field, harmonised);
      if (problem != null
          && field.type().equals(Types.BASE64)
          && (value instanceof String || value instanceof byte[])) {
        // it says that it is encoded: to encode it again would make another wrong out of it
        return adding.refusing() && refuseValue(field, value, problem);
      }
    }
    if (problem != null && adding.sanitizing()) {
      harmonised = sanitize(field, value);
      problem = harmonised == null ? invalid(field) : problem(field, harmonised);
    }
    if (harmonised == null || problem != null) {
      return adding.refusing()
          && refuseValue(field, value, problem == null ? invalid(field) : problem);
    }
    if (field.isDict()) {
      return storeMembers(field, harmonised);
    }
    values.set(field.name(), harmonised);
    return true;
  }

  /**
   * Only one level becomes fields of their own. Empty values stay below {@code extra} alone, as
   * they mean something to whoever wrote the object.
   */
  private boolean storeMembers(Field field, Object object) {
    if (!(Json.tryParse(Text.str(object)) instanceof Map<?, ?> members)) {
      return refuseValue(field, object, invalid(field));
    }
    boolean extra = isExtra(field.name());
    Map<String, Object> fields = new LinkedHashMap<>();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      String name = field.name() + "." + member.getKey();
      if (!Definitions.isName(name)) {
        return refuse(field, Refusal.INVALID_KEY, shorten(name) + " is no name for a field");
      }
      Object value = member.getValue() == null ? Json.NULL : member.getValue();
      if (extra || !isEmptyMember(value)) {
        fields.put(name, value);
      }
    }
    if (extra) {
      remove(field);
    }
    fields.forEach(values::set);
    return true;
  }

  private @Nullable Object sanitize(Field field, Object value) {
    return field.type() instanceof DateTimeType type
        ? type.sanitize(value, this::observed)
        : field.type().sanitize(value);
  }

  /** What is wrong with a harmonised value, or null. */
  private static @Nullable String problem(Field field, Object value) {
    return field.type().isValid(value) ? field.misfit(value) : invalid(field);
  }

  private static String invalid(Field field) {
    return "is not a valid " + field.type().name();
  }

  /** Now, for values that leave their date open: when the report came in, also in a replay. */
  private Instant observed() {
    InstantSource clock = harmonization.clock();
    if (clock != null) {
      return clock.instant();
    }
    Object observation = values.get(Fields.TIME_OBSERVATION.name());
    Instant instant = observation instanceof String text ? DateTimes.instant(text) : null;
    if (instant == null) {
      throw new DateTimeException("there is no time of observation to take the date from");
    }
    return instant;
  }

  /** What the names of the fields below a JSONDict begin with; null if it is none. */
  private @Nullable String prefix(Field key) {
    Field field = definitions.definition(key);
    return field == null ? null : field.prefix();
  }

  private boolean refuseValue(Field field, Object value, String problem) {
    return refuse(field, Refusal.INVALID_VALUE, shown(value) + " " + problem);
  }

  private boolean refuse(Field field, String code, String message) {
    if (refusal == null) {
      refusal = new Refusal(code, field, field.name() + ": " + message);
    }
    return false;
  }

  private static boolean isEmpty(@Nullable Object value) {
    return value instanceof None
        || (value instanceof String text
            && (text.isEmpty() || text.equals("-") || text.equals("N/A")));
  }

  private static boolean isEmptyMember(Object value) {
    return switch (value) {
      case None none -> false;
      case List<?> list -> list.isEmpty();
      case Map<?, ?> map -> map.isEmpty();
      default -> isEmpty(value);
    };
  }

  private static boolean isExtra(String name) {
    return name.equals("extra");
  }

  /** What is nested too deep to be JSON is too deep to be shown, too. */
  private static String shown(Object value) {
    boolean nested = value instanceof List || value instanceof Map;
    return nested && !PyJson.isJson(value) ? "a list or map" : shorten(Text.str(value));
  }

  private static String shorten(String text) {
    return "'" + (text.length() <= 80 ? text : text.substring(0, 80) + "…") + "'";
  }
}
