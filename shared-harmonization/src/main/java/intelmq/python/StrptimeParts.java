package intelmq.python;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the directives of a {@link Strptime} read from a text, and the time that it makes. Of
 * directives for the same thing the last one counts.
 */
final class StrptimeParts {
  private static final int UNKNOWN = -1;
  private static final int UNKNOWN_YEAR = 1900;
  private static final int LAST_YEAR_OF_2000S = 68;
  private static final int MICROSECOND_DIGITS = 6;
  private static final long MICROSECONDS_OF_DAY = 86_400_000_000L;

  private int year = UNKNOWN;
  private int isoYear = UNKNOWN;
  private int isoWeek = UNKNOWN;
  private int month = 1;
  private int day = 1;
  private int hour;
  private int halfDayHour = UNKNOWN;
  private boolean afternoon;
  private int minute;
  private int second;
  private int microsecond;

  /** 0 is Monday. */
  private int weekday = UNKNOWN;

  private int dayOfYear = UNKNOWN;
  private int week = UNKNOWN;
  private boolean weeksBeginOnSunday;
  private long offset;

  /** Takes what a directive has matched; false if it is not what it seems. */
  boolean set(char directive, String text) {
    switch (directive) {
      case 'Y' -> year = number(text);
      case 'y' -> year = number(text) + (number(text) <= LAST_YEAR_OF_2000S ? 2000 : 1900);
      case 'G' -> isoYear = number(text);
      case 'V' -> isoWeek = number(text);
      case 'm' -> month = number(text);
      case 'b', 'B' -> month = indexOf(EnglishNames.MONTHS, text) + 1;
      case 'd' -> day = number(text);
      case 'j' -> dayOfYear = number(text);
      case 'a', 'A' -> weekday = indexOf(EnglishNames.DAYS, text);
      case 'w' -> weekday = (number(text) + 6) % 7;
      case 'u' -> weekday = number(text) - 1;
      case 'U', 'W' -> {
        week = number(text);
        weeksBeginOnSunday = directive == 'U';
      }
      case 'H' -> {
        hour = number(text);
        halfDayHour = UNKNOWN;
      }
      case 'I' -> halfDayHour = number(text) % 12;
      case 'p' -> afternoon = text.equalsIgnoreCase("pm");
      case 'M' -> minute = number(text);
      case 'S' -> second = number(text);
      case 'f' -> microsecond = microseconds(text);
      case 'z' -> {
        return setOffset(text);
      }
      default -> {}
    }
    return true;
  }

  /** The time in its own zone, or null if there is no such time. */
  @Nullable LocalDateTime local() {
    try {
      return Math.abs(offset) >= MICROSECONDS_OF_DAY ? null : time(date());
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The time in UTC, or null if there is no such time. */
  @Nullable LocalDateTime utc() {
    LocalDateTime local = local();
    LocalDateTime utc = local == null ? null : local.minusNanos(offset * 1000);
    return utc == null || utc.getYear() < 1 || utc.getYear() > 9999 ? null : utc;
  }

  private @Nullable LocalDateTime time(@Nullable LocalDate date) {
    if (date == null || date.getYear() < 1 || date.getYear() > 9999) {
      return null;
    }
    int hourOfDay = halfDayHour == UNKNOWN ? hour : halfDayHour + (afternoon ? 12 : 0);
    return date.atTime(hourOfDay, minute, second, microsecond * 1000);
  }

  /** Null where Python finds that directives contradict each other. */
  private @Nullable LocalDate date() {
    if (isContradictory()) {
      return null;
    }
    int known = year == UNKNOWN ? UNKNOWN_YEAR : year;
    if (dayOfYear != UNKNOWN) {
      return LocalDate.of(known, 1, 1).plusDays(dayOfYear - 1L);
    }
    if (week != UNKNOWN && weekday != UNKNOWN) {
      return dayOfWeek(known);
    }
    if (isoYear != UNKNOWN && isoWeek != UNKNOWN && weekday != UNKNOWN) {
      return dayOfIsoWeek();
    }
    return LocalDate.of(known, month, day);
  }

  private boolean isContradictory() {
    if (year == UNKNOWN && isoYear != UNKNOWN) {
      return dayOfYear != UNKNOWN || isoWeek == UNKNOWN || weekday == UNKNOWN;
    }
    return week == UNKNOWN && isoWeek != UNKNOWN;
  }

  /** A week that the year does not have is one of the next year. */
  private LocalDate dayOfIsoWeek() {
    return LocalDate.of(isoYear, 1, 4)
        .with(DayOfWeek.MONDAY)
        .plusDays(7L * (isoWeek - 1) + weekday);
  }

  /** The day of a week of the year; week 0 is what comes before the first whole week. */
  private LocalDate dayOfWeek(int inYear) {
    LocalDate newYear = LocalDate.of(inYear, 1, 1);
    int shift = weeksBeginOnSunday ? 1 : 0;
    int first = (newYear.getDayOfWeek().getValue() - 1 + shift) % 7;
    int dayInWeek = (weekday + shift) % 7;
    int days = week == 0 ? dayInWeek - first : (7 - first) % 7 + 7 * (week - 1) + dayInWeek;
    return newYear.plusDays(days);
  }

  /** {@code Z}, or hours and minutes, perhaps seconds: with colons everywhere or nowhere. */
  private boolean setOffset(String zone) {
    if (zone.equals("Z")) {
      offset = 0;
      return true;
    }
    boolean colons = zone.charAt(3) == ':';
    String digits = zone.substring(1);
    if (colons) {
      if (digits.length() > 5 && digits.charAt(5) != ':') {
        return false;
      }
      digits = digits.replace(":", "");
    } else if (digits.indexOf(':') >= 0) {
      return false;
    }
    int point = digits.indexOf('.');
    String whole = point < 0 ? digits : digits.substring(0, point);
    long seconds =
        Integer.parseInt(whole, 0, 2, 10) * 3600L
            + Integer.parseInt(whole, 2, 4, 10) * 60L
            + (whole.length() > 4 ? Integer.parseInt(whole, 4, 6, 10) : 0);
    offset = seconds * 1_000_000 + (point < 0 ? 0 : microseconds(digits.substring(point + 1)));
    offset = zone.charAt(0) == '-' ? -offset : offset;
    return true;
  }

  private static int indexOf(List<String> names, String name) {
    String start = name.substring(0, 3).toLowerCase(Locale.ROOT);
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).toLowerCase(Locale.ROOT).startsWith(start)) {
        return i;
      }
    }
    throw new IllegalStateException("the pattern let an unknown name pass: " + name);
  }

  /** Days may have a blank for their first digit. */
  private static int number(String digits) {
    return Integer.parseInt(digits.strip());
  }

  private static int microseconds(String fraction) {
    return Integer.parseInt((fraction + "000000").substring(0, MICROSECOND_DIGITS));
  }

  @Override
  public String toString() {
    return year + "-" + month + "-" + day + "T" + hour + ":" + minute + ":" + second;
  }
}
