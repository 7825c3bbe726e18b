package intelmq.harmonization;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The values of a message by the names of its fields, in the order in which they were added: as the
 * bytes in which they came, with an index, and what changed since. A value is decoded when it is
 * read, and copied as bytes when nobody touched it.
 */
final class FieldValues {
  private static final byte[] NO_BYTES = {};
  private static final long[] NO_INDEX = {};

  /** Stands where a field was removed. */
  private static final Object REMOVED = new Object();

  private final Names names;

  /** The object as it came, from {@code start} to {@code end}; of an empty one nothing. */
  private final byte[] bytes;

  private final int start;
  private final int end;

  /** The columns: {@code count} entries from {@code first} on, as {@link #entry} makes them. */
  private final long[] index;

  private final int first;
  private final int count;

  /** By column: what a value became, if it changed; those that did are from low to high. */
  private @Nullable Object @Nullable [] replaced;

  private int low;
  private int high;
  private boolean anyRemoved;

  private @Nullable Map<String, Object> appended;

  /** How often a value was set or removed. */
  private int changes;

  /** No values. */
  FieldValues() {
    this(Names.NONE, NO_BYTES, 0, 0, NO_INDEX, 0, 0);
  }

  /** The values of an object that was read. */
  FieldValues(Names names, byte[] bytes, int start, int end, long[] index, int first, int count) {
    this.names = names;
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.index = index;
    this.first = first;
    this.count = count;
  }

  private FieldValues(FieldValues other) {
    this(other.names, other.bytes, other.start, other.end, other.index, other.first, other.count);
    replaced = other.replaced == null ? null : other.replaced.clone();
    low = other.low;
    high = other.high;
    anyRemoved = other.anyRemoved;
    appended = other.appended == null ? null : new LinkedHashMap<>(other.appended);
  }

  /**
   * A column of the index: the number of the name in 16 bits, the value's distance from the start
   * of the object and its length in 24 bits each.
   */
  static long entry(int name, int distance, int length) {
    return (long) name << 48 | (long) distance << 24 | length;
  }

  static int id(long entry) {
    return (int) (entry >>> 48);
  }

  boolean has(String name) {
    int column = column(name);
    return (column >= 0 && changed(column) != REMOVED)
        || (appended != null && appended.containsKey(name));
  }

  /** Whether a name that begins so has a value. */
  boolean hasBelow(String prefix) {
    for (int column = 0; column < count; column++) {
      if (changed(column) != REMOVED && name(column).text.startsWith(prefix)) {
        return true;
      }
    }
    if (appended != null) {
      for (String name : appended.keySet()) {
        if (name.startsWith(prefix)) {
          return true;
        }
      }
    }
    return false;
  }

  @Nullable Object get(String name) {
    int column = column(name);
    if (column >= 0 && changed(column) != REMOVED) {
      return value(column);
    }
    return appended == null ? null : appended.get(name);
  }

  /** Replaces a value in its place, or appends it. */
  void set(String name, Object value) {
    changes++;
    int column = column(name);
    if (column >= 0 && changed(column) != REMOVED) {
      change(column, value);
      return;
    }
    if (appended == null) {
      appended = new LinkedHashMap<>();
    }
    appended.put(name, value);
  }

  void remove(String name) {
    changes++;
    int column = column(name);
    if (column >= 0) {
      change(column, REMOVED);
    }
    if (appended != null) {
      appended.remove(name);
    }
  }

  void removeBelow(String prefix) {
    changes++;
    for (int column = 0; column < count; column++) {
      if (name(column).text.startsWith(prefix)) {
        change(column, REMOVED);
      }
    }
    if (appended != null) {
      appended.keySet().removeIf(name -> name.startsWith(prefix));
    }
  }

  /** The names in order; a copy. */
  Set<String> names() {
    Set<String> all = new LinkedHashSet<>();
    for (int column = 0; column < count; column++) {
      if (changed(column) != REMOVED) {
        all.add(name(column).text);
      }
    }
    if (appended != null) {
      all.addAll(appended.keySet());
    }
    return all;
  }

