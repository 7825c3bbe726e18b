package intelmq.ctl;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as users write them: {@code 30m} ago, a day, or a moment; in UTC. */
final class Since {
  private static final Pattern AGO = Pattern.compile("([0-9]{1,6})([smhdw])");

  private Since() {}

  /**
   * The time that a text means.
   *
   * @throws Failure if it means none
   */
  static Instant parse(String text, Instant now) {
    Matcher ago = AGO.matcher(text.toLowerCase(Locale.ROOT));
    if (ago.matches()) {
      long number = Long.parseLong(ago.group(1));
      return now.minus(
          switch (ago.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofDays(7 * number);
          });
    }
    try {
      return text.length() == "2026-01-31".length()
          ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
          : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new Failure(
          ExitCode.USAGE,
          "'"
              + text
              + "' is no time: expected 90s, 30m, 2h, 7d, 2026-01-31 or 2026-01-31T12:00:00Z",
          e);
    }
  }
}
