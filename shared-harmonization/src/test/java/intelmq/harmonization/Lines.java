package intelmq.harmonization;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random lines of JSON: right ones, and ones in which a few bytes went wrong. */
final class Lines {
  private static final List<String> NAMES =
      List.of(
          "feed.name",
          "source.ip",
          "source.port",
          "raw",
          "__type",
          "extra",
          "extra.tag",
          "extra.a1",
          "extra.a.b",
          "extra.x_y",
          "extra.a_name_that_is_longer_than_two_words_of_eight_bytes",
          "protocol.application");

  private static final List<String> VALUES =
      List.of(
          "\"192.0.2.1\"",
          "\"\"",
          "\"-\"",
          "\"caf\\u00E9 \\ud83D\\uDe00\"",
          "\"ä€😀\u007f\u2028\"",
          "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
          "\"01234567\\n0123456\\\"\"",
          "0",
          "-0",
          "80",
          "-12.5",
          "1E+2",
          "1e-400",
          "-9223372036854775808",
          "9223372036854775808",
          "0.1000000000000000055511151231257827",
          "true",
          "false",
          "null",
          "[]",
          "{}",
          "[1,[2,{\"a\":[]}],null]",
          "{ \"a\" : 1 , \"b\" : { \"a\" : \"ü\" } }");

  /** What breaks a line, or nearly. */
  private static final List<String> WRONG =
      List.of(
          "\u0000",
          "\t",
          "\r",
          " ",
          "\"",
          "\\",
          "\\u",
          "\\ud800",
          "\\udc00",
          "\\u00",
          "\ud83d\ude00",
          "\ufeff",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "-",
          "+",
          "0",
          "00",
          ".",
          "e",
          "1e999999999",
          "1e400",
          "NaN",
          "Infinity",
          "nul",
          "tru",
          "'",
          "/",
          "//",
          "\"raw\":1,",
          ",\"raw\":1",
          "\"source\\u002eip\"",
          "{\"a\":1,\"a\":2}");

  private static final List<byte[]> WRONG_BYTES =
      List.of(
          new byte[] {(byte) 0xc0, (byte) 0xaf},
          new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
          new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
          new byte[] {(byte) 0xf0, (byte) 0x80, (byte) 0x80, (byte) 0x80},
          new byte[] {(byte) 0xe2, (byte) 0x82},
          new byte[] {(byte) 0x80},
          new byte[] {(byte) 0xff});

  private final RandomGenerator random;

  Lines(RandomGenerator random) {
    this.random = random;
  }

  /** A line that is right. */
  byte[] right() {
    List<String> names = new ArrayList<>(NAMES);
    var line = new StringBuilder(space()).append('{').append(space());
    String comma = "";
    for (int i = random.nextInt(8); i > 0; i--) {
      String name = names.remove(random.nextInt(names.size()));
      line.append(comma)
          .append('"')
          .append(name)
          .append('"')
          .append(space())
          .append(':')
          .append(space())
          .append(value())
          .append(space());
      comma = "," + space();
    }
    return bytes(line.append('}').append(space()).toString());
  }

  /** A right line with up to four mistakes, of which some are none; never a line break. */
  byte[] mutated() {
    byte[] line = right();
    for (int i = random.nextInt(4); i >= 0; i--) {
      line = mutate(line);
    }
    return line;
  }

  private byte[] mutate(byte[] line) {
    int at = random.nextInt(line.length + 1);
    int to = Math.min(line.length, at + random.nextInt(4));
    return switch (random.nextInt(8)) {
      case 0 -> splice(line, at, to, new byte[0]);
      case 1 -> splice(line, at, at, bytes(pick(WRONG)));
      case 2 -> splice(line, at, to, bytes(pick(WRONG)));
      case 3 -> splice(line, at, at, pick(WRONG_BYTES));
      case 4 -> splice(line, at, to, Arrays.copyOfRange(line, at, to));
      case 5 -> Arrays.copyOf(line, at);
      case 6 -> {
        int from = random.nextInt(line.length + 1);
        byte[] part = Arrays.copyOfRange(line, from, Math.min(line.length, from + 20));
        yield splice(line, at, at, part);
      }
      default -> {
        if (at < line.length) {
          byte other = (byte) (line[at] ^ (1 << random.nextInt(8)));
          line[at] = other == '\n' ? (byte) 0 : other;
        }
        yield line;
      }
    };
  }

  private static byte[] splice(byte[] line, int from, int to, byte[] part) {
    byte[] spliced = new byte[line.length - (to - from) + part.length];
    System.arraycopy(line, 0, spliced, 0, from);
    System.arraycopy(part, 0, spliced, from, part.length);
    System.arraycopy(line, to, spliced, from + part.length, line.length - to);
    return spliced;
  }

  private String value() {
    if (random.nextInt(4) > 0) {
      return pick(VALUES);
    }
    var text = new StringBuilder("\"");
    for (int i = random.nextInt(40); i > 0; i--) {
      text.append(random.nextInt(12) == 0 ? "ä" : String.valueOf((char) random.nextInt('a', 'z')));
    }
    return text.append('"').toString();
  }

  private String space() {
    return random.nextInt(12) == 0 ? pick(List.of(" ", "\t", "  ", "\r")) : "";
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
