package intelmq.harmonization;

import java.time.InstantSource;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A type whose values depend on nothing but the raw value.
 *
 * @param name the type's name in IntelMQ's harmonisation
 * @param description what it takes and what it makes of that
 * @param sanitizer the harmonised form, or null
 * @param validator whether a value is harmonised
 * @param rawValidator whether a raw value is valid once it is sanitised
 */
record SimpleType(
    String name,
    String description,
    Sanitizer sanitizer,
    Predicate<Object> validator,
    Predicate<Object> rawValidator)
    implements FieldType {
  SimpleType(String name, String description, Sanitizer sanitizer, Predicate<Object> validator) {
    this(
        name,
        description,
        sanitizer,
        validator,
        value -> {
          Object sanitized = sanitizer.sanitize(value);
          return sanitized != null && validator.test(sanitized);
        });
  }

  @Override
  public @Nullable Object sanitize(Object value) {
    return sanitizer.sanitize(value);
  }

  @Override
  public boolean isValid(Object value) {
    return validator.test(value);
  }

  @Override
  public boolean isValidSanitized(Object value, InstantSource clock) {
    return rawValidator.test(value);
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
