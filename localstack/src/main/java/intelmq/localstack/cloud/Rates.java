package intelmq.localstack.cloud;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Schedules of the form {@code rate(5 minutes)}. */
final class Rates {
  private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");

  private Rates() {}

  static Optional<Duration> of(String expression) {
    Matcher matcher = RATE.matcher(expression);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "minute" -> Duration.ofMinutes(number);
          case "hour" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        });
  }
}
