package intelmq.harmonization;

import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What values a field takes: each type rewrites raw values into harmonised ones and checks them.
 */
public interface FieldType {
  /** The type's name in IntelMQ's harmonisation, for instance {@code IPAddress}. */
  String name();

  /** One sentence on what the type takes and what it makes of that, for users. */
  String description();

  /** All values that are valid, sorted, of a type that has a list of them; empty for others. */
  default List<String> values() {
    return List.of();
  }

  /**
   * The harmonised form of a raw value, or null if there is none.
   *
   * <p>The form need not be valid: {@code 0.0.0.0} is written well and yet no source of anything.
   */
  @Nullable Object sanitize(Object value);

  /**
   * As {@link #sanitize(Object)}, where the parts that a value leaves open come from a clock: the
   * date of {@code 10:11:12}, the century of {@code 01/02/15}.
   */
  default @Nullable Object sanitize(Object value, InstantSource clock) {
    return sanitize(value);
  }

  /** Whether a value is harmonised already. */
  boolean isValid(Object value);

  /** Whether a raw value is valid once it is sanitised. */
  default boolean isValidSanitized(Object value, InstantSource clock) {
    Object sanitized = sanitize(value, clock);
    return sanitized != null && isValid(sanitized);
  }
}
