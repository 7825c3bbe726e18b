package intelmq.collectors.http;

import intelmq.bot.config.ConfigurationException;
import intelmq.bot.port.Uris;
import intelmq.python.Strftime;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address in which {@code {time[%Y-%m-%d]}} stands for a time, {@code strftime}'s directives
 * between the brackets.
 */
final class UrlTemplate {
  private static final Pattern FIELD = Pattern.compile("\\{\\{|}}|\\{time\\[([^\\]]*)]}|[{}]");

  private static final Map<String, Duration> UNITS =
      Map.of(
          "weeks", Duration.ofDays(7),
          "days", Duration.ofDays(1),
          "hours", Duration.ofHours(1),
          "minutes", Duration.ofMinutes(1),
          "seconds", Duration.ofSeconds(1),
          "milliseconds", Duration.ofMillis(1),
          "microseconds", Duration.ofNanos(1000));

  private final String parameter;
  private final String text;
  private final @Nullable Duration offset;

  /**
   * A template; every mistake in it is found now.
   *
   * @param parameter its name, for messages; {@code _formatting} is added for that of the other
   * @param formatting null or false: the address is no template; true: it is; a map: to the time is
   *     added what this says, for instance {@code {days: -1}}
   */
  UrlTemplate(String parameter, String text, @Nullable Object formatting) {
    this.parameter = parameter;
    this.text = text;
    this.offset = offset(formatting);
    at(Instant.EPOCH);
  }

  /** The address at a time, UTC. */
  URI at(Instant time) {
    try {
      return Uris.parse(offset == null ? text : format(time.plus(offset).atZone(ZoneOffset.UTC)));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("parameter '" + parameter + "': " + e.getMessage());
    }
  }

  private String format(ZonedDateTime time) {
    return FIELD
        .matcher(text)
        .replaceAll(match ->
            switch (match.group()) {
              case "{{" -> "{";
              case "}}" -> "}";
              case "{", "}" ->
                  throw new IllegalArgumentException(
                      "'" + text + "' has a brace that does not belong to {time[…]}");
              default -> Matcher.quoteReplacement(Strftime.format(match.group(1), time));
            });
  }

  private @Nullable Duration offset(@Nullable Object formatting) {
    return switch (formatting) {
      case null -> null;
      case Boolean on -> on ? Duration.ZERO : null;
      case Map<?, ?> units when units.isEmpty() -> null;
      case Map<?, ?> units ->
          units.entrySet().stream()
              .map(entry -> times(entry.getKey(), entry.getValue()))
              .reduce(Duration.ZERO, Duration::plus);
      default -> throw wrong(formatting);
    };
  }

  private Duration times(@Nullable Object unit, @Nullable Object count) {
    Duration duration = UNITS.get(String.valueOf(unit));
    if (duration == null || !(count instanceof Number)) {
      throw wrong(unit + ": " + count);
    }
    return Duration.ofNanos(
        new BigDecimal(count.toString())
            .multiply(BigDecimal.valueOf(duration.toNanos()))
            .longValue());
  }

  private ConfigurationException wrong(Object value) {
    return new ConfigurationException(
        "parameter '"
            + parameter
            + "_formatting' must be true, false or a map as {days: -1} with weeks, "
            + "days, hours, minutes, seconds, milliseconds and microseconds, not '"
            + value
            + "'");
  }
}
