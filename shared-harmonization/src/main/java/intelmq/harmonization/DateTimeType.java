package intelmq.harmonization;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The type DateTime: UTC in ISO format. */
final class DateTimeType implements FieldType {
  @Override
  public String name() {
    return "DateTime";
  }

  /** Without a clock the epoch's day stands in for what a text leaves open. */
  @Override
  public @Nullable Object sanitize(Object value) {
    return sanitize(value, InstantSource.fixed(Instant.EPOCH));
  }

  @Override
  public @Nullable Object sanitize(Object value, InstantSource clock) {
    String text = Strings.textOf(value);
    if (text == null || DateTimes.isHarmonised(text)) {
      return text;
    }
    return DateTimes.fuzzy(text, clock);
  }

  @Override
  public boolean isValid(Object value) {
    return value instanceof String text && DateTimes.isHarmonised(text);
  }

  @Override
  public String toString() {
    return name();
  }
}
