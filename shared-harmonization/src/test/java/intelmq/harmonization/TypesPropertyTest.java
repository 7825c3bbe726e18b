package intelmq.harmonization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import intelmq.python.None;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every type, whatever the value. */
class TypesPropertyTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2020-03-31T12:00:00Z"));
  private static final int VALUES = 20_000;

  /** Pieces that mean something to one type or another. */
  private static final List<String> PIECES =
      List.of(
          "192.0.2.1",
          "2001:db8::",
          "/24",
          "/",
          "%",
          ":",
          "::",
          ".",
          "-",
          "+",
          "_",
          "0",
          "7",
          "64496",
          "AS",
          "example",
          ".com",
          "xn--",
          "bücher",
          "ß",
          "。",
          "\u200d",
          "א",
          "http://",
          "hxxp://",
          "file:",
          "[",
          "]",
          "@",
          "?",
          "#",
          " ",
          "\t",
          "\u00a0",
          "\u0000",
          "\ud800",
          "😀",
          "Σ",
          "'",
          "{",
          "}",
          "\"",
          "\"a\":",
          ",",
          "null",
          "NaN",
          "true",
          "e5",
          "2019-07-04",
          "T",
          "01:02:03",
          "+00:00",
          "Z",
          "Jul",
          "Thu",
          "pm",
          "GMT+3",
          "10h",
          "tlp:",
          "intrusions",
          "red",
          "ripe",
          "c&c",
          "Zm9v",
          "==",
          "\\u00",
          "９",
          "²");

  static List<FieldType> types() {
    return Types.all();
  }

  /** Of Base64 only what stands verbatim in messages is: it is never sanitised twice. */
  static List<FieldType> idempotentTypes() {
    return Types.all().stream().filter(type -> !type.equals(Types.BASE64)).toList();
  }

  @ParameterizedTest
  @MethodSource("types")
  void neverThrow(FieldType type) {
    var random = new Random(20_200_331);
    for (int i = 0; i < VALUES; i++) {
      Object value = value(random, 0);
      assertThatCode(
              () -> {
                type.isValid(value);
                type.isValidSanitized(value, CLOCK);
                type.sanitize(value);
                type.sanitize(value, CLOCK);
              })
          .as(() -> type + " of " + value)
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @MethodSource("idempotentTypes")
  void sanitiseValidValuesToThemselves(FieldType type) {
    var random = new Random(20_200_401);
    int found = 0;
    for (int i = 0; i < VALUES; i++) {
      Object value = value(random, 0);
      Object sanitized = type.sanitize(value, CLOCK);
      if (sanitized != null && type.isValid(sanitized) && !hasBlankAround(sanitized)) {
        found++;
        assertThat(type.sanitize(sanitized, CLOCK))
            .as(() -> type + " of " + value)
            .isEqualTo(sanitized);
      }
    }
    assertThat(found).as("values that can be sanitised to valid ones").isPositive();
  }

  /** IDNA may leave a blank around a name, which IntelMQ's check lets pass. */
  private static boolean hasBlankAround(Object value) {
    return value instanceof String text && (text.startsWith(" ") || text.endsWith(" "));
  }

  /** Each of these would take hours if anything took quadratic time. */
  @ParameterizedTest
  @MethodSource("types")
  @Timeout(120)
  void bearLongValues(FieldType type) {
    for (String piece :
        List.of("9", "a", "ü", ".", "Σ'", "0.", "xn--", "[", "{\"a\":", " ", "\\", "😀", "1 ")) {
      String text = piece.repeat(1_000_000);
      assertThatCode(
              () -> {
                type.isValid(text);
                type.sanitize(text, CLOCK);
                type.sanitize(" " + text + "\n", CLOCK);
                type.sanitize("http://" + text, CLOCK);
                type.sanitize("2019-07-04 " + text, CLOCK);
              })
          .as(() -> type + " of many " + piece)
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void bearDeepValues(FieldType type) {
    Object deep = "";
    for (int i = 0; i < 50_000; i++) {
      deep = i % 2 == 0 ? List.of(deep) : Map.of("a", deep);
    }
    assertThat(type.sanitize(deep)).isNull();
    assertThat(type.isValid(deep)).isFalse();
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth < 3 ? 12 : 9)) {
      case 0 -> random.nextLong();
      case 1 -> (long) random.nextInt(200) - 50;
      case 2 -> number(random);
      case 3 -> random.nextBoolean();
      case 4 -> new BigInteger(random.nextInt(200), random);
      case 5 -> text(random).getBytes(StandardCharsets.UTF_8);
      case 6, 7, 8 -> text(random);
      case 9 -> None.NONE;
      case 10 -> list(random, depth + 1);
      default -> map(random, depth + 1);
    };
  }

  private static double number(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Double.longBitsToDouble(random.nextLong());
      case 1 -> Double.NaN;
      case 2 -> Double.NEGATIVE_INFINITY;
      default -> random.nextDouble() * 200 - 50;
    };
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(7); i >= 0; i--) {
      if (random.nextInt(8) == 0) {
        text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
      } else {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
    }
    return text.toString();
  }

  private static List<@Nullable Object> list(Random random, int depth) {
    var list = new ArrayList<@Nullable Object>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(random.nextInt(5) == 0 ? null : value(random, depth));
    }
    return list;
  }

  private static Map<String, @Nullable Object> map(Random random, int depth) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(text(random), random.nextInt(5) == 0 ? null : value(random, depth));
    }
    return map;
  }
}
