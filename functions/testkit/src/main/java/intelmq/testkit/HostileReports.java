package intelmq.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import intelmq.bot.Outcome;
import intelmq.bot.Outcome.Events;
import intelmq.bot.Outcome.Malformed;
import intelmq.bot.Outcome.Skipped;
import intelmq.bot.framing.Framing;
import intelmq.harmonization.Event;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DynamicNode;

/**
 * Reports that are not what a parser expects, made from its golden reports: a parser never throws
 * for data, and every record has one outcome.
 */
final class HostileReports {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int LONG = 10 << 20;
  private static final int DEEP = 100_000;

  private HostileReports() {}

  static List<DynamicNode> tests(GoldenCase golden) {
    return List.of(
        dynamicTest("empty", () -> parse(golden, new byte[0])),
        dynamicTest("truncated anywhere", () -> truncated(golden)),
        dynamicTest("binary", () -> binary(golden)),
        dynamicTest("a line of 10 MB", () -> parse(golden, "x".repeat(LONG))),
        dynamicTest(
            "a value of 10 MB", () -> parse(golden, "[{\"a\": \"" + "x".repeat(LONG) + "\"}]")),
        dynamicTest(
            "a quote that is never closed",
            () ->
                parse(
                    golden, text(golden) + "\n\"" + ("x".repeat(999) + "\n").repeat(LONG / 1000))),
        dynamicTest("XML with entities", () -> entities(golden)),
        dynamicTest("JSON of 100,000 levels", () -> deep(golden)),
        dynamicTest("in UTF-16", () -> parse(golden, text(golden).getBytes(UTF_16))),
        dynamicTest("in Latin 1", () -> parse(golden, text(golden).getBytes(ISO_8859_1))),
        dynamicTest("with a byte order mark", () -> byteOrderMark(golden)),
        dynamicTest("with mixed line ends", () -> mixed(golden)),
        dynamicTest("each record alone", () -> alone(golden)));
  }

  private static void truncated(GoldenCase golden) throws IOException {
    byte[] input = golden.input();
    int step = Math.max(1, input.length / 100);
    for (int length = 0; length < input.length; length += step) {
      parse(golden, Arrays.copyOf(input, length));
    }
  }

  private static void binary(GoldenCase golden) throws IOException {
    byte[] noise = new byte[200_000];
    new Random(20_261_123).nextBytes(noise);
    parse(golden, noise);
    // amid what is right
    byte[] input = golden.input();
    var out = new ByteArrayOutputStream();
    out.write(input, 0, input.length / 2);
    out.write(noise, 0, 1000);
    out.write(input, input.length / 2, input.length - input.length / 2);
    parse(golden, out.toByteArray());
  }

  /** Ten levels of ten entities each, and one that is a file of the machine. */
  private static void entities(GoldenCase golden) throws IOException {
    var bomb = new StringBuilder("<?xml version=\"1.0\"?>\n<!DOCTYPE r [\n<!ENTITY e0 \"x\">\n");
    for (int i = 1; i <= 10; i++) {
      bomb.append("<!ENTITY e")
          .append(i)
          .append(" \"")
          .append(("&e" + (i - 1) + ";").repeat(10))
          .append("\">\n");
    }
    bomb.append("]>\n<r>&e10;</r>\n");
    parse(golden, bomb.toString());
    String external =
        "<!DOCTYPE r [<!ENTITY f SYSTEM \"file:///proc/self/environ\">]>\n<r>&f;</r>\n";
    assertThat(parse(golden, external)).noneMatch(outcome -> outcome.contains("PATH="));
    parse(golden, text(golden) + external);
  }

  private static void deep(GoldenCase golden) throws IOException {
    for (String open : List.of("[", "{\"a\":", "[{\"a\":")) {
      parse(golden, open.repeat(DEEP));
      parse(golden, "[{\"a\": " + open.repeat(DEEP) + "1");
      parse(golden, text(golden) + open.repeat(DEEP));
    }
    parse(golden, "[{\"a\": " + "[".repeat(DEEP) + "]".repeat(DEEP) + "}]");
  }

  private static void byteOrderMark(GoldenCase golden) throws IOException {
    var out = new ByteArrayOutputStream();
    out.writeBytes(BYTE_ORDER_MARK);
    out.writeBytes(golden.input());
    assertThat(parse(golden, out.toByteArray())).isEqualTo(parse(golden, golden.input()));
  }

  private static void mixed(GoldenCase golden) throws IOException {
    List<String> lines = text(golden).lines().toList();
    var mixed = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      mixed.append(lines.get(i)).append(i % 3 == 0 ? "\n" : i % 3 == 1 ? "\r\n" : "\r");
    }
    assertThat(parse(golden, mixed.toString())).hasSameSizeAs(parse(golden, text(golden)));
  }

  /** What is set aside can be sent again: a record parsed alone becomes the same. */
  private static void alone(GoldenCase golden) throws IOException {
    for (Parsed parsed : parsed(golden, golden.input())) {
      assertThat(parse(golden, parsed.text())).containsExactly(summary(parsed.outcome()));
    }
  }

  private static String text(GoldenCase golden) throws IOException {
    return new String(golden.input(), UTF_8);
  }

  private static List<String> parse(GoldenCase golden, String content) throws IOException {
    return parse(golden, content.getBytes(UTF_8));
  }

  private static List<String> parse(GoldenCase golden, byte[] content) throws IOException {
    return parsed(golden, content).stream().map(parsed -> summary(parsed.outcome())).toList();
  }

  private static List<Parsed> parsed(GoldenCase golden, byte[] content) throws IOException {
    List<Parsed> all = Parsed.all(GoldenParser.bot(golden), golden.report(), content);
    assertThat(all)
        .allSatisfy(parsed -> {
          assertThat(parsed.line()).isPositive();
          assertThat(parsed.text()).hasSizeLessThan(Framing.MAX_RECORD + 100_000);
        });
    return all;
  }

  /** What must not depend on how a report is written, so without {@code raw}. */
  private static String summary(Outcome outcome) {
    return switch (outcome) {
      case Skipped(String rule) -> "skipped: " + rule;
      case Malformed(String code, String message) -> "malformed: " + code;
      case Events(List<Event> events) -> {
        var texts = new ArrayList<String>();
        for (Event event : events) {
          Event copy = event.copy();
          copy.remove(Fields.RAW);
          texts.add(Json.text(copy));
        }
        yield "events: " + texts;
      }
    };
  }
}