  void forEach(BiConsumer<? super String, ? super Object> action) {
    for (int column = 0; column < count; column++) {
      if (changed(column) != REMOVED) {
        action.accept(name(column).text, value(column));
      }
    }
    if (appended != null) {
      appended.forEach(action);
    }
  }

  /** The same values, independent of these. */
  FieldValues copy() {
    return new FieldValues(this);
  }

  /** How often a value was set or removed: the same number, the same values. */
  int changes() {
    return changes;
  }

  /** The same values as bytes, for what is to be copied many times. */
  FieldValues written(Harmonization harmonization) {
    var out = new EventWriter(1024);
    write(out);
    try {
      return new EventReader(harmonization, out.array(), out.size()).next().values();
    } catch (MalformedEventException e) {
      throw new IllegalStateException("what was written cannot be read", e);
    }
  }

  /** Writes the values as a JSON object. */
  void write(EventWriter out) {
    if (count == 0) {
      out.ascii('{');
      append(out, false);
    } else if (replaced == null) {
      if (appended == null) {
        out.copy(bytes, start, end);
        return;
      }
      out.copy(bytes, start, valueEnd(count - 1));
      append(out, true);
    } else if (anyRemoved) {
      rewrite(out);
    } else {
      patch(out);
    }
    out.ascii('}');
  }

  /** Copies what is between the changes. */
  private void patch(EventWriter out) {
    int from = start;
    for (int column = low; column <= high; column++) {
      Object value = changed(column);
      if (value != null) {
        out.copy(bytes, from, valueStart(column));
        out.value(value);
        from = valueEnd(column);
      }
    }
    out.copy(bytes, from, Math.max(from, valueEnd(count - 1)));
    append(out, true);
  }

  /** Copies field by field, for where one is missing there is a comma too many. */
  private void rewrite(EventWriter out) {
    out.ascii('{');
    boolean comma = false;
    for (int column = 0; column < count; column++) {
      Object value = changed(column);
      if (value == REMOVED) {
        continue;
      }
      if (comma) {
        out.ascii(',');
      }
      comma = true;
      byte[] name = name(column).json;
      out.copy(name, 0, name.length);
      if (value == null) {
        out.copy(bytes, valueStart(column), valueEnd(column));
      } else {
        out.value(value);
      }
    }
    append(out, comma);
  }

  private void append(EventWriter out, boolean afterOthers) {
    if (appended == null) {
      return;
    }
    boolean comma = afterOthers;
    for (Map.Entry<String, Object> field : appended.entrySet()) {
      if (comma) {
        out.ascii(',');
      }
      comma = true;
      out.value(field.getKey());
      out.ascii(':');
      out.value(field.getValue());
    }
  }

  private int column(String text) {
    if (count == 0) {
      return -1;
    }
    Names.Name name = names.find(text);
    if (name == null) {
      return -1;
    }
    int guess = name.column;
    if (guess < count && id(guess) == name.id) {
      return guess;
    }
    for (int column = 0; column < count; column++) {
      if (id(column) == name.id) {
        name.column = column;
        return column;
      }
    }
    return -1;
  }

  /** What a value became; null if nobody touched it. */
  private @Nullable Object changed(int column) {
    return replaced == null ? null : replaced[column];
  }

  private void change(int column, Object value) {
    if (replaced == null) {
      replaced = new @Nullable Object[count];
      low = column;
      high = column;
    }
    replaced[column] = value;
    low = Math.min(low, column);
    high = Math.max(high, column);
    anyRemoved |= value == REMOVED;
  }

  private Object value(int column) {
    Object changed = changed(column);
    return changed == null
        ? JsonBytes.decode(bytes, valueStart(column), valueEnd(column))
        : changed;
  }

  private Names.Name name(int column) {
    return names.get(id(column));
  }

  private int id(int column) {
    return (int) (index[first + column] >>> 48);
  }

  private int valueStart(int column) {
    return start + ((int) (index[first + column] >>> 24) & 0xffffff);
  }

  private int valueEnd(int column) {
    return valueStart(column) + ((int) index[first + column] & 0xffffff);
  }
}
