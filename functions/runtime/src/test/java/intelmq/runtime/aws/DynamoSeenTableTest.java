package intelmq.runtime.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import intelmq.bot.port.SeenTable.Mark;
import intelmq.runtime.aws.StubService.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A service that holds {@code known}, written by event {@code e1}. */
final class DynamoSeenTableTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_000));

  @Test
  void anEntryOfTheSameEventIsFirstSight() throws IOException, InterruptedException {
    assertThat(mark(new Mark("known", "e1"), new Mark("known", "e2"))).isEqualTo(bits(0));
  }

  @Test
  void aMarkRepeatedInOneCallIsFirstSightOnce() throws IOException, InterruptedException {
    assertThat(
            mark(
                new Mark("new", "e1"),
                new Mark("new", "e2"),
                new Mark("new", "e1"),
                new Mark("other", "e2")))
        .isEqualTo(bits(0, 2, 3));
  }

  @Test
  void aRepeatedMarkMayBelongToALaterEventOfTheCall() throws IOException, InterruptedException {
    assertThat(mark(new Mark("known", "e0"), new Mark("known", "e1"))).isEqualTo(bits(1));
  }

  @Test
  void marksManyAtATime() throws IOException, InterruptedException {
    Mark[] marks =
        IntStream.range(0, 200).mapToObj(i -> new Mark("h" + i, "e" + i)).toArray(Mark[]::new);
    assertThat(mark(marks).cardinality()).isEqualTo(200);
  }

  @Test
  void anEntryExpiresItsLifetimeAfterNow() throws IOException, InterruptedException {
    try (var service = new StubService(request -> Answer.ok("{}"))) {
      table(service).mark("seen", List.of(new Mark("a", "e")), Duration.ofSeconds(60));
      table(service).mark("seen", List.of(new Mark("a", "e")), Duration.ZERO);
      assertThat(service.requests().getFirst().body())
          .contains("\"expires\":{\"N\":\"1060\"}", "\":now\":{\"N\":\"1000\"}");
      assertThat(service.requests().getLast().body()).doesNotContain("\"expires\":{");
    }
  }

  @Test
  void aTableThatIsMissingFailsTheCall() {
    try (var service =
        new StubService(
            request -> Answer.error(400, "ResourceNotFoundException", "no such table"))) {
      assertThatIOException()
          .isThrownBy(() -> table(service).mark("seen", List.of(new Mark("a", "e")), Duration.ZERO))
          .withMessageContaining("no such table");
    }
  }

  private static BitSet mark(Mark... marks) throws IOException, InterruptedException {
    try (var service =
        new StubService(request ->
            request.body().contains("\"known\"")
                ? new Answer(
                    400,
                    """
                    {"__type": "x#ConditionalCheckFailedException", "message": "no",
                     "Item": {"hash": {"S": "known"}, "event": {"S": "e1"}}}
                    """)
                : Answer.ok("{}"))) {
      return table(service).mark("seen", List.of(marks), Duration.ofDays(1));
    }
  }

  private static DynamoSeenTable table(StubService service) {
    return new DynamoSeenTable(service.clients().dynamoDb(), CLOCK);
  }

  private static BitSet bits(int... indices) {
    var bits = new BitSet();
    for (int index : indices) {
      bits.set(index);
    }
    return bits;
  }
}
