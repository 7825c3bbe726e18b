package intelmq.python;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** Python's {@code datetime.strftime} in the C locale. */
public final class Strftime {
  private Strftime() {}

  /**
   * A time in the given form, for instance {@code %Y-%m-%d}.
   *
   * @throws IllegalArgumentException if the form has a directive that is not supported
   */
  public static String format(String pattern, ZonedDateTime time) {
    var out = new StringBuilder(pattern.length() + 8);
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at++);
      if (c != '%') {
        out.append(c);
        continue;
      }
      boolean unpadded = at < pattern.length() && pattern.charAt(at) == '-';
      at += unpadded ? 1 : 0;
      if (at >= pattern.length()) {
        throw new IllegalArgumentException("'" + pattern + "' ends within a directive");
      }
      String text = directive(pattern.charAt(at++), time);
      out.append(unpadded ? withoutPadding(text) : text);
    }
    return out.toString();
  }

  private static String withoutPadding(String text) {
    int zeros = 0;
    while (zeros < text.length() - 1 && (text.charAt(zeros) == '0' || text.charAt(zeros) == ' ')) {
      zeros++;
    }
    return text.substring(zeros);
  }

  private static String directive(char directive, ZonedDateTime time) {
    return switch (directive) {
      case 'Y' -> String.valueOf(time.getYear());
      case 'y' -> pad(time.getYear() % 100, 2);
      case 'C' -> pad(time.getYear() / 100, 2);
      case 'm' -> pad(time.getMonthValue(), 2);
      case 'd' -> pad(time.getDayOfMonth(), 2);
      case 'e' -> String.format(Locale.ROOT, "%2d", time.getDayOfMonth());
      case 'j' -> pad(time.getDayOfYear(), 3);
      case 'H' -> pad(time.getHour(), 2);
      case 'I' -> pad((time.getHour() + 11) % 12 + 1, 2);
      case 'M' -> pad(time.getMinute(), 2);
      case 'S' -> pad(time.getSecond(), 2);
      case 'f' -> pad(time.getNano() / 1000, 6);
      case 'p' -> time.getHour() < 12 ? "AM" : "PM";
      case 'A' -> EnglishNames.DAYS.get(time.getDayOfWeek().getValue() - 1);
      case 'a' ->
          EnglishNames.abbreviated(EnglishNames.DAYS.get(time.getDayOfWeek().getValue() - 1));
      case 'B' -> EnglishNames.MONTHS.get(time.getMonthValue() - 1);
      case 'b', 'h' -> EnglishNames.abbreviated(EnglishNames.MONTHS.get(time.getMonthValue() - 1));
      case 'w' -> String.valueOf(time.getDayOfWeek().getValue() % 7);
      case 'u' -> String.valueOf(time.getDayOfWeek().getValue());
      case 'U' -> pad((time.getDayOfYear() + 6 - time.getDayOfWeek().getValue() % 7) / 7, 2);
      case 'W' -> pad((time.getDayOfYear() + 7 - time.getDayOfWeek().getValue()) / 7, 2);
      case 'V' -> pad(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
      case 'G' -> String.valueOf(time.get(IsoFields.WEEK_BASED_YEAR));
      case 's' -> String.valueOf(time.toEpochSecond());
      case 'z' -> offset(time.getOffset());
      case 'Z' ->
          time.getOffset().equals(ZoneOffset.UTC)
              ? "UTC"
              : time.getZone().getDisplayName(TextStyle.SHORT, Locale.ROOT);
      case 'F' -> format("%Y-%m-%d", time);
      case 'T', 'X' -> format("%H:%M:%S", time);
      case 'R' -> format("%H:%M", time);
      case 'D', 'x' -> format("%m/%d/%y", time);
      case 'c' -> format("%a %b %e %H:%M:%S %Y", time);
      case '%' -> "%";
      default -> throw new IllegalArgumentException("the directive %" + directive + " is unknown");
    };
  }

  private static String offset(ZoneOffset offset) {
    int minutes = Math.abs(offset.getTotalSeconds()) / 60;
    return (offset.getTotalSeconds() < 0 ? "-" : "+") + pad(minutes / 60, 2) + pad(minutes % 60, 2);
  }

  private static String pad(int number, int width) {
    String digits = String.valueOf(number);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }
}
