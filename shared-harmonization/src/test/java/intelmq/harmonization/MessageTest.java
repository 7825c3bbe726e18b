package intelmq.harmonization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {
  private final Event event = new Event();

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "-", "N/A"})
  void passesOverEmptyValues(@Nullable String value) {
    assertThat(event.add(Fields.COMMENT, value)).isFalse();
    assertThat(event.refusal()).isEmpty();
    assertThat(event.names()).isEmpty();
  }

  @Test
  void refusesWhatIsThereBeforeAnythingElse() {
    event.add(Fields.COMMENT, "a");
    assertThat(event.add(Fields.COMMENT, "")).isFalse();
    assertThat(event.refusal()).map(Refusal::code).contains("key-exists");
    assertThat(event.text(Fields.COMMENT)).isEqualTo("a");
  }

  @Test
  void remembersTheFirstRefusal() {
    event.add(Fields.SOURCE_IP, "192.0.2.256");
    event.add(Fields.SOURCE_ASN, "AS0");
    assertThat(event.refusal())
        .map(Refusal::message)
        .contains("source.ip: '192.0.2.256' is not a valid IPAddress");
    assertThat(event.names()).isEmpty();
  }

  @Test
  void checksLengthAndPattern() {
    event.add(Fields.SOURCE_PORT, 123456L);
    assertThat(event.refusal().orElseThrow().message()).contains("longer than 5 characters");
    var other = new Event();
    other.add(Fields.MALWARE_NAME, "trojanä");
    assertThat(other.refusal().orElseThrow().message()).contains("does not match");
  }

  @Test
  void addIfValidForgivesAndAddIfAbsentLeaves() {
    assertThat(event.addIfValid(Fields.SOURCE_IP, "x")).isFalse();
    assertThat(event.addIfAbsent(Fields.COMMENT, "a")).isTrue();
    assertThat(event.addIfAbsent(Fields.COMMENT, "b")).isFalse();
    assertThat(event.refusal()).isEmpty();
  }

  @Test
  void putReplacesRemovesAndKeepsWhenRefused() {
    event.put(Fields.SOURCE_IP, "192.0.2.1");
    event.put(Fields.SOURCE_IP, "192.0.2.2");
    assertThat(event.put(Fields.SOURCE_IP, "x")).isFalse();
    assertThat(event.text(Fields.SOURCE_IP)).isEqualTo("192.0.2.2");
    event.put(Fields.SOURCE_IP, "");
    assertThat(event.has(Fields.SOURCE_IP)).isFalse();
  }

  @Test
  void keepsTheOrderOfAdding() {
    event.add(Fields.TLP, "red");
    event.add(Fields.COMMENT, "c");
    event.add(Field.of("source.ip"), "192.0.2.1");
    assertThat(event.names()).containsExactly("tlp", "comment", "source.ip");
  }

  @Test
  void flattensExtraByOneLevel() {
    var extra = new LinkedHashMap<String, @Nullable Object>();
    extra.put("a", Map.of("b", 1L));
    extra.put("empty", "");
    extra.put("nothing", null);
    assertThat(event.add(Fields.EXTRA, extra)).isTrue();
    assertThat(event.names()).containsExactly("extra.a", "extra.empty", "extra.nothing");
    assertThat(event.has(Fields.EXTRA)).isTrue();
    assertThat(event.get(Fields.EXTRA))
        .isEqualTo("{\"a\": {\"b\": 1}, \"empty\": \"\", \"nothing\": null}");
    event.put(Fields.EXTRA, "{\"c\": 2}");
    assertThat(event.names()).containsExactly("extra.c");
    event.remove(Fields.EXTRA);
    assertThat(event.has(Fields.EXTRA)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "{}", "no JSON", "{\"Upper\": 1}", "{\"a b\": 1}", "{\"a.\": 1}"})
  void refusesExtraThatHasNoUsableNames(String value) {
    assertThat(event.add(Fields.EXTRA, value)).isFalse();
    assertThat(event.refusal()).map(Refusal::field).contains(Fields.EXTRA);
    assertThat(event.names()).isEmpty();
  }

  @Test
  void takesAnythingBelowExtraButEmptyValues() {
    event.add(Field.extra("list"), List.of());
    event.add(Field.extra("zero"), 0);
    event.add(Field.extra("null"), Json.NULL);
    assertThat(event.get(Field.extra("list"))).isEqualTo(List.of());
    assertThat(event.get(Field.extra("zero"))).isEqualTo(0L);
    assertThat(event.names()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"extra.a", "extra.a_1.2b", "extra._"})
  void knowsNamesBelowExtra(String name) {
    assertThat(Field.find(name)).map(Field::name).contains(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"extra.", "extra.A", "extra.a-b", "extra..a", "extra.a.", "other.a", "x"})
  void knowsNoOtherNames(String name) {
    assertThat(Field.find(name)).isEqualTo(Optional.empty());
  }

  @Test
  void keepsHarmonisedValuesVerbatim() {
    event.addHarmonised(Fields.RAW, "YQ==");
    event.addHarmonised(Fields.FEED_ACCURACY, 10L);
    event.addHarmonised(Fields.SOURCE_ASN, "AS64496");
    assertThat(event.get(Fields.RAW)).isEqualTo("YQ==");
    assertThat(event.get(Fields.FEED_ACCURACY)).isEqualTo(10L);
    assertThat(event.get(Fields.SOURCE_ASN)).isEqualTo(64496L);
    assertThat(event.addHarmonised(Fields.RAW, "YQ==")).isFalse();
  }

  @Test
  void completesDatesFromTheTimeOfObservation() {
    event.add(Fields.TIME_OBSERVATION, "2019-07-04T01:02:03+00:00");
    event.add(Fields.TIME_SOURCE, "00:30");
    assertThat(event.text(Fields.TIME_SOURCE)).isEqualTo("2019-07-04T00:30:00+00:00");
    var without = new Event();
    without.add(Fields.TIME_SOURCE, "00:30");
    assertThat(without.refusal()).isPresent();
  }

  @Test
  void takesOverTheFeedFromAReport() {
    var report = new Report();
    report.add(Fields.FEED_NAME, "Example");
    report.add(Fields.RAW, "a");
    assertThat(new Event(report).names()).containsExactly("feed.name");
  }

  @Test
  void eventsOfAReportAreIndependentOfEachOtherAndOfWhatItWas() {
    var report = new Report();
    report.add(Fields.FEED_NAME, "Example");
    report.add(Fields.FEED_ACCURACY, 50);
    var first = new Event(report);
    first.put(Fields.FEED_NAME, "Other");
    first.remove(Fields.FEED_ACCURACY);
    assertThat(Json.text(new Event(report)))
        .isEqualTo("{\"feed.accuracy\":50.0,\"feed.name\":\"Example\"}");
    report.put(Fields.FEED_NAME, "Renamed");
    assertThat(Json.text(new Event(report)))
        .isEqualTo("{\"feed.accuracy\":50.0,\"feed.name\":\"Renamed\"}");
    assertThat(Json.text(first)).isEqualTo("{\"feed.name\":\"Other\"}");
  }

  @Test
  void whatAnEventCannotTakeFromItsReportIsRefused() {
    var harmonization =
        Harmonization.parse(
            """
            {"event": {"feed.name": {"type": "String", "length": 3}},
             "report": {"feed.name": {"type": "String"}}}
            """);
    var report = new Report(harmonization);
    report.add(Fields.FEED_NAME, "Example");
    assertThat(new Event(report).refusal()).map(Refusal::field).contains(Fields.FEED_NAME);
    assertThat(new Event(report).names()).isEmpty();
  }

  @Test
  void readsOtherSystemsJson() throws IOException {
    byte[] json =
        "{\"source.ip\": \"192.0.2.1\", \"extra.n\": null, \"extra.b\": 36893488147419103232, \"__type\": \"Event\"}"
            .getBytes(StandardCharsets.UTF_8);
    Event read = Json.event(json, 0, json.length);
    assertThat(read.names()).containsExactly("source.ip", "extra.n", "extra.b");
    assertThat(Json.text(read))
        .isEqualTo(
            "{\"source.ip\":\"192.0.2.1\",\"extra.n\":null,\"extra.b\":36893488147419103232}");
  }

  @Test
  void writesNumbersAndHalfCharactersThatJsonCannotCarryAsText() {
    event.add(Field.extra("nan"), Double.NaN);
    event.add(Field.extra("half"), "a\ud800b");
    event.add(Field.extra("small"), 1e-5);
    assertThat(Json.text(event))
        .isEqualTo("{\"extra.nan\":\"NaN\",\"extra.half\":\"a\ufffdb\",\"extra.small\":1e-05}");
  }

  @Test
  void goesByItsOwnHarmonisation() {
    Harmonization own =
        Harmonization.parse(
            """
            {"event": {"comment": {"type": "UppercaseString", "length": 3},
                       "sensor": {"type": "JSONDict", "length": 12}},
             "report": {"comment": {"type": "String"}}}
            """);
    var message = new Event(own);
    assertThat(message.add(Fields.COMMENT, "abc")).isTrue();
    assertThat(message.text(Fields.COMMENT)).isEqualTo("ABC");
    assertThat(message.isValid(Fields.COMMENT, "abcd")).isFalse();
    assertThat(message.add(Fields.SOURCE_IP, "-")).isFalse();
    assertThat(message.refusal()).as("an empty value").isEmpty();
    assertThat(message.add(Fields.SOURCE_IP, "192.0.2.1")).isFalse();
    assertThat(message.refusal()).map(Refusal::code).contains(Refusal.INVALID_KEY);
    assertThat(message.copy().refusal()).isEmpty();
    assertThat(new Event(own).sameAs(new Event())).isFalse();
  }

  @Test
  void objectsOtherThanExtraTakeMembersOneByOne() {
    Harmonization own =
        Harmonization.parse(
            """
            {"event": {"sensor": {"type": "JSONDict", "length": 12}}, "report": {}}
            """);
    Field sensor = own.field("sensor");
    var message = new Event(own);
    assertThat(message.add(sensor, Map.of("a", 1))).isTrue();
    assertThat(message.has(sensor)).isFalse();
    assertThat(message.add(sensor, Map.of("b", ""))).isTrue();
    assertThat(message.add(sensor, "{\"c\": null}")).isTrue();
    assertThat(message.get(sensor)).isEqualTo("{\"a\": 1, \"c\": null}");
    assertThat(message.names()).containsExactly("sensor.a", "sensor.c");
    assertThat(message.add(own.field("sensor.d"), "longer than it may be")).isFalse();
    message.remove(sensor);
    assertThat(message.names()).isEmpty();
  }

  @Test
  void sortsTheMembersOfAMapAndKeepsTheOrderOfText() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("z", 1L);
    map.put("a", 2L);
    event.add(Fields.EXTRA, map);
    assertThat(event.names()).containsExactly("extra.a", "extra.z");
    event.put(Fields.EXTRA, "{\"z\": 1, \"a\": 2}");
    assertThat(event.names()).containsExactly("extra.z", "extra.a");
  }

  @Test
  void changesOnlyWhatIsThere() {
    assertThat(event.change(Fields.COMMENT, "a")).isFalse();
    assertThat(event.refusal()).map(Refusal::code).contains(Refusal.KEY_NOT_EXISTS);
    event.add(Fields.COMMENT, "a");
    assertThat(event.change(Fields.COMMENT, "b")).isTrue();
    assertThat(event.change(Fields.COMMENT, "")).isFalse();
    assertThat(event.has(Fields.COMMENT)).isFalse();
  }

  @Test
  void updatesUpToTheFirstRefusal() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("comment", "c");
    fields.put("raw", "YQ==");
    fields.put("source.ip", "x");
    fields.put("status", "online");
    assertThat(event.update(fields)).isFalse();
    assertThat(event.names()).containsExactly("comment", "raw");
    assertThat(event.text(Fields.RAW)).isEqualTo("YQ==");
    fields.clear();
    fields.put("comment", null);
    fields.put("no.field", "");
    assertThat(event.update(fields)).as("of this update nothing was refused").isTrue();
    assertThat(event.names()).containsExactly("raw");
  }

  @Test
  void textThatShouldBeBase64AndIsNotIsNotEncodedOnceMore() {
    assertThat(event.addHarmonised(Fields.RAW, "abc")).isFalse();
    assertThat(event.refusal()).map(Refusal::code).contains(Refusal.INVALID_VALUE);
  }

  @Test
  void whatIsCheckedAgainHasNoEmptyValuesButCopiesHave() {
    event.add(Fields.EXTRA, "{\"a\": \"\", \"b\": null, \"c\": []}");
    assertThat(event.names()).hasSize(3);
    assertThat(event.copy().toMap()).isEqualTo(event.toMap());
    assertThat(MessageJson.of(event.harmonization(), event.toMap(), "Event").names())
        .containsExactly("extra.c");
  }

  @Test
  void reportsTakeTheirOwnFieldsOnly() {
    var report = new Report();
    assertThat(report.add(Fields.SOURCE_IP, "192.0.2.1")).isFalse();
    assertThat(report.refusal()).map(Refusal::code).contains(Refusal.INVALID_KEY);
    event.add(Fields.SOURCE_IP, "192.0.2.1");
    event.add(Fields.FEED_NAME, "Example");
    event.add(Field.extra("a"), 1);
    var from = new Report(event);
    assertThat(from.names()).containsExactly("feed.name", "extra.a");
    from.observe(InstantSource.fixed(Instant.parse("2026-11-22T01:22:28.5Z")));
    assertThat(from.text(Fields.TIME_OBSERVATION)).isEqualTo("2026-11-22T01:22:28+00:00");
    assertThat(new Event(from, List.of(Fields.EXTRA, Fields.SOURCE_IP)).names())
        .containsExactly("feed.name", "time.observation", "extra.a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "[]", "", "{\"__type\": \"Message\"}", "{\"__type\": 5}", "{\"__type\""})
  void readsNoTextOfAnotherKind(String json) {
    assertThatThrownBy(() -> MessageJson.read(Harmonization.standard(), json, null))
        .isInstanceOf(IOException.class);
  }

  @Test
  void readsWhatSaysItsTypeOrIsToldIt() throws IOException {
    Harmonization standard = Harmonization.standard();
    String json = "{\"feed.name\": \"ü\", \"__type\": \"Report\"}";
    Message report = MessageJson.read(standard, json, "Event");
    assertThat(report).isInstanceOf(Report.class);
    assertThat(MessageJson.write(report))
        .isEqualTo("{\"feed.name\": \"\\u00fc\", \"__type\": \"Report\"}");
    assertThat(MessageJson.read(standard, "{\"no.field\": 1}", "Event").refusal())
        .map(Refusal::code)
        .contains(Refusal.INVALID_KEY);
  }
}
