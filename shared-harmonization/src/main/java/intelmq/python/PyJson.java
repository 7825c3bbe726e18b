package intelmq.python;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON text as Python's {@code json.dumps} writes it, for fields and outputs that show it. */
public final class PyJson {
  private static final HexFormat HEX = HexFormat.of();

  private PyJson() {}

  /** How the text differs from Python's default. */
  public enum Option {
    /** {@code sort_keys=True}. */
    SORT_KEYS,
    /** {@code ensure_ascii=False}. */
    KEEP_UNICODE
  }

  /** {@code json.dumps(value)}: keys in order, {@code ", "} and {@code ": "}, ASCII only. */
  public static String dumps(@Nullable Object value, Option... options) {
    var out = new StringBuilder();
    List<Option> chosen = Arrays.asList(options);
    append(out, value, chosen.contains(Option.SORT_KEYS), chosen.contains(Option.KEEP_UNICODE));
    return out.toString();
  }

  private static void append(
      StringBuilder out, @Nullable Object value, boolean sorted, boolean unicode) {
    switch (value) {
      case null -> out.append("null");
      case None none -> out.append("null");
      case String text -> append(out, text, unicode);
      case Boolean bool -> out.append(bool.booleanValue());
      case Double number -> out.append(number(number));
      case Long number -> out.append(number.longValue());
      case Integer number -> out.append(number.intValue());
      case BigInteger number -> out.append(number);
      case List<?> list -> {
        String separator = "[";
        for (Object item : list) {
          append(out.append(separator), item, sorted, unicode);
          separator = ", ";
        }
        out.append(list.isEmpty() ? "[]" : "]");
      }
      case Map<?, ?> map -> {
        String separator = "{";
        for (Map.Entry<?, ?> entry : entries(map, sorted)) {
          append(out.append(separator), String.valueOf(entry.getKey()), unicode);
          append(out.append(": "), entry.getValue(), sorted, unicode);
          separator = ", ";
        }
        out.append(map.isEmpty() ? "{}" : "}");
      }
      default -> throw new IllegalArgumentException("no JSON value: " + value.getClass());
    }
  }

  private static Iterable<? extends Map.Entry<?, ?>> entries(Map<?, ?> map, boolean sorted) {
    return sorted
        ? map.entrySet().stream()
            .sorted(Comparator.comparing((Map.Entry<?, ?> e) -> String.valueOf(e.getKey())))
            .toList()
        : map.entrySet();
  }

  private static String number(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "Infinity" : "-Infinity";
    }
    return Text.repr(number);
  }

  private static void append(StringBuilder out, String text, boolean unicode) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < ' ' || (c > '~' && !unicode)) {
            out.append("\\u").append(HEX.toHexDigits(c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
