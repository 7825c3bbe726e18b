package intelmq.harmonization;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The type DateTime: UTC in ISO format. */
final class DateTimeType implements FieldType {
  @Override
  public String name() {
    return "DateTime";
  }

  /** Without a clock, a text that leaves something open is no time. */
  @Override
  public @Nullable Object sanitize(Object value) {
    return sanitize(value, DateTimeType::noClock);
  }

  @Override
  public @Nullable Object sanitize(Object value, InstantSource clock) {
    if (!(value instanceof String text)) {
      return null;
    }
    return DateTimes.isHarmonised(text) ? text : DateTimes.fuzzy(text, clock);
  }

  @Override
  public boolean isValid(Object value) {
    return value instanceof String text && DateTimes.isHarmonised(text);
  }

  private static Instant noClock() {
    throw new DateTimeException("there is no clock to take the rest of a date from");
  }

  @Override
  public String toString() {
    return name();
  }
}
