package intelmq.python;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.UNICODE_CASE;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Python's {@code datetime.strptime} in the C locale: the whole text must match, case does not
 * matter, and what the form leaves open is 1900-01-01 00:00.
 */
public final class Strptime {
  private final String format;
  private final Pattern pattern;

  /** The directive of each group of the pattern. */
  private final List<Character> directives = new ArrayList<>();

  private Strptime(String format) {
    this.format = format;
    this.pattern = Pattern.compile(regex(format), CASE_INSENSITIVE | UNICODE_CASE);
  }

  /**
   * The form, for instance {@code %d/%b/%Y:%H:%M:%S %z}.
   *
   * @throws IllegalArgumentException if it has a directive that is not supported, or one twice
   */
  public static Strptime of(String format) {
    return new Strptime(format);
  }

  /** The local date and time of a text, whatever its zone; null if the text has another form. */
  public @Nullable LocalDateTime parse(String text) {
    Map<Character, String> parts = match(text);
    return parts == null ? null : local(parts);
  }

  /** The date and time of a text in UTC, which it is in itself if it names no offset. */
  public @Nullable LocalDateTime parseUtc(String text) {
    Map<Character, String> parts = match(text);
    LocalDateTime local = parts == null ? null : local(parts);
    if (parts == null || local == null) {
      return null;
    }
    LocalDateTime utc = local.minusNanos(offsetMicroseconds(parts.getOrDefault('z', "Z")) * 1000);
    return utc.getYear() < 1 || utc.getYear() > 9999 ? null : utc;
  }

  @Override
  public String toString() {
    return format;
  }

  private @Nullable Map<Character, String> match(String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    var parts = new HashMap<Character, String>();
    for (int i = 0; i < directives.size(); i++) {
      parts.put(directives.get(i), matcher.group(i + 1));
    }
    return parts;
  }

