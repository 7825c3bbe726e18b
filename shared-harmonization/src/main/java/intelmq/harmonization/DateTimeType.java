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

  @Override
  public String description() {
    return "A date and time as text in nearly any form but a count of seconds, which becomes UTC in"
        + " ISO format; a time without a zone is UTC, and what is left open, say the date, is that"
        + " of time.observation.";
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
