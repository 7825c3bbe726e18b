package intelmq.python.jinja;

import intelmq.python.None;
import intelmq.python.Numbers;
import intelmq.python.PyJson;
import intelmq.python.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Filters of texts and numbers. */
final class TextFilters {
  static final Set<String> NAMES =
      Set.of(
          "abs",
          "capitalize",
          "center",
          "e",
          "escape",
          "filesizeformat",
          "float",
          "forceescape",
          "format",
          "indent",
          "int",
          "lower",
          "replace",
          "round",
          "title",
          "tojson",
          "trim",
          "truncate",
          "upper",
          "urlencode",
          "wordcount");

  private static final Pattern WORD_START =
      Pattern.compile("[-\\s({\\[<]+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final String UNRESERVED = "_.-~";
  private static final List<String> UNITS = List.of("k", "M", "G", "T", "P", "E", "Z", "Y");

  private final Budget budget;
  private final TextMethods methods;

  TextFilters(Budget budget) {
    this.budget = budget;
    methods = new TextMethods(budget);
  }

  Object apply(String name, Object value, Arguments arguments) {
    return switch (name) {
      case "abs" -> abs(value);
      case "int" -> integer(value, arguments);
      case "float" -> {
        refuse(value);
        Double number = value instanceof None ? null : Numbers.toFloat(value);
        yield number == null ? arguments.get(0, "default", 0.0) : number;
      }
      case "round" -> round(value, arguments);
      case "filesizeformat" -> fileSize(value, arguments.truth(0, "binary"));
      case "tojson" -> json(value, arguments);
      case "indent", "truncate" -> {
        if (name.equals("truncate") && value instanceof Undefined) {
          yield value;
        }
        if (!(value instanceof String text)) {
          throw new Failure(name + " needs 'str', not '" + Values.type(value) + "'");
        }
        yield text(name, text, arguments);
      }
      case "urlencode" -> urlEncoded(value);
      default -> text(name, Values.str(value), arguments);
    };
  }

  private Object text(String name, String text, Arguments arguments) {
    budget.text(text.length());
    return switch (name) {
      case "capitalize" -> TextMethods.capitalized(text);
      case "upper" -> Text.upper(text);
      case "lower" -> Text.lower(text);
      case "center" -> methods.call(text, "center", arguments);
      case "e", "escape", "forceescape" -> escaped(text);
      case "format" -> {
        boolean named = !arguments.named().isEmpty();
        yield PercentFormat.apply(
            budget, text, named ? arguments.named() : new Tuple(arguments.positional()));
      }
      case "indent" -> indented(text, arguments);
      case "replace" ->
          methods.replaced(
              text,
              Values.str(arguments.get(0, "old")),
              Values.str(arguments.get(1, "new")),
              arguments.get(2, "count", None.NONE) instanceof None
                  ? -1
                  : arguments.integer(2, "count", -1));
      case "title" -> title(text);
      case "trim" ->
          arguments.get(0, "chars", None.NONE) instanceof String chars
              ? TextMethods.stripped(text, c -> chars.indexOf(c) >= 0, true, true)
              : Text.strip(text);
      case "truncate" -> truncated(text, arguments);
      case "wordcount" -> WORD.matcher(text).results().count();
      default -> throw new Failure("there is no filter '" + name + "'");
    };
  }

  private static Object abs(Object value) {
    Number number = Arithmetic.number(value);
    if (number == null) {
      throw new Failure("bad operand type for abs(): '" + Values.type(value) + "'");
    }
    return number instanceof Double decimal
        ? (Object) Math.abs(decimal)
        : Arithmetic.normal(Arithmetic.integer(number).abs());
  }

  private static Object integer(Object value, Arguments arguments) {
    Object byDefault = arguments.get(0, "default", 0L);
    int base = arguments.integer(1, "base", 10);
    if (value instanceof String text && base != 10) {
      return based(text, base, byDefault);
    }
    if (value instanceof None) {
      return byDefault;
    }
    refuse(value);
    Number number = Numbers.toInt(value);
    if (number == null) {
      Double decimal = Numbers.toFloat(value);
      number =
          decimal == null || !Double.isFinite(decimal)
              ? null
              : new BigDecimal(decimal).toBigInteger();
    }
    return number == null ? byDefault : Arithmetic.normal(Arithmetic.integer(number));
  }

  private static void refuse(Object value) {
    if (value instanceof Undefined undefined) {
      throw undefined.failure();
    }
  }

  private static Object based(String text, int base, Object byDefault) {
    String digits = Text.strip(text).toLowerCase(Locale.ROOT).replace("_", "");
    String prefix =
        switch (base) {
          case 16 -> "0x";
          case 8 -> "0o";
          case 2 -> "0b";
          default -> "";
        };
    try {
      String plain = !prefix.isEmpty() && digits.startsWith(prefix) ? digits.substring(2) : digits;
      return plain.length() > 4000 ? byDefault : Arithmetic.normal(new BigInteger(plain, base));
    } catch (NumberFormatException e) {
      return byDefault;
    }
  }

  private static Object round(Object value, Arguments arguments) {
    Number number = Arithmetic.number(value);
    int precision = arguments.integer(0, "precision", 0);
    String method = arguments.text(1, "method", "common");
    if (number == null || Math.abs(precision) > 300) {
      throw new Failure("'" + Values.type(value) + "' cannot be rounded");
    }
    if (method.equals("common")) {
      if (number instanceof Double decimal) {
        return !Double.isFinite(decimal)
            ? decimal
            : (Object)
                new BigDecimal(decimal).setScale(precision, RoundingMode.HALF_EVEN).doubleValue();
      }
      BigInteger whole = Arithmetic.integer(number);
      return Arithmetic.normal(
          precision >= 0
              ? whole
              : new BigDecimal(whole).setScale(precision, RoundingMode.HALF_EVEN).toBigInteger());
    }
    double factor = Math.pow(10, precision);
    double scaled = number.doubleValue() * factor;
    return switch (method) {
      case "ceil" -> Math.ceil(scaled) / factor;
      case "floor" -> Math.floor(scaled) / factor;
      default -> throw new Failure("method must be common, ceil or floor");
    };
  }

  private static String fileSize(Object value, boolean binary) {
    Double size = Numbers.toFloat(value);
    if (size == null || !Double.isFinite(size)) {
      throw new Failure("'" + Values.str(value) + "' is no size");
    }
    int base = binary ? 1024 : 1000;
    if (size == 1) {
      return "1 Byte";
    }
    if (size < base) {
      return new BigDecimal(size).toBigInteger() + " Bytes";
    }
    double unit = base;
    String prefix = "";
    for (String next : UNITS) {
      prefix = next;
      unit *= base;
      if (size < unit) {
        break;
      }
    }
    String shown =
        new BigDecimal(base * size / unit).setScale(1, RoundingMode.HALF_EVEN).toPlainString();
    String symbol = binary ? prefix.toUpperCase(Locale.ROOT) + "i" : prefix;
    return shown + " " + symbol + "B";
  }

  private String json(Object value, Arguments arguments) {
    if (arguments.size() > 0) {
      throw new Failure("tojson has no indent here");
    }
    Values.refuseHeavy(value);
    String json = PyJson.tryDumps(plain(value), PyJson.Option.SORT_KEYS);
    if (json == null) {
      throw new Failure("'" + Values.type(value) + "' is not JSON");
    }
    budget.text(json.length());
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("'", "\\u0027");
  }

  private static Object plain(Object value) {
    return switch (value) {
      case Tuple(List<Object> items) -> plain(items);
      case List<?> list -> list.stream().map(TextFilters::plain).collect(Collectors.toList());
      case Map<?, ?> map -> {
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((key, member) -> members.put(Values.str(key), plain(member)));
        yield members;
      }
      default -> value;
    };
  }

  private String urlEncoded(Object value) {
    if (!Values.isContainer(value)) {
      return quoted(Values.str(value), "/", "%20");
    }
    List<Object> pairs = value instanceof Map<?, ?> map ? Methods.pairs(map) : Values.items(value);
    return pairs.stream()
        .map(pair -> {
          List<Object> items = Values.items(pair);
          if (items.size() != 2) {
            throw new Failure("urlencode takes a text, a dict or pairs");
          }
          return quoted(Values.str(items.getFirst()), "", "+")
              + "="
              + quoted(Values.str(items.getLast()), "", "+");
        })
        .collect(Collectors.joining("&"));
  }

  private String quoted(String text, String safe, String blank) {
    var out = new StringBuilder();
    budget.text(3L * text.length());
    for (byte b : Text.encode(text)) {
      char c = (char) (b & 0xff);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (letter || UNRESERVED.indexOf(c) >= 0 || safe.indexOf(c) >= 0) {
        out.append(c);
      } else if (c == ' ') {
        out.append(blank);
      } else {
        out.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
      }
    }
    return out.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;")
        .replace("\"", "&#34;");
  }

  private String indented(String text, Arguments arguments) {
    Object width = arguments.get(0, "width", 4L);
    if (!(width instanceof String)) {
      budget.text(Values.index(width));
    }
    String indention =
        width instanceof String given ? given : " ".repeat(Math.max(0, Values.index(width)));
    boolean blank = arguments.truth(2, "blank");
    List<Object> lines = TextMethods.lines(text + "\n");
    budget.text(text.length() + (long) lines.size() * indention.length());
    var out = new StringBuilder(arguments.truth(1, "first") ? indention : "");
    for (int i = 0; i < lines.size(); i++) {
      String line = Values.str(lines.get(i));
      out.append(i == 0 ? "" : "\n")
          .append(i > 0 && (blank || !line.isEmpty()) ? indention : "")
          .append(line);
    }
    return out.toString();
  }

  private static String title(String text) {
    var out = new StringBuilder();
    Matcher between = WORD_START.matcher(text);
    int at = 0;
    while (between.find()) {
      out.append(titled(text.substring(at, between.start()))).append(between.group());
      at = between.end();
    }
    return out.append(titled(text.substring(at))).toString();
  }

  private static String titled(String word) {
    if (word.isEmpty()) {
      return word;
    }
    int first = word.offsetByCodePoints(0, 1);
    return Text.upper(word.substring(0, first)) + Text.lower(word.substring(first));
  }

  private static String truncated(String text, Arguments arguments) {
    int length = arguments.integer(0, "length", 255);
    String end = arguments.text(2, "end", "...");
    int leeway =
        arguments.get(3, "leeway", None.NONE) instanceof None
            ? 5
            : arguments.integer(3, "leeway", 5);
    int[] codes = text.codePoints().toArray();
    if (codes.length <= (long) length + leeway) {
      return text;
    }
    int kept = Math.max(0, length - Math.toIntExact(Values.length(end)));
    String start = new String(codes, 0, Math.min(kept, codes.length));
    if (arguments.truth(1, "killwords")) {
      return start + end;
    }
    int blank = start.lastIndexOf(' ');
    return (blank < 0 ? start : start.substring(0, blank)) + end;
  }
}
