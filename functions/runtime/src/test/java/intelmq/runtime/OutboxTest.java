package intelmq.runtime;

import static intelmq.runtime.Fixture.ASIDE;
import static intelmq.runtime.Fixture.NEXT;
import static intelmq.runtime.Fixture.OWN;
import static intelmq.runtime.Fixture.REPORT;
import static intelmq.runtime.Fixture.event;
import static intelmq.runtime.Fixture.large;
import static intelmq.runtime.Fixture.ordinals;
import static org.assertj.core.api.Assertions.assertThat;

import intelmq.harmonization.Event;
import intelmq.harmonization.Fields;
import intelmq.runtime.Envelope.Entry;
import intelmq.runtime.FakeQueue.Sent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OutboxTest {
  private static final int MESSAGE = 1 << 20;

  private final FakeQueue queue = new FakeQueue();
  private final Books books = new Books();
  private final Outbox outbox = new Outbox(queue, books);

  @Test
  void splitsWhatIsLargerThanAMessage() throws IOException {
    List<Entry> different =
        IntStream.range(0, 9)
            .mapToObj(i -> new Entry(Integer.toString(i), large(400_000 + i)))
            .toList();
    assertThat(outbox.add(List.of(NEXT, ASIDE), Envelope.first(REPORT, different))).isEmpty();
    outbox.send();
    for (String url : List.of(NEXT, ASIDE)) {
      List<Sent> sent = queue.in(url);
      assertThat(sent).hasSizeGreaterThan(1);
      assertThat(sent).allSatisfy(message -> assertThat(message.body()).hasSizeLessThan(MESSAGE));
      assertThat(sent.stream().flatMap(message -> ordinals(message.envelope()).stream()))
          .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8");
      assertThat(sent).extracting(message -> message.envelope().batch()).doesNotHaveDuplicates();
    }
    assertThat(books.toMap().get("sent")).isEqualTo(Map.of("next", 9L, "aside", 9L));
  }

  @Test
  void splitsWhatItsReaderWouldRefuseToDecompress() throws IOException {
    Event event = event(1);
    event.add(Fields.COMMENT, "a".repeat((8 << 20) - 1000));
    List<Entry> entries =
        IntStream.range(0, 9).mapToObj(i -> new Entry(Integer.toString(i), event)).toList();
    assertThat(outbox.add(List.of(NEXT), Envelope.first(REPORT, entries))).isEmpty();
    outbox.send();
    assertThat(queue.in(NEXT)).hasSize(2);
    assertThat(queue.events()).isEqualTo(Map.of("next", 9L));
  }

  @Test
  void returnsWhatIsLargerThanAnyMessageAndSendsTheRest() throws IOException {
    List<Entry> entries =
        List.of(
            new Entry("0", event(0)), new Entry("1", large(2_000_000)), new Entry("2", event(2)));
    assertThat(outbox.add(List.of(NEXT), Envelope.first(REPORT, entries)))
        .extracting(Entry::ordinal)
        .containsExactly("1");
    outbox.send();
    assertThat(queue.in(NEXT).stream().flatMap(message -> ordinals(message.envelope()).stream()))
        .containsExactly("0", "2");
    assertThat(books.toMap().get("sent")).isEqualTo(queue.events());
  }

  @Test
  void returnsWhatIsTooLargeToBeDeferred() {
    Envelope grown = Envelope.first(REPORT, List.of(new Entry("0", large(2_000_000))));
    assertThat(outbox.defer(OWN, grown, Duration.ofSeconds(10)))
        .extracting(Entry::ordinal)
        .containsExactly("0");
  }

  @ParameterizedTest
  @CsvSource({"0, 10", "1, 20", "4, 160", "6, 640", "7, 900", "1000000, 900"})
  void theDelayDoublesUpToTheLongestThatThereIs(int times, long seconds) throws IOException {
    Duration delay = new Fixture().stage.delay(times);
    assertThat(outbox.defer(OWN, Fixture.envelope(3), delay)).isEmpty();
    outbox.send();
    assertThat(queue.in(OWN)).extracting(Sent::delay).containsExactly(Duration.ofSeconds(seconds));
    assertThat(books.toMap().get("sent")).isEqualTo(Map.of("own", 3L));
  }

  @Test
  void whatWasSentIsNotSentAgain() throws IOException {
    outbox.add(List.of(NEXT), Fixture.envelope(1));
    outbox.send();
    outbox.send();
    assertThat(queue.in(NEXT)).hasSize(1);
  }
}
