package intelmq.outputs.mail;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** How long events are gathered for one mail: hours, days and weeks (from Monday) of UTC. */
public enum Interval {
  /** A mail per batch. */
  IMMEDIATE,
  /** From one full hour to the next. */
  HOUR,
  /** From midnight to midnight. */
  DAY,
  /** From Monday to Monday. */
  WEEK;

  /** When the interval that a time is in is over. */
  Instant end(Instant time) {
    return switch (this) {
      case IMMEDIATE -> time;
      case HOUR -> time.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
      case DAY -> time.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
      case WEEK ->
          OffsetDateTime.ofInstant(time.truncatedTo(ChronoUnit.DAYS), ZoneOffset.UTC)
              .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
              .toInstant();
    };
  }
}
