package intelmq.runtime;

import static intelmq.runtime.Fixture.REPORT;
import static intelmq.runtime.Fixture.entries;
import static intelmq.runtime.Fixture.envelope;
import static intelmq.runtime.Fixture.event;
import static intelmq.runtime.Fixture.ordinals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.github.luben.zstd.Zstd;
import intelmq.harmonization.Event;
import intelmq.harmonization.EventReader;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import intelmq.runtime.Envelope.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvelopeTest {
  @ParameterizedTest
  @CsvSource({"1, plain", "2, plain", "500, zstd"})
  void whatWasWrittenIsRead(int events, String encoding) throws IOException {
    var written = new Envelope(REPORT, "batch+3.1", 4, 3, 2, 1, entries(events));
    String body = written.encode();
    assertThat(header(body)).contains("\"encoding\":\"" + encoding + "\"");
    assertSame(read(body), written);
  }

  @ParameterizedTest
  @CsvSource({
    "f-1-0@0, f-1-0@0",
    "f-1-0@17.1, f-1-0@17.1",
    "f-1-0@0+7.1, f-1-0@0",
    "f-1-0@0~250, f-1-0@0",
    "f-1-0@0~250+251.2~252, f-1-0@0",
    "sent by hand, sent by hand"
  })
  void partsOfABatchShareItsRoot(String batch, String root) {
    assertThat(Envelope.root(batch)).isEqualTo(root);
  }

  @Test
  void orderAndTypesOfFieldsStay() throws IOException {
    Event event = event(1);
    event.add(Fields.EXTRA, "{\"b\": 1, \"a\": [1.5, null, {\"c\": \"line\\nend \\u00e9\"}]}");
    Envelope read = read(Envelope.first(REPORT, List.of(new Entry("17.1", event))).encode());
    assertThat(Json.text(read.entries().getFirst().event())).isEqualTo(Json.text(event));
    assertThat(read.id(read.entries().getFirst())).isEqualTo("example-feed-20261123T130000-0:17.1");
  }

  /** What SQS takes: tab, line ends, and from space on all but the two that XML lacks. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 0x1F, 0x7F, 0x85, 0x2028, 0xFFFD, 0xFFFE, 0xFFFF, 0x1F600, 0x1FFFE})
  void noCharacterMakesTheQueueRefuseTheMessage(int character) throws IOException {
    Event event = event(1);
    event.add(Fields.COMMENT, "a" + Character.toString(character) + "b");
    var written = Envelope.first(REPORT, List.of(new Entry("0", event)));
    assertThat(written.encode().codePoints())
        .allMatch(
            c -> c == '\t' || c == '\n' || c == '\r' || (c >= ' ' && c < 0xFFFE) || c > 0xFFFF);
    assertSame(read(written.encode()), written);
  }

  @Test
  void aNewerFormatIsRefused() {
    String body = envelope(1).encode().replace("\"format\":1", "\"format\":3");
    assertThatIOException()
        .isThrownBy(() -> read(body))
        .withMessage("a message of format 3; this version reads up to 2");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 500})
  void aTruncatedMessageIsRefusedWhereverItEnds(int events) {
    String body = envelope(events).encode();
    int step = Math.max(1, body.length() / 300);
    for (int length = 0; length < body.length(); length += step) {
      String truncated = body.substring(0, length);
      assertThatIOException()
          .as("%s of %s characters", length, body.length())
          .isThrownBy(() -> read(truncated));
    }
  }

  @Test
  void whatIsNoBase64IsRefused() {
    String body = envelope(500).encode();
    String broken = body.substring(0, body.length() / 2) + "!" + body.substring(body.length() / 2);
    assertThatIOException()
        .isThrownBy(() -> read(broken))
        .withMessageStartingWith("a message whose events cannot be decompressed");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 500})
  void anotherNumberOfEventsThanAnnouncedIsRefused(int events) {
    String body =
        envelope(events).encode().replace("\"events\":" + events, "\"events\":" + (events + 1));
    assertThatIOException()
        .isThrownBy(() -> read(body))
        .withMessage("a message of " + (events + 1) + " events that has " + events);
  }

  /** Each line would become an object, and tens of millions of lines fit into a message. */
  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1, 100, 1 << 18, (1 << 18) + 1, 16 << 20, Long.MAX_VALUE})
  void doesNotReadMoreEventsThanAreAnnouncedOrAllowed(long announced) {
    byte[] lines = "0 x\n".repeat(16 << 20).getBytes(StandardCharsets.US_ASCII);
    String body =
        header(envelope(1).encode())
                .replace("\"plain\"", "\"zstd\"")
                .replace("\"events\":1,", "\"events\":" + announced + ",")
                .replaceFirst("\"bytes\":\\d+", "\"bytes\":" + lines.length)
            + "\n"
            + Base64.getEncoder().encodeToString(Zstd.compress(lines));
    assertThatIOException().isThrownBy(() -> read(body)).withMessageStartingWith("a message of ");
  }

  @Test
  void moreEventsThanAreReadAreNotSent() {
    var entry = new Entry("0", new Event());
    assertThat(
            Envelope.first(REPORT, Collections.nCopies((1 << 18) + 1, entry)).encodeWithinLimits())
        .isEmpty();
    assertThat(Envelope.first(REPORT, Collections.nCopies(1 << 18, entry)).encodeWithinLimits())
        .hasValueSatisfying(body -> assertThat(header(body)).contains("\"events\":262144"));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1000, (64 << 20) + 1, 1L << 32, Long.MAX_VALUE})
  void doesNotDecompressMoreThanIsAnnouncedOrAllowed(long announced) {
    String body =
        envelope(1)
                .encode()
                .lines()
                .findFirst()
                .orElseThrow()
                .replace("\"plain\"", "\"zstd\"")
                .replaceFirst("\"bytes\":\\d+", "\"bytes\":" + announced)
            + "\n"
            + Base64.getEncoder().encodeToString(Zstd.compress(new byte[80 << 20]));
    assertThatIOException().isThrownBy(() -> read(body)).withMessageContaining("message");
  }

  static Stream<String> others() {
    String body = envelope(1).encode();
    return Stream.of(
        "",
        "\n",
        "ENVELOPE",
        "{}",
        "{}\n",
        "[]\n",
        body.replace("\"plain\"", "\"gzip\""),
        body.replace("\"plain\"", "1"),
        body.replace("\"hops\":1", "\"hops\":\"1\""),
        body.replace("\"report\":\"example-feed-", "\"report\":\""),
        body.replace("\n0 {", "\n{"),
        body.replace("\n0 {", "\n0"));
  }

  @ParameterizedTest
  @MethodSource("others")
  void whatIsNoMessageIsRefused(String body) {
    assertThatIOException().isThrownBy(() -> read(body));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 500})
  void halvesHaveAllEventsAndIdsOfTheirOwn(int events) {
    Envelope whole = envelope(events);
    List<Envelope> halves = whole.halves();
    assertThat(halves).hasSize(2).allSatisfy(half -> assertThat(half.entries()).isNotEmpty());
    assertThat(halves.stream().flatMap(half -> half.entries().stream()).toList())
        .isEqualTo(whole.entries());
    assertThat(halves)
        .extracting(Envelope::batch)
        .doesNotContain(whole.batch())
        .doesNotHaveDuplicates();
    assertThat(halves)
        .extracting(Envelope::batch)
        .isEqualTo(whole.halves().stream().map(Envelope::batch).toList());
  }

  @Test
  void whatGoesOnKeepsTheBatchAndWhatIsSplitOffHasAnother() {
    Envelope batch = new Envelope(REPORT, "b", 4, 1, 2, 1, entries(4));
    List<Entry> some = batch.entries().subList(1, 3);
    Envelope forward = batch.forward(some);
    assertThat(forward).isEqualTo(new Envelope(REPORT, "b", 5, 0, 0, 0, some));
    Envelope retry = batch.retry(some, 3);
    assertThat(retry).isEqualTo(new Envelope(REPORT, "b+1.2", 4, 2, 0, 3, some));
    Envelope waiting = batch.waiting(some, 3, false);
    assertThat(waiting).isEqualTo(new Envelope(REPORT, "b+1.1", 4, 1, 3, 3, some));
    assertThat(batch.waiting(batch.entries(), 3, true))
        .isEqualTo(new Envelope(REPORT, "b", 4, 1, 3, 3, batch.entries()));
    assertThat(List.of(batch.batch(), retry.batch(), retry.retry(some, 3).batch(), waiting.batch()))
        .doesNotHaveDuplicates();
    assertThat(ordinals(retry)).containsExactly("1", "2");
  }

  /** A bad event is no harm to its neighbours, and neither is one that no function here knows. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{\"source.ip\":\"192.0.2.1\"'|byte 24: the event ends too early",
        "'{\"source.ipp\":1}'|byte 1: no field has this name, or there are too many names",
        "'[1]'|byte 0: the byte 0x5b is not expected here",
        "''|byte 0: the event ends too early",
      })
  void whatIsNoEventIsAnErrorOfItsOwn(String line, String problem) throws IOException {
    String whole = envelope(3).encode();
    String right = whole.lines().skip(2).findFirst().orElseThrow();
    int bytes = whole.length() - whole.indexOf('\n') - 1;
    String body =
        whole
            .replace(right, "1 " + line)
            .replace(
                "\"bytes\":" + bytes, "\"bytes\":" + (bytes - right.length() + 2 + line.length()));
    Envelope.Read read = Envelope.decode(body, Harmonization.standard());
    assertThat(ordinals(read.envelope())).containsExactly("0", "2");
    assertThat(read.unreadable()).containsExactly(new Envelope.Unreadable("1", problem, line));
  }

  @Test
  void anEventThatNoReaderReadsIsNotSent() {
    Event event = event(1);
    event.add(Fields.COMMENT, "a".repeat(EventReader.MOST_BYTES));
    assertThat(Envelope.first(REPORT, List.of(new Entry("0", event))).encodeWithinLimits())
        .isEmpty();
  }

  private static Envelope read(String body) throws IOException {
    return Envelope.decode(body, Harmonization.standard()).envelope();
  }

  private static String header(String body) {
    return body.substring(0, body.indexOf('\n'));
  }

  /** Events have no equality of their own. */
  private static void assertSame(Envelope actual, Envelope expected) {
    assertThat(
            new Envelope(
                actual.report(),
                actual.batch(),
                actual.hops(),
                actual.attempt(),
                actual.waits(),
                actual.resume(),
                expected.entries()))
        .isEqualTo(expected);
    assertThat(actual.entries().stream().map(EnvelopeTest::text).toList())
        .isEqualTo(expected.entries().stream().map(EnvelopeTest::text).toList());
  }

  private static String text(Entry entry) {
    return entry.ordinal() + " " + Json.text(entry.event());
  }
}
