package intelmq.harmonization;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A type that takes some texts and no others.
 *
 * @param name the type's name in IntelMQ's harmonisation
 * @param description what it takes and what it makes of that
 * @param sanitizer the harmonised form, or null
 * @param names the valid values
 */
record VocabularyType(
    String name, String description, SimpleType.Sanitizer sanitizer, Set<String> names)
    implements FieldType {
  @Override
  public List<String> values() {
    return names.stream().sorted().toList();
  }

  @Override
  public @Nullable Object sanitize(Object value) {
    return sanitizer.sanitize(value);
  }

  /** Only texts are looked for: hashing a deeply nested list would not end well. */
  @Override
  public boolean isValid(Object value) {
    return value instanceof String text && names.contains(text);
  }

  @Override
  public String toString() {
    return name;
  }
}
