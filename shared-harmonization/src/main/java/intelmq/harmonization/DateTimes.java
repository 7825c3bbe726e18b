package intelmq.harmonization;

import intelmq.python.FuzzyDateParser;
import intelmq.python.Numbers;
import intelmq.python.Strptime;
import intelmq.python.Text;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Conversions into the harmonised form of a date and time: UTC, {@code 2026-01-31T10:11:12+00:00},
 * with a fraction of one to six digits if there is one. Null means that a value is no such time.
 */
public final class DateTimes {
  private static final String UTC_SUFFIX = "+00:00";
  private static final int SECONDS_END = 19;
  private static final int MOST_FRACTION_DIGITS = 6;
  private static final int SHORTEST = "2026-1-2T3:4:5".length();
  private static final int LONGEST = "2026-01-02T03:04:05.123456".length();
  private static final Strptime SECONDS = Strptime.of("%Y-%m-%dT%H:%M:%S+00:00");
  private static final Strptime FRACTIONS = Strptime.of("%Y-%m-%dT%H:%M:%S.%f+00:00");

  /** From 1601-01-01, where Windows counts from, to 1970-01-01. */
  private static final long WINDOWS_EPOCH_SECONDS = 11_644_473_600L;

  private static final double SECONDS_PER_TICK = 1e-7;

  private DateTimes() {}

