package intelmq.python.jinja;

import intelmq.python.None;
import intelmq.python.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Methods of Python's {@code str}. */
final class TextMethods {
  private static final Pattern LINE_END =
      Pattern.compile("\r\n|[\n\r\013\f\034\035\036\u0085\u2028\u2029]");

  private final Budget budget;

  TextMethods(Budget budget) {
    this.budget = budget;
  }

  Object call(String text, String name, Arguments arguments) {
    budget.text(text.length());
    return switch (name) {
      case "upper" -> Text.upper(text);
      case "lower" -> Text.lower(text);
      case "capitalize" -> capitalized(text);
      case "title" -> title(text);
      case "isdigit" -> !text.isEmpty() && text.codePoints().allMatch(Text::isDigit);
      case "strip" -> stripped(text, arguments, true, true);
      case "lstrip" -> stripped(text, arguments, true, false);
      case "rstrip" -> stripped(text, arguments, false, true);
      case "startswith" -> any(text, arguments, true);
      case "endswith" -> any(text, arguments, false);
      case "removeprefix" -> {
        String prefix = arguments.text(0, "prefix");
        yield text.startsWith(prefix) ? text.substring(prefix.length()) : text;
      }
      case "removesuffix" -> {
        String suffix = arguments.text(0, "suffix");
        yield text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
      }
      case "find" -> position(text, text.indexOf(arguments.text(0, "sub")));
      case "rfind" -> position(text, text.lastIndexOf(arguments.text(0, "sub")));
      case "index" -> {
        int at = text.indexOf(arguments.text(0, "sub"));
        if (at < 0) {
          throw new Failure("substring not found");
        }
        yield position(text, at);
      }
      case "count" -> count(text, arguments.text(0, "sub"));
      case "replace" ->
          replaced(
              text,
              arguments.text(0, "old"),
              arguments.text(1, "new"),
              arguments.integer(2, "count", -1));
      case "split" -> split(text, arguments, false);
      case "rsplit" -> split(text, arguments, true);
      case "splitlines" -> lines(text);
      case "partition" -> partition(text, arguments.text(0, "sep"), false);
      case "rpartition" -> partition(text, arguments.text(0, "sep"), true);
      case "join" -> joined(Values.items(arguments.get(0, "iterable")), text);
      case "center" -> padded(text, arguments, -1);
      case "ljust" -> padded(text, arguments, 0);
      case "rjust" -> padded(text, arguments, 1);
      case "zfill" -> {
        int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int width = arguments.integer(0, "width", 0);
        budget.text(width);
        int zeros = Math.max(0, width - Math.toIntExact(Values.length(text)));
        yield text.substring(0, sign) + "0".repeat(zeros) + text.substring(sign);
      }
      default -> throw new Failure("'str' has no method '" + name + "'");
    };
  }

  static String capitalized(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.offsetByCodePoints(0, 1);
    return Character.toString(Character.toTitleCase(text.codePointAt(0)))
        + Text.lower(text.substring(first));
  }

  private static String title(String text) {
    var out = new StringBuilder();
    boolean inside = false;
    for (int c : text.codePoints().toArray()) {
      out.appendCodePoint(inside ? Character.toLowerCase(c) : Character.toTitleCase(c));
      inside = Character.isLetter(c);
    }
    return out.toString();
  }

  private static String stripped(String text, Arguments arguments, boolean left, boolean right) {
    Object chars = arguments.get(0, "chars", None.NONE);
    IntPredicate goes = chars instanceof String set ? c -> set.indexOf(c) >= 0 : Text::isSpace;
    return stripped(text, goes, left, right);
  }

