package intelmq.python;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.UNICODE_CASE;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Python's {@code datetime.strptime} in the C locale: the whole text must match, case does not
 * matter, and what the form leaves open is 1900-01-01 00:00.
 */
public final class Strptime {
  /** Digits are those of any script, white space is Python's. */
  private static final String DIGIT = "\\p{Nd}";

  /** Longer forms would need much stack. */
  private static final int LONGEST = 1000;

  private static final String SPECIAL = "\\.^$*+?(){}[]|";

  private static final String SPACES =
      "[\\t-\\r\\x1c- \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";

  private final String format;
  private final Pattern pattern;

  /** The directive of each group of the pattern. */
  private final List<Character> directives = new ArrayList<>();

  private Strptime(String format) {
    if (format.length() > LONGEST) {
      throw new IllegalArgumentException("the form is longer than " + LONGEST + " characters");
    }
    this.format = format;
    this.pattern = Pattern.compile(regex(format), CASE_INSENSITIVE | UNICODE_CASE);
  }

  /**
   * The form, for instance {@code %d/%b/%Y:%H:%M:%S %z}.
   *
   * @throws IllegalArgumentException if it has a directive that is not supported, or one twice, or
   *     is longer than 1000 characters
   */
  public static Strptime of(String format) {
    return new Strptime(format);
  }

  /** The local date and time of a text, whatever its zone; null if the text has another form. */
  public @Nullable LocalDateTime parse(String text) {
    StrptimeParts parts = match(text);
    return parts == null ? null : parts.local();
  }

  /** The date and time of a text in UTC, which it is in itself if it names no offset. */
  public @Nullable LocalDateTime parseUtc(String text) {
    StrptimeParts parts = match(text);
    return parts == null ? null : parts.utc();
  }

  @Override
  public String toString() {
    return format;
  }

  /** Python takes the first match, and refuses it if it leaves text over. */
  private @Nullable StrptimeParts match(String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.lookingAt() || matcher.end() < text.length()) {
      return null;
    }
    var parts = new StrptimeParts();
    for (int i = 0; i < directives.size(); i++) {
      if (!parts.set(directives.get(i), matcher.group(i + 1))) {
        return null;
      }
    }
    return parts;
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
        out.append(SPECIAL.indexOf(c) >= 0 ? "\\" : "").append(c);
      } else if (!follows) {
        out.append(SPACES);
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
        yield "(" + expression(directive).replace("\\d", DIGIT) + ")";
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
