package intelmq.python;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** JSON text as Python's {@code json.dumps} writes it, for fields and outputs that show it. */
public final class PyJson {
  private static final HexFormat HEX = HexFormat.of();

  /** Python's limit for an integer as text. */
  public static final int MOST_DIGITS = 4300;

  private static final int MOST_BITS = (int) (MOST_DIGITS * 3.322);

  /** How deep values may be nested: about what Python's recursion limit leaves. */
  public static final int DEEPEST = 900;

  private static final Set<String> NON_FINITE = Set.of("NaN", "Infinity", "-Infinity");

  private static final JsonFactory LENIENT =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

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

  /** As {@link #dumps}; null if the value is not {@linkplain #isJson JSON}. */
  public static @Nullable String tryDumps(@Nullable Object value, Option... options) {
    return isJson(value, 0) ? dumps(value, options) : null;
  }

  /** Whether a value is JSON, no deeper and without longer integers than Python writes. */
  public static boolean isJson(@Nullable Object value) {
    return isJson(value, 0);
  }

  private static boolean isJson(@Nullable Object value, int depth) {
    return switch (value) {
      case null -> true;
      case String text -> true;
      case Boolean bool -> true;
      case None none -> true;
      case Double number -> true;
      case Long number -> true;
      case Integer number -> true;
      case BigInteger number -> number.bitLength() <= MOST_BITS;
      case List<?> list -> depth < DEEPEST && areJson(list, depth + 1);
      case Map<?, ?> map -> depth < DEEPEST && areJson(map.values(), depth + 1);
      default -> false;
    };
  }

  private static boolean areJson(Collection<?> values, int depth) {
    for (Object value : values) {
      if (!isJson(value, depth)) {
        return false;
      }
    }
    return true;
  }

  /** What a text is for Python's {@code json.loads}. */
  public enum Kind {
    /** No JSON. */
    NONE,
    /** An object with members. */
    OBJECT,
    /** Any other value. */
    OTHER
  }

  /**
   * Whether {@code json.loads(text)} takes a text. It reads {@code NaN} and infinities and keys
   * that recur, and refuses integers of more than 4300 digits.
   */
  public static Kind kind(String text) {
    if (hasForeignEscape(text)) {
      return Kind.NONE;
    }
    try (JsonParser json = LENIENT.createParser(ObjectReadContext.empty(), text)) {
      JsonToken first = json.nextToken();
      int tokens = 0;
      int depth = 0;
      for (JsonToken token = first; token != null; token = json.nextToken()) {
        boolean second = depth == 0 && tokens > 0;
        if (second || !isPythons(json, token)) {
          return Kind.NONE;
        }
        depth += token.isStructStart() ? 1 : 0;
        depth -= token.isStructEnd() ? 1 : 0;
        tokens++;
      }
      if (first == null) {
        return Kind.NONE;
      }
      return first == JsonToken.START_OBJECT && tokens > 2 ? Kind.OBJECT : Kind.OTHER;
    } catch (JacksonException e) {
      return Kind.NONE;
    }
  }

  /** The library looks at no more than the low byte of characters in an escape. */
  private static boolean hasForeignEscape(String text) {
    for (int i = text.indexOf('\\'); i >= 0; i = text.indexOf('\\', i + 2)) {
      if (text.startsWith("u", i + 1) && !isAscii(text, i + 2, Math.min(i + 6, text.length()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAscii(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** The library knows more names of infinity than Python, and reads numbers of any length. */
  private static boolean isPythons(JsonParser json, JsonToken token) {
    return switch (token) {
      case VALUE_NUMBER_INT -> json.getStringLength() <= MOST_DIGITS || digits(json) <= MOST_DIGITS;
      case VALUE_NUMBER_FLOAT -> isDigitOrMinus(json) || NON_FINITE.contains(json.getString());
      default -> true;
    };
  }

  private static int digits(JsonParser json) {
    return json.getStringLength() - (firstChar(json, 0) == '-' ? 1 : 0);
  }

  private static boolean isDigitOrMinus(JsonParser json) {
    char first = firstChar(json, 0);
    char c = first == '-' ? firstChar(json, 1) : first;
    return c >= '0' && c <= '9';
  }

  private static char firstChar(JsonParser json, int at) {
    return json.getStringCharacters()[json.getStringOffset() + at];
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
            .sorted(Comparator.comparing(e -> String.valueOf(e.getKey()), Text::compare))
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
