package intelmq.experts.sieve;

import intelmq.harmonization.DateTimes;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Spans of time and points in time as they stand in rules. */
final class Times {
  private static final Map<String, Duration> UNITS =
      Map.of(
          "second", Duration.ofSeconds(1),
          "minute", Duration.ofMinutes(1),
          "hour", Duration.ofHours(1),
          "day", Duration.ofDays(1),
          "week", Duration.ofDays(7),
          "month", Duration.ofDays(30),
          "year", Duration.ofDays(365));

  private static final Map<String, String> SHORT =
      Map.of("s", "second", "min", "minute", "h", "hour", "d", "day", "w", "week", "y", "year");

  private static final Pattern SPAN = Pattern.compile("\\s*([0-9]{1,6})\\s*([a-z]+?)s?\\s*");

  /** Year first, what is missing is the least: 2026, 2026-01, 2026-01-31 10:11:12.5+01:00. */
  private static final Pattern ISO =
      Pattern.compile(
          "([0-9]{4})(?:[-/]([0-9]{2})(?:[-/]([0-9]{2})"
              + "(?:[T ]([0-9]{2})(?::([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?)?"
              + "\\s*(Z|[+-][0-9]{2}:?[0-9]{2})?)?)?)?");

  private static final Pattern WORD =
      Pattern.compile("[^\\W\\d_]+", Pattern.UNICODE_CHARACTER_CLASS);

  /** Words that a date may have; dateutil would pass over any other. */
  private static final Set<String> DATE_WORDS =
      Set.of(
          "t",
          "z",
          "utc",
          "gmt",
          "am",
          "pm",
          "st",
          "nd",
          "rd",
          "th",
          "of",
          "jan",
          "january",
          "feb",
          "february",
          "mar",
          "march",
          "apr",
          "april",
          "may",
          "jun",
          "june",
          "jul",
          "july",
          "aug",
          "august",
          "sep",
          "sept",
          "september",
          "oct",
          "october",
          "nov",
          "november",
          "dec",
          "december",
          "mon",
          "monday",
          "tue",
          "tuesday",
          "wed",
          "wednesday",
          "thu",
          "thursday",
          "fri",
          "friday",
          "sat",
          "saturday",
          "sun",
          "sunday");

  private Times() {}

  /** So long: {@code 10 hours}, {@code 10 h}; a month has 30 days, a year 365; null for no span. */
  static @Nullable Duration span(String text) {
    Matcher span = SPAN.matcher(text);
    if (!span.matches()) {
      return null;
    }
    String name = span.group(2);
    Duration unit = UNITS.get(SHORT.getOrDefault(name, name));
    return unit == null ? null : unit.multipliedBy(Long.parseLong(span.group(1)));
  }

  /** The point in time that a text means, in UTC if it says nothing else; null if it means none. */
  static @Nullable Instant instant(String text) {
    Instant harmonised = DateTimes.instant(text);
    if (harmonised != null) {
      return harmonised;
    }
    Matcher iso = ISO.matcher(text.strip());
    return iso.matches() ? iso(iso) : other(text);
  }

  private static @Nullable Instant iso(Matcher iso) {
    String fraction = iso.group(7);
    try {
      LocalDateTime time =
          LocalDateTime.of(
              number(iso.group(1), 1),
              number(iso.group(2), 1),
              number(iso.group(3), 1),
              number(iso.group(4), 0),
              number(iso.group(5), 0),
              number(iso.group(6), 0),
              fraction == null ? 0 : number((fraction + "00000000").substring(0, 9), 0));
      String zone = iso.group(8);
      return time.toInstant(zone == null ? ZoneOffset.UTC : ZoneOffset.of(zone));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int number(@Nullable String digits, int missing) {
    return digits == null ? missing : Integer.parseInt(digits);
  }

  private static @Nullable Instant other(String text) {
    if (!WORD.matcher(text)
        .results()
        .allMatch(word -> DATE_WORDS.contains(word.group().toLowerCase(Locale.ROOT)))) {
      return null;
    }
    String found =
        DateTimes.fuzzy(
            text,
            () -> {
              throw new DateTimeException("rules have no day of their own");
            });
    return found == null ? null : DateTimes.instant(found);
  }
}