  /** The harmonised form of a moment, to the microsecond. */
  public static String text(Instant instant) {
    return text(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
  }

  /** The moment that a harmonised text means, or null. */
  public static @Nullable Instant instant(String harmonised) {
    LocalDateTime time = harmonised(harmonised);
    return time == null ? null : time.toInstant(ZoneOffset.UTC);
  }

  /** Whether a text is in the harmonised form. */
  public static boolean isHarmonised(String text) {
    return harmonised(text) != null;
  }

  /** Also with a single digit for month, day, hour, minute or second, as IntelMQ has it. */
  private static @Nullable LocalDateTime harmonised(String text) {
    int end = text.length() - UTC_SUFFIX.length();
    if (end < SHORTEST || !text.endsWith(UTC_SUFFIX)) {
      return null;
    }
    if (end >= SECONDS_END && text.charAt(10) == 'T' && fractionEnd(text) == end) {
      LocalDateTime time = plain(text);
      if (time != null) {
        return time;
      }
    }
    if (end > LONGEST) {
      return null;
    }
    return (text.indexOf('.') < 0 ? SECONDS : FRACTIONS).parse(text);
  }

  /**
   * {@code fuzzy}: the time that a text has, in nearly any form; what it leaves open comes from the
   * clock's day. A clock that throws a {@code DateTimeException} has none: such texts have no time.
   */
  public static @Nullable String fuzzy(String text, InstantSource clock) {
    LocalDateTime plain = plain(text);
    if (plain != null) {
      return text(plain);
    }
    LocalDateTime found =
        FuzzyDateParser.parse(text, () -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    return found == null ? null : text(found);
  }

  /** {@code timestamp}: seconds since 1970, with a fraction perhaps, as number or text. */
  public static @Nullable String timestamp(Object value) {
    Double seconds = Numbers.toFloat(value);
    return seconds == null ? null : ofSeconds(seconds, 0);
  }

  /** {@code windows_nt}: tenths of microseconds since 1601, as number or text. */
  public static @Nullable String windowsNt(Object value) {
    Number ticks = Numbers.toInt(value);
    return ticks == null
        ? null
        : ofSeconds(ticks.doubleValue() * SECONDS_PER_TICK, -WINDOWS_EPOCH_SECONDS);
  }

  /**
   * {@code epoch_millis}: seconds since 1970 if the value's text has 10 characters, with two or
   * three digits of a fraction, which are dropped, if it has 12 or 13.
   */
  public static @Nullable String epochMillis(Object value) {
    int unit =
        switch (Text.str(value).length()) {
          case 10 -> 1;
          case 12 -> 100;
          case 13 -> 1000;
          default -> 0;
        };
    Number number = unit == 0 ? null : Numbers.toInt(value);
    return number == null ? null : timestamp(Math.floorDiv(number.longValue(), unit));
  }

  /** {@code utc_isoformat}: a text in the harmonised form already. */
  public static @Nullable String utcIsoFormat(String text) {
    return isHarmonised(text) ? text : null;
  }

  /** {@code from_format|…}: a text in the given form; without a zone it is UTC. */
  public static @Nullable String fromFormat(String text, Strptime format) {
    LocalDateTime time = format.parseUtc(text);
    return time == null ? null : text(time);
  }

  /** {@code from_format_midnight|…}: the day of a text in the given form, in its own zone. */
  public static @Nullable String fromFormatMidnight(String text, Strptime format) {
    LocalDateTime time = format.parse(text);
    return time == null ? null : text(time.toLocalDate().atTime(LocalTime.MIDNIGHT));
  }

  static String text(LocalDateTime time) {
    var out = new StringBuilder(32);
    pad(out, time.getYear(), 4).append('-');
    pad(out, time.getMonthValue(), 2).append('-');
    pad(out, time.getDayOfMonth(), 2).append('T');
    pad(out, time.getHour(), 2).append(':');
    pad(out, time.getMinute(), 2).append(':');
    pad(out, time.getSecond(), 2);
    int microseconds = time.getNano() / 1000;
    if (microseconds > 0) {
      pad(out.append('.'), microseconds, MOST_FRACTION_DIGITS);
    }
    return out.append(UTC_SUFFIX).toString();
  }

  /** Half a microsecond is rounded to the even neighbour, as Python does. */
  private static @Nullable String ofSeconds(double seconds, long epoch) {
    if (!Double.isFinite(seconds) || Math.abs(seconds) > 1e12) {
      return null;
    }
    double whole = seconds < 0 ? Math.ceil(seconds) : Math.floor(seconds);
    long microseconds = (long) Math.rint((seconds - whole) * 1e6);
    Instant instant = Instant.ofEpochSecond((long) whole + epoch).plusNanos(microseconds * 1000);
    LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    return time.getYear() >= 1 && time.getYear() <= 9999 ? text(time) : null;
  }

  /** The forms that most feeds use, without the long way through tokens. */
  private static @Nullable LocalDateTime plain(String text) {
    if (text.length() < SECONDS_END || (text.charAt(10) != 'T' && text.charAt(10) != ' ')) {
      return null;
    }
    int end = fractionEnd(text);
    if (end < 0 || !isUtc(text, end)) {
      return null;
    }
    LocalDateTime seconds = seconds(text);
    if (seconds == null || end == SECONDS_END) {
      return seconds;
    }
    int fraction = 0;
    for (int i = SECONDS_END + 1; i <= SECONDS_END + MOST_FRACTION_DIGITS; i++) {
      fraction = fraction * 10 + (i < end ? text.charAt(i) - '0' : 0);
    }
    return seconds.withNano(fraction * 1000);
  }

  private static boolean isUtc(String text, int end) {
    return switch (text.length() - end) {
      case 0 -> true;
      case 1 -> text.charAt(end) == 'Z';
      case 4 -> text.endsWith(" UTC") || text.endsWith(" GMT");
      case 6 -> text.endsWith(UTC_SUFFIX);
      default -> false;
    };
  }

  /** The position after the fraction of a second, or after the seconds; -1 if it is too long. */
  private static int fractionEnd(String text) {
    if (text.length() <= SECONDS_END || text.charAt(SECONDS_END) != '.') {
      return SECONDS_END;
    }
    int end = SECONDS_END + 1;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    int digits = end - SECONDS_END - 1;
    return digits >= 1 && digits <= MOST_FRACTION_DIGITS ? end : -1;
  }

  /** The first 19 characters: date and time to the second, whatever stands between them. */
  private static @Nullable LocalDateTime seconds(String text) {
    if (text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      return null;
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    try {
      return year < 1 ? null : LocalDateTime.of(year, month, day, hour, minute, second);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The number that digits make, or -1, which is no part of any date. */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!isDigit(c)) {
        return -1;
      }
      number = number * 10 + c - '0';
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static StringBuilder pad(StringBuilder out, int number, int width) {
    int limit = 1;
    for (int i = 1; i < width; i++) {
      limit *= 10;
    }
    for (int rest = limit; rest > 1 && number < rest; rest /= 10) {
      out.append('0');
    }
    return out.append(number);
  }
}
