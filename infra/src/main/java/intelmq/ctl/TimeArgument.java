package intelmq.ctl;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time as the user writes it: a day, a time (UTC, unless it has a zone), or how long ago ({@code
 * 90s}, {@code 30m}, {@code 6h}, {@code 2d}, {@code 1w}).
 */
final class TimeArgument {
  /** What is said of it in the help. */
  static final String FORMS =
      "2026-11-23, 2026-11-23T13:00 (UTC), or how long ago: 90s, 30m, 6h, 2d, 1w";

  private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhdw])");

  private TimeArgument() {}

  /**
   * Reads a time.
   *
   * @throws Failure if it is none
   */
  static Instant read(String option, String text, InstantSource clock) {
    String plain = text.strip();
    Matcher ago = AGO.matcher(plain.toLowerCase(Locale.ROOT));
    try {
      if (ago.matches()) {
        long number = Long.parseLong(ago.group(1));
        return clock
            .instant()
            .minus(
                switch (ago.group(2)) {
                  case "s" -> Duration.ofSeconds(number);
                  case "m" -> Duration.ofMinutes(number);
                  case "h" -> Duration.ofHours(number);
                  case "d" -> Duration.ofDays(number);
                  default -> Duration.ofDays(7 * number);
                });
      }
      if (plain.indexOf('T') < 0) {
        return LocalDate.parse(plain).atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      return plain.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
          ? OffsetDateTime.parse(plain).toInstant()
          : LocalDateTime.parse(plain).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new Failure(
          ExitCode.USAGE, option + ": '" + text + "' is no time: expected " + FORMS, e);
    }
  }
}