  private static @Nullable LocalDateTime local(Map<Character, String> parts) {
    try {
      return date(parts)
          .atTime(hour(parts), number(parts, 'M', 0), number(parts, 'S', 0))
          .plusNanos(1000L * microseconds(parts.getOrDefault('f', "0")));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static LocalDate date(Map<Character, String> parts) {
    int weekday = weekday(parts);
    if (parts.containsKey('G')) {
      return LocalDate.of(number(parts, 'G', 1900), 1, 4)
          .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, number(parts, 'V', 1))
          .with(DayOfWeek.of(Math.max(weekday, 0) + 1));
    }
    int year = number(parts, 'Y', 1900);
    if (parts.containsKey('y')) {
      int two = number(parts, 'y', 0);
      year = two <= 68 ? 2000 + two : 1900 + two;
    }
    if (parts.containsKey('j')) {
      return LocalDate.of(year, 1, 1).plusDays(number(parts, 'j', 1) - 1L);
    }
    if (weekday >= 0 && parts.containsKey('U')) {
      return inWeek(year, number(parts, 'U', 0), (weekday + 1) % 7, 1);
    }
    if (weekday >= 0 && parts.containsKey('W')) {
      return inWeek(year, number(parts, 'W', 0), weekday, 0);
    }
    return LocalDate.of(year, month(parts), number(parts, 'd', 1));
  }

  /** The day of a week of the year; week 0 is what comes before the first whole week. */
  private static LocalDate inWeek(int year, int week, int day, int shift) {
    LocalDate newYear = LocalDate.of(year, 1, 1);
    int first = (newYear.getDayOfWeek().getValue() - 1 + shift) % 7;
    int days = week == 0 ? day - first : (7 - first) % 7 + 7 * (week - 1) + day;
    return newYear.plusDays(days);
  }

  private static int month(Map<Character, String> parts) {
    String name = parts.getOrDefault('B', parts.get('b'));
    return name == null ? number(parts, 'm', 1) : indexOf(EnglishNames.MONTHS, name) + 1;
  }

  /** 0 is Monday; -1 if the text names no day of the week. */
  private static int weekday(Map<Character, String> parts) {
    String name = parts.getOrDefault('A', parts.get('a'));
    if (name != null) {
      return indexOf(EnglishNames.DAYS, name);
    }
    int sunday0 = number(parts, 'w', -1);
    return sunday0 >= 0 ? (sunday0 + 6) % 7 : number(parts, 'u', 0) - 1;
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

  private static int hour(Map<Character, String> parts) {
    if (!parts.containsKey('I')) {
      return number(parts, 'H', 0);
    }
    boolean afternoon = parts.getOrDefault('p', "am").equalsIgnoreCase("pm");
    return number(parts, 'I', 12) % 12 + (afternoon ? 12 : 0);
  }

  private static int number(Map<Character, String> parts, char directive, int otherwise) {
    String digits = parts.get(directive);
    return digits == null ? otherwise : Integer.parseInt(digits.strip());
  }

  private static int microseconds(String fraction) {
    return Integer.parseInt((fraction + "000000").substring(0, 6));
  }

  private static long offsetMicroseconds(String zone) {
    if (zone.equals("Z")) {
      return 0;
    }
    String digits = zone.substring(1).replace(":", "");
    int point = digits.indexOf('.');
    String whole = point < 0 ? digits : digits.substring(0, point);
    long seconds =
        Integer.parseInt(whole, 0, 2, 10) * 3600L
            + Integer.parseInt(whole, 2, 4, 10) * 60L
            + (whole.length() > 4 ? Integer.parseInt(whole, 4, 6, 10) : 0);
    long offset = seconds * 1_000_000 + (point < 0 ? 0 : microseconds(digits.substring(point + 1)));
    return zone.charAt(0) == '-' ? -offset : offset;
  }

  private String regex(String text) {
    var out = new StringBuilder();
    boolean blank = false;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      boolean follows = blank;
      blank = Text.isSpace(c);
      if (c == '%') {
        if (at == text.length()) {
          throw new IllegalArgumentException("'" + text + "' ends within a directive");
        }
        out.append(group(text.charAt(at++)));
      } else if (!blank) {
        out.append(Pattern.quote(String.valueOf(c)));
      } else if (!follows) {
        out.append("\\s+");
      }
    }
    return out.toString();
  }

  private String group(char directive) {
    return switch (directive) {
      case '%' -> "%";
      case 'c' -> regex("%a %b %d %H:%M:%S %Y");
      case 'x' -> regex("%m/%d/%y");
      case 'X' -> regex("%H:%M:%S");
      default -> {
        if (directives.contains(directive)) {
          throw new IllegalArgumentException("the directive %" + directive + " stands twice");
        }
        directives.add(directive);
        yield "(" + expression(directive) + ")";
      }
    };
  }

  private static String expression(char directive) {
    return switch (directive) {
      case 'd' -> "3[0-1]|[1-2]\\d|0[1-9]|[1-9]| [1-9]";
      case 'f' -> "[0-9]{1,6}";
      case 'H' -> "2[0-3]|[0-1]\\d|\\d";
      case 'I' -> "1[0-2]|0[1-9]|[1-9]";
      case 'j' -> "36[0-6]|3[0-5]\\d|[1-2]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]";
      case 'm' -> "1[0-2]|0[1-9]|[1-9]";
      case 'M' -> "[0-5]\\d|\\d";
      case 'S' -> "6[0-1]|[0-5]\\d|\\d";
      case 'U', 'W' -> "5[0-3]|[0-4]\\d|\\d";
      case 'V' -> "5[0-3]|0[1-9]|[1-4]\\d|\\d";
      case 'w' -> "[0-6]";
      case 'u' -> "[1-7]";
      case 'y' -> "\\d\\d";
      case 'Y', 'G' -> "\\d\\d\\d\\d";
      case 'z' -> "[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d(?:\\.\\d{1,6})?)?|(?-i:Z)";
      case 'Z' -> "utc|gmt";
      case 'p' -> "am|pm";
      case 'A' -> String.join("|", EnglishNames.DAYS);
      case 'a' ->
          String.join("|", EnglishNames.DAYS.stream().map(EnglishNames::abbreviated).toList());
      case 'B' -> String.join("|", EnglishNames.MONTHS);
      case 'b' ->
          String.join("|", EnglishNames.MONTHS.stream().map(EnglishNames::abbreviated).toList());
      default -> throw new IllegalArgumentException("the directive %" + directive + " is unknown");
    };
  }
}
