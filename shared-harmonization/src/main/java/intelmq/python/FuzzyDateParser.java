package intelmq.python;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds date and time in a text as {@code dateutil.parser.parse(text, fuzzy=True)} does: month
 * before day unless that is impossible, what is left open taken from today, what is no part of a
 * date passed over, zones by name other than UTC ignored.
 */
public final class FuzzyDateParser {
  /** Longer texts are no dates; reading them would only take time. */
  private static final int LONGEST = 10_000;

  /** Longer numbers would only take time, too. */
  private static final int LONGEST_NUMBER = 4300;

  private static final int SECONDS_OF_DAY = 86_400;
  private static final BigDecimal SIXTY = BigDecimal.valueOf(60);

  private static final Set<String> JUMPS =
      Set.of(
          " ", ".", ",", ";", "-", "/", "'", "at", "on", "and", "ad", "m", "t", "of", "st", "nd",
          "rd", "th");
  private static final Set<String> UTC = Set.of("UTC", "GMT", "Z", "z");
  private static final Map<String, Integer> MONTHS =
      names(
          List.of(
              "january",
              "february",
              "march",
              "april",
              "may",
              "june",
              "july",
              "august",
              "september",
              "october",
              "november",
              "december"));
  private static final Map<String, Integer> WEEKDAYS =
      names(List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"));
  private static final Map<String, Integer> UNITS =
      Map.of(
          "h", 0, "hour", 0, "hours", 0, "m", 1, "minute", 1, "minutes", 1, "s", 2, "second", 2,
          "seconds", 2);
  private static final Map<String, Integer> HALVES = Map.of("am", 0, "a", 0, "pm", 1, "p", 1);

  private final List<String> tokens;
  private final DateParts date = new DateParts();
  private int hour = -1;
  private int minute = -1;
  private int second = -1;
  private int microsecond = -1;
  private int weekday = -1;
  private int half = -1;
  private @Nullable String zone;
  private @Nullable Integer offset;

  private FuzzyDateParser(List<String> tokens) {
    this.tokens = tokens;
  }

  /**
   * The date and time in UTC, or null if the text has none.
   *
   * @param today asked only for what the text leaves open; a {@code DateTimeException} refuses it
   */
  public static @Nullable LocalDateTime parse(String text, Supplier<LocalDate> today) {
    if (text.length() > LONGEST) {
      return null;
    }
    var parser = new FuzzyDateParser(DateTokens.of(Text.withAsciiDigits(text.replace("\0", ""))));
    try {
      return parser.read(today);
    } catch (NoDateException | DateTimeException e) {
      return null;
    }
  }

  private LocalDateTime read(Supplier<LocalDate> today) {
    for (int i = 0; i < tokens.size(); i++) {
      i = token(i, today);
    }
    DateParts.Date parts = date.resolve();
    if (date.size() == 0 && weekday < 0 && hour < 0 && minute < 0 && second < 0) {
      throw new NoDateException();
    }
    LocalDateTime local = LocalDateTime.of(day(parts, today), time());
    if (local.getYear() < 1) {
      throw new NoDateException();
    }
    return utc(local);
  }

  private LocalDate day(DateParts.Date parts, Supplier<LocalDate> today) {
    int year = parts.year() < 0 ? today.get().getYear() : fullYear(parts.year(), today);
    int month = parts.month() < 0 ? today.get().getMonthValue() : parts.month();
    if (parts.day() >= 0) {
      return LocalDate.of(year, month, parts.day());
    }
    int last = YearMonth.of(year, month).lengthOfMonth();
    LocalDate day = LocalDate.of(year, month, Math.min(today.get().getDayOfMonth(), last));
    return weekday < 0 ? day : day.with(TemporalAdjusters.nextOrSame(DayOfWeek.of(weekday + 1)));
  }

  /** A year of two digits is the one nearest to today. */
  private int fullYear(int year, Supplier<LocalDate> today) {
    if (year >= 100 || date.hasCentury()) {
      return year;
    }
    int now = today.get().getYear();
    int full = now / 100 * 100 + year;
    if (full >= now + 50) {
      return full - 100;
    }
    return full < now - 50 ? full + 100 : full;
  }

  private LocalTime time() {
    return LocalTime.of(
        Math.max(hour, 0),
        Math.max(minute, 0),
        Math.max(second, 0),
        Math.max(microsecond, 0) * 1000);
  }

  private LocalDateTime utc(LocalDateTime local) {
    int seconds = offset == null || (zone != null && UTC.contains(zone)) ? 0 : offset;
    if (Math.abs(seconds) >= SECONDS_OF_DAY) {
      throw new NoDateException();
    }
    LocalDateTime utc = local.minusSeconds(seconds);
    if (utc.getYear() < 1 || utc.getYear() > 9999) {
      throw new NoDateException();
    }
    return utc;
  }

  /** Takes the token at a position, and perhaps some after it; returns the last one's position. */
  private int token(int at, Supplier<LocalDate> today) {
    String token = tokens.get(at);
    if (Numbers.toFloat(token) != null) {
      return number(at);
    }
    String word = token.toLowerCase(Locale.ROOT);
    Integer name = WEEKDAYS.get(word);
    if (name != null) {
      weekday = name;
      return at;
    }
    name = MONTHS.get(word);
    if (name != null) {
      return month(at, name + 1, today);
    }
    name = HALVES.get(word);
    if (name != null) {
      if (half < 0 && hour >= 0 && hour <= 12) {
        hour = byHalf(hour, name);
        half = name;
      }
      return at;
    }
    if (couldBeZone(token) && offset == null) {
      zone(at, token);
      return at;
    }
    return hour >= 0 && (token.equals("+") || token.equals("-")) ? offset(at) : at;
  }

  private int month(int at, int month, Supplier<LocalDate> today) {
    date.addMonth(month);
    String separator = peek(at + 1);
    if (separator.equals("-") || separator.equals("/")) {
      date.add(must(at + 2));
      if (peek(at + 3).equals(separator)) {
        date.add(must(at + 4));
        return at + 4;
      }
      return at + 2;
    }
    boolean of =
        separator.equals(" ")
            && peek(at + 3).equals(" ")
            && peek(at + 2).toLowerCase(Locale.ROOT).equals("of")
            && at + 4 < tokens.size();
    if (!of) {
      return at;
    }
    String year = tokens.get(at + 4);
    Number value = Numbers.toInt(year);
    if (value != null && year.chars().allMatch(Character::isDigit)) {
      date.addYear(String.valueOf(fullYear(toInt(value), today)));
    }
    return at + 4;
  }

  private boolean couldBeZone(String token) {
    return hour >= 0
        && zone == null
        && token.length() <= 5
        && (UTC.contains(token) || token.chars().allMatch(c -> c >= 'A' && c <= 'Z'));
  }

  /** Notes a zone; in {@code GMT+3} the sign means what it means in POSIX, the opposite. */
  private void zone(int at, String name) {
    boolean utc = UTC.contains(name);
    zone = name;
    offset = utc ? 0 : null;
    String sign = peek(at + 1);
    if (sign.equals("+") || sign.equals("-")) {
      tokens.set(at + 1, sign.equals("+") ? "-" : "+");
      offset = null;
      zone = utc ? null : name;
    }
  }

  private int offset(int at) {
    int sign = tokens.get(at).equals("+") ? 1 : -1;
    String digits = must(at + 1);
    int last = at + 1;
    int hours;
    int minutes;
    if (digits.length() == 4) {
      hours = toInt(digits.substring(0, 2));
      minutes = toInt(digits.substring(2));
    } else if (peek(at + 2).equals(":")) {
      hours = toInt(digits);
      minutes = toInt(must(at + 3));
      last = at + 3;
    } else if (digits.length() <= 2) {
      hours = toInt(digits);
      minutes = 0;
    } else {
      throw new NoDateException();
    }
    offset = sign * (int) Math.min(hours * 3600L + minutes * 60L, SECONDS_OF_DAY);
    boolean named =
        last + 4 < tokens.size()
            && isJump(peek(last + 1))
            && peek(last + 2).equals("(")
            && peek(last + 4).equals(")")
            && peek(last + 3).length() >= 3
            && couldBeZone(peek(last + 3));
    if (named) {
      zone = peek(last + 3);
      return last + 4;
    }
    return last;
  }

  private int number(int at) {
    String digits = tokens.get(at);
    BigDecimal value = decimal(digits);
    String next = peek(at + 1);
    int length = digits.length();
    if (date.size() == 3
        && (length == 2 || length == 4)
        && hour < 0
        && !next.equals(":")
        && unit(next) < 0) {
      hour = toInt(digits.substring(0, 2));
      minute = length == 4 ? toInt(digits.substring(2)) : minute;
      return at;
    }
    if (length == 6 || (length > 6 && digits.indexOf('.') == 6)) {
      sixDigits(digits);
      return at;
    }
    if (length == 8 || length == 12 || length == 14) {
      date.addYear(digits.substring(0, 4));
      date.add(digits.substring(4, 6));
      date.add(digits.substring(6, 8));
      if (length > 8) {
        hour = toInt(digits.substring(8, 10));
        minute = toInt(digits.substring(10, 12));
        second = length > 12 ? toInt(digits.substring(12)) : second;
      }
      return at;
    }
    int unitAt = unitNear(at);
    if (unitAt >= 0) {
      return withUnit(at, unitAt, value);
    }
    if (next.equals(":") && at + 2 < tokens.size()) {
      return clock(at, value);
    }
    if (next.equals("-") || next.equals("/") || next.equals(".")) {
      return separated(at, next);
    }
    return plain(at, next, value);
  }

  /** {@code YYMMDD}, or {@code HHMMSS} if there is a date already. */
  private void sixDigits(String digits) {
    if (date.size() == 0 && digits.indexOf('.') < 0) {
      date.add(digits.substring(0, 2));
      date.add(digits.substring(2, 4));
      date.add(digits.substring(4));
    } else {
      hour = toInt(digits.substring(0, 2));
      minute = toInt(digits.substring(2, 4));
      seconds(digits.substring(4));
    }
  }

  /** {@code HH:MM} or {@code HH:MM:SS}. */
  private int clock(int at, BigDecimal value) {
    hour = toInt(value.toBigInteger());
    minutes(decimal(tokens.get(at + 2)));
    if (peek(at + 3).equals(":") && at + 4 < tokens.size()) {
      seconds(tokens.get(at + 4));
      return at + 4;
    }
    return at + 2;
  }

  /** {@code 01-02-2015}, {@code 01/Feb/2015}, {@code 01.02}. */
  private int separated(int at, String separator) {
    date.add(tokens.get(at));
    String second = peek(at + 2);
    if (second.isEmpty() || isJump(second)) {
      return at + 1;
    }
    addMonthOrDigits(second);
    if (!peek(at + 3).equals(separator)) {
      return at + 2;
    }
    String third = must(at + 4);
    Integer month = MONTHS.get(third.toLowerCase(Locale.ROOT));
    if (month == null) {
      date.add(third);
    } else {
      date.addMonth(month + 1);
    }
    return at + 4;
  }

  private void addMonthOrDigits(String token) {
    if (token.chars().allMatch(Character::isDigit)) {
      date.add(token);
      return;
    }
    Integer month = MONTHS.get(token.toLowerCase(Locale.ROOT));
    if (month == null) {
      throw new NoDateException();
    }
    date.addMonth(month + 1);
  }

  /** A number that stands alone: an hour if am or pm follows, else a part of the date. */
  private int plain(int at, String next, BigDecimal value) {
    if (next.isEmpty() || isJump(next)) {
      Integer name = HALVES.get(peek(at + 2).toLowerCase(Locale.ROOT));
      if (name == null) {
        date.add(value);
        return at + 1;
      }
      hour = byHalf(toInt(value.toBigInteger()), name);
      return at + 2;
    }
    Integer name = HALVES.get(next.toLowerCase(Locale.ROOT));
    if (name != null && value.compareTo(BigDecimal.valueOf(24)) < 0) {
      hour = byHalf(toInt(value.toBigInteger()), name);
      return at + 1;
    }
    if (date.couldBeDay(value)) {
      date.add(value);
    }
    return at;
  }

  /** The position of a unit that belongs to the number at a position, or -1. */
  private int unitNear(int at) {
    if (unit(peek(at + 1)) >= 0) {
      return at + 1;
    }
    if (peek(at + 1).equals(" ") && unit(peek(at + 2)) >= 0) {
      return at + 2;
    }
    if (at > 0 && unit(peek(at - 1)) >= 0) {
      return at - 1;
    }
    boolean last = at > 1 && at == tokens.size() - 1;
    return last && peek(at - 1).equals(" ") && unit(peek(at - 2)) >= 0 ? at - 2 : -1;
  }

  /** {@code 10h}; in {@code 10h30} the second number has the unit after the first one's. */
  private int withUnit(int at, int unitAt, BigDecimal value) {
    int unit = unit(tokens.get(unitAt)) + (unitAt > at ? 0 : 1);
    BigDecimal fraction = value.remainder(BigDecimal.ONE);
    switch (unit) {
      case 0 -> {
        hour = toInt(value.toBigInteger());
        minute = fraction.signum() == 0 ? minute : toInt(fraction.multiply(SIXTY).toBigInteger());
      }
      case 1 -> minutes(value);
      case 2 -> seconds(tokens.get(at));
      default -> {}
    }
    return Math.max(at, unitAt);
  }

  private void minutes(BigDecimal value) {
    BigDecimal fraction = value.remainder(BigDecimal.ONE);
    minute = toInt(value.toBigInteger());
    second = fraction.signum() == 0 ? -1 : toInt(fraction.multiply(SIXTY).toBigInteger());
  }

  private void seconds(String token) {
    int point = token.indexOf('.');
    second = toInt(point < 0 ? token : token.substring(0, point));
    String fraction = point < 0 ? "" : token.substring(point + 1);
    microsecond = toInt((fraction + "000000").substring(0, 6));
  }

  private static int byHalf(int hour, int half) {
    if (half == 1 && hour < 12) {
      return hour + 12;
    }
    return half == 0 && hour == 12 ? 0 : hour;
  }

  private static int unit(String token) {
    return UNITS.getOrDefault(token.toLowerCase(Locale.ROOT), -1);
  }

  private static boolean isJump(String token) {
    return JUMPS.contains(token.toLowerCase(Locale.ROOT));
  }

  private String peek(int at) {
    return at >= 0 && at < tokens.size() ? tokens.get(at) : "";
  }

  private String must(int at) {
    if (at >= tokens.size()) {
      throw new NoDateException();
    }
    return tokens.get(at);
  }

  private static BigDecimal decimal(String token) {
    if (token.length() > LONGEST_NUMBER) {
      throw new NoDateException();
    }
    try {
      return new BigDecimal(token);
    } catch (NumberFormatException e) {
      throw new NoDateException(e);
    }
  }

  /** Numbers that are too large stay too large: a later token may still take their place. */
  private static int toInt(@Nullable Number number) {
    if (number == null) {
      throw new NoDateException();
    }
    return number.doubleValue() > Integer.MAX_VALUE ? Integer.MAX_VALUE : number.intValue();
  }

  private static int toInt(String digits) {
    return toInt(Numbers.toInt(digits));
  }

  /** Full names and their first three letters; September also as {@code sept}. */
  private static Map<String, Integer> names(List<String> full) {
    var names = new HashMap<String, Integer>();
    for (int i = 0; i < full.size(); i++) {
      names.put(full.get(i), i);
      names.put(full.get(i).substring(0, 3), i);
    }
    if (names.containsKey("september")) {
      names.put("sept", 8);
    }
    return Map.copyOf(names);
  }
}