  static String stripped(String text, IntPredicate goes, boolean left, boolean right) {
    int start = 0;
    int end = text.length();
    while (left && start < end && goes.test(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (right && start < end && goes.test(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  private static boolean any(String text, Arguments arguments, boolean start) {
    Object wanted = arguments.get(0, "prefix");
    List<Object> choices = wanted instanceof Tuple(List<Object> items) ? items : List.of(wanted);
    return choices.stream()
        .anyMatch(choice -> {
          if (!(choice instanceof String part)) {
            throw new Failure("expected 'str', not '" + Values.type(choice) + "'");
          }
          return start ? text.startsWith(part) : text.endsWith(part);
        });
  }

  private static long position(String text, int at) {
    return at < 0 ? -1 : text.codePointCount(0, at);
  }

  private static long count(String text, String part) {
    if (part.isEmpty()) {
      return Values.length(text) + 1;
    }
    long count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }

  /** With the first ones of a part replaced, or all if the number is negative. */
  String replaced(String text, String old, String with, int most) {
    long times = most < 0 ? count(text, old) : Math.min(most, count(text, old));
    budget.text(text.length() + times * Math.max(0, with.length() - old.length()));
    var out = new StringBuilder();
    int at = 0;
    for (long i = 0; i < times; i++) {
      int found = text.indexOf(old, at);
      if (old.isEmpty() && i > 0) {
        found = text.offsetByCodePoints(at, 1);
      }
      out.append(text, at, found).append(with);
      at = found + old.length();
    }
    return out.append(text, at, text.length()).toString();
  }

  static List<Object> lines(String text) {
    List<Object> lines = new ArrayList<>(List.of(LINE_END.split(text, -1)));
    if (lines.getLast().equals("")) {
      lines.removeLast();
    }
    return lines;
  }

  private List<Object> split(String text, Arguments arguments, boolean fromRight) {
    Object separator = arguments.get(0, "sep", None.NONE);
    int most = arguments.integer(1, "maxsplit", -1);
    if (!(separator instanceof String sep)) {
      return words(text, most, fromRight);
    }
    if (sep.isEmpty()) {
      throw new Failure("empty separator");
    }
    List<Object> parts = new ArrayList<>();
    String rest = text;
    while (most < 0 || parts.size() < most) {
      int at = fromRight ? rest.lastIndexOf(sep) : rest.indexOf(sep);
      if (at < 0) {
        break;
      }
      budget.text(rest.length());
      String after = rest.substring(at + sep.length());
      parts.add(fromRight ? after : rest.substring(0, at));
      rest = fromRight ? rest.substring(0, at) : after;
    }
    parts.add(rest);
    return fromRight
        ? parts.reversed().stream().collect(Collectors.toCollection(ArrayList::new))
        : parts;
  }

  private static List<Object> words(String text, int most, boolean fromRight) {
    if (fromRight) {
      throw new Failure("rsplit needs a separator");
    }
    List<Object> words = new ArrayList<>();
    int at = skip(text, 0, true);
    while (at < text.length()) {
      int end = most >= 0 && words.size() == most ? text.length() : skip(text, at, false);
      words.add(text.substring(at, end));
      at = skip(text, end, true);
    }
    return words;
  }

  /** The next position that has no white space, or that has some. */
  private static int skip(String text, int start, boolean space) {
    int at = start;
    while (at < text.length() && Text.isSpace(text.charAt(at)) == space) {
      at++;
    }
    return at;
  }

  private static Tuple partition(String text, String separator, boolean last) {
    if (separator.isEmpty()) {
      throw new Failure("empty separator");
    }
    int at = last ? text.lastIndexOf(separator) : text.indexOf(separator);
    if (at < 0) {
      return last ? Tuple.of("", "", text) : Tuple.of(text, "", "");
    }
    return Tuple.of(text.substring(0, at), separator, text.substring(at + separator.length()));
  }

  private String joined(List<Object> items, String separator) {
    for (Object item : items) {
      if (!(item instanceof String)) {
        throw new Failure("expected 'str' to join, found '" + Values.type(item) + "'");
      }
    }
    return join(items, separator);
  }

  /** The texts of values with a separator between them. */
  String join(List<Object> items, String separator) {
    var out = new StringBuilder();
    for (int i = 0; i < items.size(); i++) {
      out.append(i == 0 ? "" : separator).append(Values.str(items.get(i)));
      budget.output(out.length());
    }
    budget.text(out.length());
    return out.toString();
  }

  private String padded(String text, Arguments arguments, int side) {
    int width = arguments.integer(0, "width", 80);
    budget.text(width);
    int missing = width - Math.toIntExact(Values.length(text));
    if (missing <= 0) {
      return text;
    }
    String fill = arguments.text(1, "fillchar", " ");
    int left = side == 0 ? 0 : side == 1 ? missing : missing / 2 + (missing & width & 1);
    return fill.repeat(left) + text + fill.repeat(missing - left);
  }
}
