package intelmq.harmonization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventWriterTest {
  private static final String LINE =
      "{ \"source.port\": 80, \"extra.a\": \"\\u00e4\" , \"feed.name\":\"n\" }";

  static Stream<Arguments> values() {
    return Stream.of(
        arguments("text", "\"text\""),
        arguments("ä€😀\u007f\u0080\u2028", "\"ä€😀\u007f\u0080\u2028\""),
        arguments("\"\\/\b\f\n\r\t\u0000\u001f", "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001F\""),
        arguments("\ud800a\udc00", "\"\ufffda\ufffd\""),
        arguments(0L, "0"),
        arguments(7, "7"),
        arguments(Long.MIN_VALUE, "-9223372036854775808"),
        arguments(BigInteger.TEN.pow(30), "1" + "0".repeat(30)),
        arguments(-0.0, "-0.0"),
        arguments(0.1, "0.1"),
        arguments(1e16, "1e+16"),
        arguments(1e22, "1e+22"),
        arguments(Double.MIN_VALUE, "5e-324"),
        arguments(Double.MAX_VALUE, "1.7976931348623157e+308"),
        arguments(Double.NaN, "\"NaN\""),
        arguments(Double.NEGATIVE_INFINITY, "\"-Infinity\""),
        arguments(true, "true"),
        arguments(false, "false"),
        arguments(List.of(1L, "ä", List.of(), Map.of()), "[1,\"ä\",[],{}]"),
        arguments(Map.of("ü\n", List.of(Json.NULL, 0.5)), "{\"ü\\n\":[null,0.5]}"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void writesValues(Object value, String json) {
    var event = new Event();
    assertThat(event.add(Field.extra("a"), value)).isTrue();
    assertThat(write(event)).isEqualTo("{\"extra.a\":" + json + "}");
  }

  @Test
  void writesTextsOfAnyLengthWithAnEscapeAnywhere() {
    for (int length = 0; length < 20; length++) {
      for (int at = 0; at <= length; at++) {
        for (String special : List.of("\"", "\\", "\n", "\u001f", "ä", "😀", "\u007f", "!", "#")) {
          String text = "x" + "a".repeat(at) + special + "a".repeat(length - at);
          var event = new Event();
          event.add(Field.extra("a"), text);
          byte[] written = CodecOracle.write(event);
          assertThat(StrictJson.accepted(written).members()).isEqualTo(Map.of("extra.a", text));
        }
      }
    }
  }

  @Test
  void writesMillionsOfEscapes() throws IOException {
    String text = "\u0000".repeat(1_000_000);
    var event = new Event();
    event.add(Field.extra("a"), text);
    assertThat(read(write(event)).get(Field.extra("a"))).isEqualTo(text);
  }

  @Test
  void anEmptyEvent() {
    assertThat(write(new Event())).isEqualTo("{}");
  }

  @Test
  void copiesWhatNobodyChanged() throws IOException {
    Event event = read(LINE);
    event.get(Fields.SOURCE_PORT);
    event.has(Field.extra("a"));
    event.toMap();
    assertThat(write(event)).isEqualTo(LINE);
  }

  @Test
  void patchesWhatChanged() throws IOException {
    Event first = read(LINE);
    first.put(Fields.SOURCE_PORT, 8080L);
    assertThat(write(first)).isEqualTo(LINE.replace("80", "8080").replace(" }", "}"));
    Event last = read(LINE);
    last.put(Fields.FEED_NAME, "other");
    assertThat(write(last)).isEqualTo(LINE.replace("\"n\" }", "\"other\"}"));
    Event more = read(LINE);
    more.put(Field.extra("b"), List.of(1L));
    assertThat(write(more)).isEqualTo(LINE.replace(" }", ",\"extra.b\":[1]}"));
    more.put(Field.extra("a"), true);
    assertThat(write(more))
        .isEqualTo(LINE.replace("\"\\u00e4\"", "true").replace(" }", ",\"extra.b\":[1]}"));
    more.remove(Field.extra("b"));
    assertThat(write(more)).isEqualTo(LINE.replace("\"\\u00e4\"", "true").replace(" }", "}"));
  }

  @Test
  void leavesOutWhatWasRemoved() throws IOException {
    Event event = read(LINE);
    event.remove(Fields.SOURCE_PORT);
    assertThat(write(event)).isEqualTo("{\"extra.a\":\"\\u00e4\",\"feed.name\":\"n\"}");
    event.remove(Fields.FEED_NAME);
    assertThat(write(event)).isEqualTo("{\"extra.a\":\"\\u00e4\"}");
    event.add(Fields.SOURCE_PORT, 1L);
    assertThat(write(event)).isEqualTo("{\"extra.a\":\"\\u00e4\",\"source.port\":1}");
    event.remove(Fields.EXTRA);
    assertThat(write(event)).isEqualTo("{\"source.port\":1}");
    event.remove(Fields.SOURCE_PORT);
    assertThat(write(event)).isEqualTo("{}");
  }

  @Test
  void writesACopyOfAnEditedEvent() throws IOException {
    Event event = read(LINE);
    event.put(Fields.SOURCE_PORT, 81L);
    Event copy = event.copy();
    event.remove(Fields.SOURCE_PORT);
    event.put(Field.extra("more"), 1L);
    assertThat(copy.names()).containsExactly("source.port", "extra.a", "feed.name");
    assertThat(write(copy)).isEqualTo(LINE.replace("80", "81").replace(" }", "}"));
  }

  /** The next function must be able to read what this one sends. */
  @ParameterizedTest
  @ValueSource(ints = {1, 64, 65, 499, 500, 501, 898, 899, 900, 901, 5_000})
  void deepValuesAreRefusedOrCanBeReadAgain(int depth) throws IOException {
    Object array = 1L;
    for (int i = 0; i < depth; i++) {
      array = i % 2 == 0 ? List.of(array) : Map.of("a", array);
    }
    var event = new Event();
    boolean taken = event.put(Field.extra("a"), array);
    assertThat(taken).isEqualTo(depth <= JsonBytes.MOST_DEPTH);
    assertThat(read(write(event)).toMap()).isEqualTo(event.toMap());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 18, 19, 20, 399, 400, 401, 999, 1001, 4299, 4300, 4301, 10_000})
  void longNumbersAreRefusedOrCanBeReadAgain(int digits) throws IOException {
    BigInteger number = BigInteger.TEN.pow(digits - 1).negate();
    for (Object value : List.of(number, List.of(number))) {
      var event = new Event();
      boolean taken = event.put(Field.extra("a"), value);
      assertThat(taken).isEqualTo(digits <= 4300);
      assertThat(write(read(write(event)))).isEqualTo(write(event));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 250, 251, 1018, 1019, 60_000})
  void longNamesAreRefusedOrCanBeReadAgain(int length) throws IOException {
    String key = "a".repeat(length);
    var event = new Event();
    boolean taken = event.put(Fields.EXTRA, Map.of(key, 1L));
    assertThat(taken).isEqualTo(length <= 1018);
    event.put(Field.extra("nested"), Map.of(key, 1L));
    assertThat(read(write(event)).toMap()).isEqualTo(event.toMap());
  }

  /** Names that differ only in half characters would make one name twice. */
  @Test
  void namesWithHalfCharactersDoNotRecur() throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("\ud800", 1L);
    map.put("a", 2L);
    map.put("\udc00", Map.of("\ud800", 3L));
    var event = new Event();
    event.put(Field.extra("a"), map);
    assertThat(read(write(event)).get(Field.extra("a")))
        .isEqualTo(Map.of("\ufffd", Map.of("\ufffd", 3L), "a", 2L));
  }

  @Test
  void aWriterIsUsedAgain() {
    var out = new EventWriter(0);
    var event = new Event();
    event.add(Fields.SOURCE_PORT, 80L);
    for (int i = 0; i < 3; i++) {
      out.ascii("17 ");
      out.write(event);
      out.ascii('\n');
      assertThat(out).hasToString("17 {\"source.port\":80}\n");
      assertThat(out.size()).isEqualTo(out.toByteArray().length);
      assertThat(out.array()).startsWith(out.toByteArray());
      out.reset();
      assertThat(out.size()).isZero();
    }
  }

  /** What is behind the text in the array stays what it was, also when it grows. */
  @Test
  void manyTextsOneAfterTheOther() throws IOException {
    var event = new Event();
    IntStream.range(0, 500)
        .forEach(i -> event.add(Field.extra("k" + i), "x\"".repeat(i % 70) + "y".repeat(i)));
    var out = new EventWriter(1);
    for (int i = 0; i < 3; i++) {
      out.reset();
      out.write(event);
      assertThat(read(out.toString()).toMap()).isEqualTo(event.toMap());
    }
  }

  private static Event read(String line) throws IOException {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return Json.event(bytes, 0, bytes.length);
  }

  private static String write(Event event) {
    return new String(CodecOracle.write(event), StandardCharsets.UTF_8);
  }
}
