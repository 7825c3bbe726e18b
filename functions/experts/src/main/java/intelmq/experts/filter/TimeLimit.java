package intelmq.experts.filter;

import intelmq.bot.config.ConfigurationException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A point in time, fixed or so much before now; a month has 30 days, a year 365. */
sealed interface TimeLimit {
  Map<String, Duration> UNITS =
      Map.of(
          "minute", Duration.ofMinutes(1),
          "hour", Duration.ofHours(1),
          "day", Duration.ofDays(1),
          "week", Duration.ofDays(7),
          "month", Duration.ofDays(30),
          "year", Duration.ofDays(365));

  Pattern SPAN = Pattern.compile("\\s*(\\d{1,6})\\s+(minute|hour|day|week|month|year)s?\\s*");

  Instant at(Instant now);

  static TimeLimit parse(String parameter, String text) {
    Matcher span = SPAN.matcher(text);
    if (span.matches()) {
      Duration unit = UNITS.getOrDefault(span.group(2), Duration.ZERO);
      return new Back(text, unit.multipliedBy(Long.parseLong(span.group(1))));
    }
    try {
      return new Fixed(text, OffsetDateTime.parse(text.strip().replace(' ', 'T')).toInstant());
    } catch (DateTimeException e) {
      throw new ConfigurationException(
          "filter: "
              + parameter
              + " must be a time with zone (2026-11-23T13:00:00+00:00) or a span (10 days), not '"
              + text
              + "'",
          e);
    }
  }

  record Fixed(String text, Instant instant) implements TimeLimit {
    @Override
    public Instant at(Instant now) {
      return instant;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  record Back(String text, Duration span) implements TimeLimit {
    @Override
    public Instant at(Instant now) {
      return now.minus(span);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
