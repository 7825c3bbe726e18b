package intelmq.harmonization;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
  private static final Harmonization STANDARD = Harmonization.standard();
  private static final String GOOD = "{\"source.port\":80}";
  private static final int HUGE = 10 << 20;

  private final CodecOracle oracle = new CodecOracle(STANDARD);

  @Test
  void readsValuesOfAllKinds() throws IOException {
    Event event =
        read(
            "{\"source.ip\":\"192.0.2.1\",\"extra.a\":[1,null,{\"b\":-2.50}],\"extra.none\":null,"
                + "\"extra.yes\":true,\"extra.no\":false,\"extra.big\":12345678901234567890,"
                + "\"extra.long\":-9223372036854775808,\"extra.zero\":-0,\"extra.e\":1E2,"
                + "\"extra.text\":\"\\u00e4\\ud83d\\ude00\\\"\\\\\\/\\b\\f\\n\\r\\t€\"}");
    assertThat(event.get(Fields.SOURCE_IP)).isEqualTo("192.0.2.1");
    assertThat(event.get(Field.extra("none"))).isEqualTo(Json.NULL);
    assertThat(event.get(Field.extra("yes"))).isEqualTo(true);
    assertThat(event.get(Field.extra("no"))).isEqualTo(false);
    assertThat(event.get(Field.extra("big"))).isEqualTo(new BigInteger("12345678901234567890"));
    assertThat(event.get(Field.extra("long"))).isEqualTo(Long.MIN_VALUE);
    assertThat(event.get(Field.extra("zero"))).isEqualTo(0L);
    assertThat(event.get(Field.extra("e"))).isEqualTo(100.0);
    assertThat(event.get(Field.extra("text"))).isEqualTo("ä😀\"\\/\b\f\n\r\t€");
    assertThat((List<?>) event.get(Field.extra("a"))).element(2).isEqualTo(Map.of("b", -2.5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", " { } ", "\t{\r}\r", "{}\n"})
  void readsEmptyEvents(String line) throws IOException {
    Event event = read(line);
    assertThat(event.names()).isEmpty();
    assertThat(Json.text(event)).isEqualTo("{}");
  }

  @Test
  void passesWhiteSpaceOver() throws IOException {
    String line = " \t{ \"source.ip\" :\t\"192.0.2.1\" , \"source.port\"\r: 80 } \r";
    Event event = read(line);
    assertThat(event.toMap()).isEqualTo(Map.of("source.ip", "192.0.2.1", "source.port", 80L));
    assertThat(Json.text(event)).isEqualTo(line.stripTrailing());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"__type\":\"Event\",\"source.port\":80}",
        "{\"source.port\":80,\"__type\":\"Event\"}",
        "{ \"__type\" : \"Event\" , \"source.port\" : 80 }"
      })
  void leavesTheTypeOut(String line) throws IOException {
    Event event = read(line);
    assertThat(event.names()).containsExactly("source.port");
    assertThat(event.toMap()).isEqualTo(Map.of("source.port", 80L));
    assertThat(Json.text(event)).isEqualTo(GOOD);
  }

  static Stream<Arguments> malformed() {
    String early = "the event ends too early";
    return Stream.of(
        arguments("", 0, early),
        arguments("   ", 3, early),
        arguments("{", 1, early),
        arguments("{\"source.port\":80", 17, early),
        arguments("{\"source.port\":", 15, early),
        arguments("{\"source.port\"", 14, early),
        arguments("{\"feed.name\":\"", 14, early),
        arguments("{\"feed.name\":\"text", 18, early),
        arguments("[]", 0, unexpected('[')),
        arguments("\"text\"", 0, unexpected('"')),
        arguments("null", 0, unexpected('n')),
        arguments("{}x", 2, unexpected('x')),
        arguments("{} {}", 3, unexpected('{')),
        arguments("{,}", 1, unexpected(',')),
        arguments("{1:2}", 1, unexpected('1')),
        arguments("{source.port:80}", 1, unexpected('s')),
        arguments("{'source.port':80}", 1, unexpected('\'')),
        arguments("{\"source.port\" 80}", 15, unexpected('8')),
        arguments("{\"source.port\":}", 15, unexpected('}')),
        arguments("{\"source.port\":80,}", 18, unexpected('}')),
        arguments("{\"source.port\":80 81}", 18, unexpected('8')),
        arguments("{\"source.port\":80;}", 17, unexpected(';')),
        arguments("{\"source.port\":080}", 16, unexpected('8')),
        arguments("{\"source.port\":+80}", 15, unexpected('+')),
        arguments("{\"source.port\":.5}", 15, unexpected('.')),
        arguments("{\"source.port\":5.}", 17, unexpected('}')),
        arguments("{\"source.port\":5e}", 17, unexpected('}')),
        arguments("{\"source.port\":-}", 16, unexpected('}')),
        arguments("{\"source.port\":1e400}", 15, unexpected('1')),
        arguments("{\"source.port\":-1e999999999}", 15, unexpected('-')),
        arguments("{\"source.port\":NaN}", 15, unexpected('N')),
        arguments("{\"source.port\":Infinity}", 15, unexpected('I')),
        arguments("{\"source.port\":-Infinity}", 16, unexpected('I')),
        arguments("{\"source.port\":nul}", 15, unexpected('n')),
        arguments("{\"source.port\":True}", 15, unexpected('T')),
        arguments("{\"extra.a\":[1,]}", 14, unexpected(']')),
        arguments("{\"extra.a\":[1 2]}", 14, unexpected('2')),
        arguments("{\"extra.a\":[1}", 13, unexpected('}')),
        arguments("{\"extra.a\":{\"b\"}}", 15, unexpected('}')),
        arguments("{\"extra.a\":{b:1}}", 12, unexpected('b')),
        arguments("{\"feed.name\":\"a\tb\"}", 15, unexpected('\t')),
        arguments("{\"feed.name\":\"a\0b\"}", 15, unexpected('\0')),
        arguments("{\"feed.name\":\"a\rb\"}", 15, unexpected('\r')),
        arguments("{\"feed.name\":\"\\x41\"}", 14, unexpected('\\')),
        arguments("{\"feed.name\":\"\\u12g4\"}", 14, unexpected('\\')),
        arguments("{\"feed.name\":\"\\ud800\"}", 14, unexpected('\\')),
        arguments("{\"feed.name\":\"\\ud800\\ud800\"}", 14, unexpected('\\')),
        arguments("{\"feed.name\":\"\\udc00\"}", 14, unexpected('\\')),
        arguments("{\"extra.a\":{\"\\ud800\":1}}", 13, unexpected('\\')),
        arguments("\ufeff{}", 0, unexpected(0xef)),
        arguments("{\u00a0}", 1, unexpected(0xc2)),
        arguments("{\"source.port\":1,\"source.port\":2}", 31, "source.port is there twice"),
        arguments("{\"__type\":1,\"__type\":2}", 21, "__type is there twice"),
        arguments("{\"extra.a\":1,\"extra.b\":2,\"extra.a\":3}", 35, "extra.a is there twice"),
        arguments("{\"extra.a\":{\"b\":1,\"b\":2}}", 11, "a name recurs within extra.a"),
        arguments("{\"extra.a\":[{\"b\":1,\"\\u0062\":2}]}", 11, "a name recurs within extra.a"),
        arguments("{\"source.prot\":80}", 1, unknown()),
        arguments("{\"\":80}", 1, unknown()),
        arguments("{\"extra.\":80}", 1, unknown()),
        arguments("{\"extra.A\":80}", 1, unknown()),
        arguments("{\"source\\u002eport\":80}", 1, unknown()),
        arguments("{\"extra.ä\":80}", 1, unknown()),
        arguments("{\"extra." + "a".repeat(1019) + "\":80}", 1, unknown()));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void saysWhereAndWhyALineIsWrong(String line, int position, String problem) throws IOException {
    var reader = reader(GOOD + "\n" + line + "\n" + GOOD);
    assertThat(Json.text(reader.next())).isEqualTo(GOOD);
    assertThatThrownBy(reader::next)
        .isInstanceOfSatisfying(
            MalformedEventException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(problem);
              assertThat(e.position()).isEqualTo(position);
              assertThat(e).hasMessage("byte " + position + ": " + problem);
              assertThat(e.text()).isEqualTo(line);
            });
    assertThat(reader.hasNext()).isTrue();
    assertThat(Json.text(reader.next())).isEqualTo(GOOD);
    assertThat(reader.hasNext()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0080",
        "\u00c3",
        "\u00c0\u00af",
        "\u00c1\u00bf",
        "\u00e0\u0080\u00af",
        "\u00e2\u0082",
        "\u00ed\u00a0\u0080",
        "\u00ed\u00bf\u00bf",
        "\u00f0\u0080\u0080\u00af",
        "\u00f0\u009f\u0098",
        "\u00f4\u0090\u0080\u0080",
        "\u00f8\u0088\u0080\u0080\u0080",
        "\u00fe",
        "\u00ff"
      })
  void refusesWhatIsNoUtf8(String bytesAsCharacters) {
    for (String line : List.of("{\"feed.name\":\"text%s\"}", "{\"extra.a\":{\"%s\":1}}")) {
      byte[] bytes = String.format(Locale.ROOT, line, bytesAsCharacters).getBytes(ISO_8859_1);
      MalformedEventException error = oracle.line(bytes).error();
      assertThat(error).isNotNull();
      assertThat(Objects.requireNonNull(error).problem()).startsWith("the byte 0x");
    }
  }

  @Test
  void takesTheSmallestAndLargestOfEachLengthInUtf8() {
    byte[] line =
        "{\"feed.name\":\"\u0080\u07ff\u0800\ud7ff\ue000\uffff\ud800\udc00\udbff\udfff\"}"
            .getBytes(UTF_8);
    assertThat(oracle.line(line).accepted().get(Fields.FEED_NAME))
        .isEqualTo("\u0080\u07ff\u0800\ud7ff\ue000\uffff\ud800\udc00\udbff\udfff");
  }

  @Test
  void readsLabels() throws IOException {
    var reader = reader("17 " + GOOD + "\n17.1 [\n18   " + GOOD + "\n");
    assertThat(reader.label()).isEqualTo("17");
    assertThat(Json.text(reader.next())).isEqualTo(GOOD);
    assertThat(reader.label()).isEqualTo("17.1");
    assertThatThrownBy(reader::next)
        .isInstanceOfSatisfying(
            MalformedEventException.class, e -> assertThat(e.position()).isZero());
    assertThat(reader.label()).isEqualTo("18");
    assertThat(Json.text(reader.next())).isEqualTo("  " + GOOD);
    assertThat(reader.hasNext()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {" {}", "{}", "17", "17\n{}", "\n", "17\t{}", "ä {}", "\0 {}"})
  void refusesALineWithoutALabel(String line) {
    var reader = reader(line);
    assertThatThrownBy(reader::label)
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(MalformedEventException.class)
        .hasMessage("byte 0: a line without a label");
  }

  @Test
  void refusesALongLabel() throws IOException {
    assertThat(reader("1".repeat(63) + " {}").label()).hasSize(63);
    assertThatThrownBy(() -> reader("1".repeat(65) + " {}").label())
        .hasMessage("byte 0: a line without a label");
  }

  @Test
  void aBatchMayEndWithoutALineBreak() throws IOException {
    for (String end : List.of("", "\n")) {
      var reader = reader(GOOD + "\n" + GOOD + end);
      assertThat(Json.text(reader.next())).isEqualTo(GOOD);
      assertThat(reader.hasNext()).isTrue();
      assertThat(Json.text(reader.next())).isEqualTo(GOOD);
      assertThat(reader.hasNext()).isFalse();
    }
    assertThat(reader("").hasNext()).isFalse();
  }

  @Test
  void usesAnArrayWithRoomAndCopiesOthers() throws IOException {
    byte[] content = GOOD.getBytes(UTF_8);
    byte[] roomy = Arrays.copyOf(content, content.length + EventReader.SLACK);
    Event event = new EventReader(STANDARD, roomy, content.length).next();
    roomy[GOOD.indexOf("80")] = '9';
    assertThat(event.get(Fields.SOURCE_PORT)).isEqualTo(90L);
    byte[] tight = content.clone();
    Event copied = new EventReader(STANDARD, tight, tight.length).next();
    assertThat(tight).isEqualTo(content);
    tight[GOOD.indexOf("80")] = '9';
    assertThat(copied.get(Fields.SOURCE_PORT)).isEqualTo(80L);
  }

  @Test
  void whatStandsBehindTheContentIsNotRead() throws IOException {
    byte[] bytes = (GOOD + ",\"feed.name\":\"a\"}" + " ".repeat(100)).getBytes(UTF_8);
    var reader = new EventReader(STANDARD, bytes, GOOD.length());
    assertThat(Json.text(reader.next())).isEqualTo(GOOD);
    assertThat(reader.hasNext()).isFalse();
  }

  @Test
  void eventsOutliveTheirReader() throws IOException {
    var lines = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      lines.append("{\"source.port\":").append(i).append(",\"extra.tag\":\"ä").append(i);
      lines.append("\",\"extra.a\":[").append(i).append("]}\n");
    }
    var reader = reader(lines.toString());
    List<Event> events = new ArrayList<>();
    while (reader.hasNext()) {
      events.add(reader.next());
      events.getFirst().put(Fields.SOURCE_PORT, 1L);
    }
    assertThat(events).hasSize(3_000);
    for (int i = 1; i < events.size(); i++) {
      assertThat(events.get(i).get(Fields.SOURCE_PORT)).isEqualTo((long) i);
      assertThat(events.get(i).get(Field.extra("tag"))).isEqualTo("ä" + i);
      assertThat(events.get(i).get(Field.extra("a"))).isEqualTo(List.of((long) i));
    }
  }

  @Test
  void fieldsOfAnotherHarmonisation() throws IOException {
    Harmonization own =
        Harmonization.parse(
            """
            {"event": {"own.field": {"type": "String"}, "more": {"type": "JSONDict"}},
             "report": {}}
            """);
    byte[] line = "{\"own.field\":\"a\",\"more.b\":[1]}".getBytes(UTF_8);
    assertThat(new EventReader(own, line, line.length).next().names())
        .containsExactly("own.field", "more.b");
    assertThat(oracle.line(line).error()).isNotNull();
  }

  @Test
  void namesMayBeLong() {
    for (int length = 1; length < 100; length++) {
      String name = "extra." + "a".repeat(length);
      String other = "extra." + "a".repeat(length - 1) + "b";
      String line = "{\"" + name + "\":1,\"" + other + "\":2}";
      for (int i = 0; i < 3; i++) {
        assertThat(oracle.line(line.getBytes(UTF_8)).accepted().names())
            .containsExactly(name, other);
      }
    }
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
        arguments("a long text", "{\"feed.name\":\"" + "a".repeat(HUGE) + "\"}"),
        arguments("a text without end", "{\"feed.name\":\"" + "a".repeat(HUGE)),
        arguments("many escapes", "{\"feed.name\":\"" + "\\u00e4".repeat(HUGE / 6) + "\"}"),
        arguments("a backslash at the end", "{\"feed.name\":\"" + "\\\\".repeat(HUGE / 2) + "\\"),
        arguments("a long name", "{\"extra." + "a".repeat(HUGE) + "\":1}"),
        arguments("a long nested name", "{\"extra.a\":{\"" + "a".repeat(HUGE) + "\":1}}"),
        arguments("arrays", "{\"extra.a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
        arguments("objects", "{\"extra.a\":" + "{\"a\":".repeat(100_000) + "1"),
        arguments("a long integer", "{\"extra.a\":" + "9".repeat(1_000_000) + "}"),
        arguments("a long fraction", "{\"extra.a\":0." + "0".repeat(1_000_000) + "1}"),
        arguments("a long exponent", "{\"extra.a\":1e" + "9".repeat(1_000_000) + "}"),
        arguments("spaces in front", " ".repeat(HUGE) + "{}"),
        arguments("spaces within", "{" + " ".repeat(HUGE) + "}"),
        arguments("spaces at the end", "{\"source.port\":80" + " ".repeat(HUGE) + "}"),
        arguments("no line break", "\0".repeat(HUGE)),
        arguments("fields", fields(100_000)));
  }

  /** Each of these would take hours if anything took quadratic time. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  @Timeout(60)
  void refusesHostileLinesAlone(String what, String line) throws IOException {
    var reader = reader(GOOD + "\n" + line + "\n{\"extra.never_seen_before\":1}\n" + GOOD);
    assertThat(Json.text(reader.next())).isEqualTo(GOOD);
    assertThatThrownBy(reader::next)
        .as(what)
        .isInstanceOfSatisfying(
            MalformedEventException.class,
            e -> {
              assertThat(e.position()).isBetween(0, line.length());
              assertThat(e.getMessage()).hasSizeLessThan(100);
              assertThat(e.text()).hasSizeLessThanOrEqualTo(64 << 10);
            });
    assertThat(reader.next().names()).containsExactly("extra.never_seen_before");
    assertThat(Json.text(reader.next())).isEqualTo(GOOD);
  }

  @Test
  @Timeout(60)
  void takesManyFieldsAndManyNames() throws IOException {
    for (int i = 0; i < 3; i++) {
      assertThat(read(fields(30_000)).names()).hasSize(30_000);
    }
    var lines = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      lines.append("{\"extra.n").append(i).append("\":").append(i).append("}\n");
    }
    var reader = reader(lines.toString());
    List<Event> events = new ArrayList<>();
    while (reader.hasNext()) {
      events.add(reader.next());
    }
    assertThat(events).hasSize(100_000);
    for (int i = 0; i < events.size(); i += 999) {
      assertThat(events.get(i).toMap()).isEqualTo(Map.of("extra.n" + i, (long) i));
    }
  }

  @Test
  void takesWhatIsJustWithinTheLimits() throws IOException {
    String deep = "[".repeat(JsonBytes.MOST_DEPTH) + "]".repeat(JsonBytes.MOST_DEPTH);
    String digits = "9".repeat(JsonBytes.LONGEST_NUMBER);
    String name = "extra." + "a".repeat(Definitions.LONGEST_NAME - "extra.".length());
    for (String member :
        List.of("\"extra.a\":" + deep, "\"extra.a\":" + digits, "\"" + name + "\":1")) {
      String line = "{" + member + "}";
      assertThat(Json.text(read(line))).isEqualTo(line);
      assertThat(oracle.line(line.getBytes(UTF_8)).error()).isNull();
    }
  }

  @Test
  void oneEventIsOneLine() {
    byte[] two = (GOOD + "\n" + GOOD).getBytes(UTF_8);
    assertThatThrownBy(() -> Json.event(two, 0, two.length)).isInstanceOf(IOException.class);
  }

  private static String fields(int count) {
    var line = new StringBuilder("{\"source.port\":80");
    for (int i = 1; i < count; i++) {
      line.append(",\"extra.f").append(i).append("\":1");
    }
    return line.append('}').toString();
  }

  private static String unexpected(int b) {
    return String.format(Locale.ROOT, "the byte 0x%02x is not expected here", b);
  }

  private static String unknown() {
    return "no field has this name, or there are too many names";
  }

  private static Event read(String line) throws IOException {
    return reader(line).next();
  }

  private static EventReader reader(String lines) {
    byte[] bytes = lines.getBytes(UTF_8);
    return new EventReader(STANDARD, bytes, bytes.length);
  }
}
