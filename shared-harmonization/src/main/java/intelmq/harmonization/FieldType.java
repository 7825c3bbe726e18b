package intelmq.harmonization;

import org.jspecify.annotations.Nullable;

/**
 * What values a field takes: each type rewrites raw values into harmonised ones and checks them.
 */
public interface FieldType {
  /** The type's name in IntelMQ's harmonisation, for instance {@code IPAddress}. */
  String name();

  /** The harmonised form of a raw value, or null if there is none. */
  @Nullable Object sanitize(Object value);

  /** Whether a value is harmonised already. */
  boolean isValid(Object value);
}
