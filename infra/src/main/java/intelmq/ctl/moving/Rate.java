package intelmq.ctl.moving;

import intelmq.bot.config.BotSpec;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often a collector runs: IntelMQ's {@code rate_limit} as the expression of a schedule. */
final class Rate {
  private static final int HOUR = 60;
  private static final int DAY = 24 * HOUR;
  private static final int SECONDS = 60;

  /** Seconds that IntelMQ's collectors wait by default, where it is not an hour. */
  private static final Map<String, Long> DEFAULTS =
      Map.of(
          "mail_attach", 60L,
          "mail_url", 60L,
          "shadowserver_reports_api", 86400L);

  private Rate() {}

  /** The schedule of a collector; whole minutes, at least one. */
  static String of(BotSpec collector, @Nullable Object rateLimit) {
    long seconds = DEFAULTS.getOrDefault(collector.name(), 3600L);
    if (rateLimit != null) {
      try {
        seconds = (long) Math.ceil(Double.parseDouble(rateLimit.toString().strip()));
      } catch (NumberFormatException e) {
        // IntelMQ would not wait for it either
      }
    }
    long minutes = Math.max(1, Math.ceilDiv(seconds, SECONDS));
    if (minutes % DAY == 0) {
      return rate(minutes / DAY, "day");
    }
    return minutes % HOUR == 0 ? rate(minutes / HOUR, "hour") : rate(minutes, "minute");
  }

  private static String rate(long number, String unit) {
    return String.format(Locale.ROOT, "rate(%d %s%s)", number, unit, number == 1 ? "" : "s");
  }
}
