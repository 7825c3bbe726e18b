package intelmq.python;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Locale;

/** The up to three numbers of a date, and which of them is year, month and day. */
final class DateParts {
  private static final int MOST = 3;
  private static final int LAST_DAY = 31;

  /** Any leap year: a 29th of February may come before its year. */
  private static final int LEAP_YEAR = 2000;

  private final int[] values = new int[MOST];
  private int size;
  private int yearAt = -1;
  private int monthAt = -1;
  private int dayAt = -1;
  private boolean century;

  /** The resolved year, month and day; -1 if the text has none. */
  record Date(int year, int month, int day) {}

  int size() {
    return size;
  }

  /** Whether the year has its century. */
  boolean hasCentury() {
    return century;
  }

  void add(String digits) {
    boolean year = digits.length() > 2 && digits.chars().allMatch(Character::isDigit);
    Number value = Numbers.toInt(digits);
    if (value == null) {
      throw new NoDateException();
    }
    add(value, year);
  }

  void add(BigDecimal value) {
    add(value.toBigInteger(), value.compareTo(BigDecimal.valueOf(100)) > 0);
  }

  void addYear(String digits) {
    Number value = Numbers.toInt(digits);
    if (value == null) {
      throw new NoDateException();
    }
    add(value, false);
    century |= digits.length() > 2;
    yearAt = once(yearAt);
  }

  void addMonth(int month) {
    add(month, false);
    monthAt = once(monthAt);
  }

  boolean couldBeDay(BigDecimal value) {
    int last = LAST_DAY;
    if (dayAt >= 0) {
      return false;
    }
    if (monthAt >= 0) {
      int month = values[monthAt];
      int year = yearAt >= 0 ? values[yearAt] : LEAP_YEAR;
      last = month >= 1 && month <= 12 && year > 0 ? YearMonth.of(year, month).lengthOfMonth() : 0;
    }
    return value.compareTo(BigDecimal.ONE) >= 0 && value.compareTo(BigDecimal.valueOf(last)) <= 0;
  }

  Date resolve() {
    int labels = (yearAt >= 0 ? 1 : 0) + (monthAt >= 0 ? 1 : 0) + (dayAt >= 0 ? 1 : 0);
    if ((size == labels && labels > 0) || (size == MOST && labels == 2)) {
      return labelled();
    }
    int first = values[0];
    int second = values[1];
    int third = values[2];
    return switch (size) {
      case 0 -> new Date(-1, -1, -1);
      case 1 -> one(first);
      case 2 -> monthAt >= 0 ? withMonth() : two(first, second);
      default -> three(first, second, third);
    };
  }

  private static Date one(int value) {
    return value > LAST_DAY ? new Date(value, -1, -1) : new Date(-1, -1, value);
  }

  private Date withMonth() {
    int month = values[monthAt];
    int other = values[1 - monthAt];
    return other > LAST_DAY ? new Date(other, month, -1) : new Date(-1, month, other);
  }

  private static Date two(int first, int second) {
    if (first > LAST_DAY) {
      return new Date(first, second, -1);
    }
    return second > LAST_DAY ? new Date(second, first, -1) : new Date(-1, first, second);
  }

  private Date three(int first, int second, int third) {
    return switch (monthAt) {
      case 0 -> second > LAST_DAY ? new Date(second, first, third) : new Date(third, first, second);
      case 1 -> first > LAST_DAY ? new Date(first, second, third) : new Date(third, second, first);
      case 2 -> second > LAST_DAY ? new Date(second, third, first) : new Date(first, third, second);
      default -> unlabelled(first, second, third);
    };
  }

  private Date unlabelled(int first, int second, int third) {
    if (first > LAST_DAY || yearAt == 0) {
      return new Date(first, second, third);
    }
    return first > 12 ? new Date(third, second, first) : new Date(third, first, second);
  }

  /** All labels are known, or all but one. */
  private Date labelled() {
    int missing = MOST - Math.max(yearAt, 0) - Math.max(monthAt, 0) - Math.max(dayAt, 0);
    if (size == MOST) {
      yearAt = yearAt < 0 ? missing : yearAt;
      monthAt = monthAt < 0 ? missing : monthAt;
      dayAt = dayAt < 0 ? missing : dayAt;
    }
    return new Date(
        yearAt < 0 ? -1 : values[yearAt],
        monthAt < 0 ? -1 : values[monthAt],
        dayAt < 0 ? -1 : values[dayAt]);
  }

  private void add(Number value, boolean year) {
    if (size == MOST || value.doubleValue() > Integer.MAX_VALUE) {
      throw new NoDateException();
    }
    values[size++] = value.intValue();
    if (year) {
      century = true;
      yearAt = once(yearAt);
    }
  }

  private int once(int label) {
    if (label >= 0) {
      throw new NoDateException();
    }
    return size - 1;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d-%d-%d (%d)", values[0], values[1], values[2], size);
  }
}
