package intelmq.python.jinja;

import intelmq.python.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's {@code text % values}. */
final class PercentFormat {
  private static final Pattern PLACE =
      Pattern.compile(
          "%(?:\\(([^)]*)\\))?([-+ 0#]*)(\\d{1,7})?(?:\\.(\\d{1,3}))?([a-zA-Z%])?", Pattern.DOTALL);

  private PercentFormat() {}

  static String apply(Budget budget, String format, Object values) {
    List<Object> given = values instanceof Tuple(List<Object> items) ? items : List.of(values);
    var out = new StringBuilder();
    int used = 0;
    boolean named = false;
    Matcher place = PLACE.matcher(format);
    int at = 0;
    while (place.find()) {
      out.append(format, at, place.start());
      at = place.end();
      String type = place.group(5);
      if (type == null) {
        throw new Failure("incomplete format after '%'");
      }
      String name = place.group(1);
      Object value = "";
      if (name != null) {
        named = true;
        value = named(values, name);
      } else if (!type.equals("%")) {
        if (used >= given.size()) {
          throw new Failure("not enough arguments for format string");
        }
        value = given.get(used++);
      }
      out.append(type.equals("%") ? "%" : formatted(budget, place, type, value));
      budget.text(out.length());
    }
    if (used < given.size() && !named && !(values instanceof Map || values instanceof List)) {
      throw new Failure("not all arguments converted during string formatting");
    }
    return out.append(format, at, format.length()).toString();
  }

  private static Object named(Object values, String name) {
    Object value = values instanceof Map<?, ?> map ? map.get(name) : null;
    if (value == null) {
      throw new Failure("the format has no value for '" + name + "'");
    }
    return value;
  }

  private static String formatted(Budget budget, Matcher place, String type, Object value) {
    String flags = place.group(2);
    boolean text = "sr".contains(type);
    boolean whole = "diuxXo".contains(type);
    if (!text && !whole && !"fFeEc".contains(type)) {
      throw new Failure("the format '%" + type + "' is not supported");
    }
    if (!text && Arithmetic.number(value) == null && !type.equals("c")) {
      throw new Failure("%" + type + " format: a number is required, not " + Values.type(value));
    }
    Object shown = value;
    if (text) {
      shown = type.equals("r") ? Text.repr(value) : Values.str(value);
    } else if (whole && value instanceof Double number && Double.isFinite(number)) {
      shown = Arithmetic.normal(new BigDecimal(number).toBigInteger());
    } else if (type.equals("c") && value instanceof String) {
      return Values.str(value);
    }
    String align = flags.contains("-") ? "<" : !text && flags.contains("0") ? "0=" : ">";
    String sign = text ? "" : flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
    String width = place.group(3) == null ? "" : place.group(3);
    String precision = place.group(4) == null || whole ? "" : "." + place.group(4);
    String kind = text ? "s" : "iu".contains(type) ? "d" : type;
    String alternative = !text && flags.contains("#") ? "#" : "";
    return FormatSpec.parse(align + sign + alternative + width + precision + kind)
        .apply(budget, shown);
  }
}
