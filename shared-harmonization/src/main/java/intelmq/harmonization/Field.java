package intelmq.harmonization;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A field of an event or a report: one of the harmonised {@link Fields}, or a free one below {@code
 * extra}.
 *
 * @param name the flat name, for instance {@code source.ip}
 * @param type what values it takes
 * @param maxLength most characters of the value's text, 0 for no limit
 * @param pattern what the value's text must contain, if anything
 */
public record Field(String name, FieldType type, int maxLength, @Nullable Pattern pattern) {

  /** The field {@code extra.<key>}, which takes any JSON value unchanged. */
  public static Field extra(String key) {
    return of(Fields.EXTRA.name() + "." + key);
  }

  /**
   * The field of this name.
   *
   * @throws IllegalArgumentException if there is none; the message has the nearest right name
   */
  public static Field of(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException(Fields.unknown(name)));
  }

  /** The field of this name, if the name is harmonised or a key of {@code extra}. */
  public static Optional<Field> find(String name) {
    return Fields.find(name);
  }

  /** Two fields are the same if their names are. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Field field && field.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
