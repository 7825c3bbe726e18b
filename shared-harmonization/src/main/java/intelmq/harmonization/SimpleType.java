package intelmq.harmonization;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A type whose values depend on nothing but the raw value.
 *
 * @param name the type's name in IntelMQ's harmonisation
 * @param sanitizer the harmonised form, or null
 * @param validator whether a value is harmonised
 */
record SimpleType(String name, Sanitizer sanitizer, Predicate<Object> validator)
    implements FieldType {
  @Override
  public @Nullable Object sanitize(Object value) {
    return sanitizer.sanitize(value);
  }

  @Override
  public boolean isValid(Object value) {
    return validator.test(value);
  }

  @Override
  public String toString() {
    return name;
  }

  /** Rewrites a raw value. */
  interface Sanitizer {
    @Nullable Object sanitize(Object value);
  }
}
