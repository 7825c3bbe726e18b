package intelmq.runtime;

import static intelmq.runtime.Fixture.ASIDE;
import static intelmq.runtime.Fixture.NEXT;
import static intelmq.runtime.Fixture.OWN;
import static intelmq.runtime.Fixture.bot;
import static intelmq.runtime.Fixture.dispositions;
import static intelmq.runtime.Fixture.entries;
import static intelmq.runtime.Fixture.envelope;
import static intelmq.runtime.Fixture.large;
import static intelmq.runtime.Fixture.ordinals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import intelmq.bot.BatchExpert;
import intelmq.bot.Delivery;
import intelmq.bot.Expert;
import intelmq.bot.Output;
import intelmq.bot.Verdict;
import intelmq.bot.Verdict.Drop;
import intelmq.bot.Verdict.Forward;
import intelmq.bot.Verdict.Reject;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Harmonization;
import intelmq.runtime.Books.Disposition;
import intelmq.runtime.Envelope.Entry;
import intelmq.runtime.FakeQueue.Sent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the runtime does around the bots, and when what it needs itself is down. */
final class EventProcessorTest {
  private static final String BATCH = "example-feed-20261123T130000-0@0";
  private static final Destinations DESTINATIONS =
      new Destinations(Map.of(Verdict.DEFAULT_PATH, List.of(NEXT), "both", List.of(NEXT, ASIDE)));
  private static final Expert FORWARD = event -> Verdict.FORWARD;

  private final Fixture fixture = new Fixture();

  @Test
  void whatIsOnlySentOnLeavesNoFact() throws IOException, InterruptedException {
    fixture.handle(engine(FORWARD), envelope(3));
    assertThat(fixture.facts).isEmpty();
  }

  @Test
  void whatIsDroppedOrSetAsideIsAFact() throws IOException, InterruptedException {
    var verdicts = List.of(new Drop("seen"), Verdict.FORWARD, new Drop("seen"), reject());
    fixture.handle(
        engine((BatchExpert) batch -> verdicts.subList(0, batch.items().size())), envelope(4));
    assertThat(fixture.facts).hasSize(1);
    assertThat(fixture.facts.getFirst())
        .containsEntry("report", "example-feed-20261123T130000-0")
        .containsEntry("fact", "stage/" + BATCH)
        .containsEntry("config", "0123456789ab")
        .containsEntry("received", 4L)
        .containsEntry("dropped", Map.of("bot: seen", "0 2"))
        .containsEntry("quarantined", Map.of("code", "3"))
        .doesNotContainKey("delivered");
  }

  @Test
  void whatIsDeliveredIsAFact() throws IOException, InterruptedException {
    Output output =
        batch ->
            List.of(Delivery.DELIVERED, Delivery.DELIVERED, new Delivery.Failed("busy"), refused());
    fixture.handle(new OutputEngine(bot(output), fixture.stage), envelope(4));
    assertThat(fixture.facts).hasSize(1);
    assertThat(fixture.facts.getFirst())
        .containsEntry("delivered", "0-1")
        .containsEntry("quarantined", Map.of("refused", "3"))
        .doesNotContainKey("dropped");
  }

  @Test
  void aMessageOfWhichNothingCanBeSetAsideWaitsAsItCame() throws IOException, InterruptedException {
    fixture.objects.goDown();
    Books books = fixture.handle(engine((Expert) event -> reject()), envelope(3));
    assertThat(dispositions(books)).isEqualTo(Map.of(Disposition.DEFERRED, 3L));
    Sent again = fixture.queue.in(OWN).getFirst();
    assertThat(again.body()).isEqualTo(envelope(3).encode().replace("\"waits\":0", "\"waits\":1"));
    assertThat(again.delay()).isEqualTo(Duration.ofSeconds(10));
    fixture.objects.comeUp();
    List<Sent> more = handleQueue(engine((Expert) event -> reject()));
    assertThat(more).isEmpty();
    assertThat(fixture.objects.all("code")).containsExactly("code", "code", "code");
    assertThat(fixture.objects.keys())
        .containsExactly("stage/2026/11/23/" + envelope(3).batch() + ".jsonl");
  }

  @Test
  void theLongerItWaitsTheLongerTheDelay() throws IOException, InterruptedException {
    fixture.objects.goDown();
    fixture.handle(engine((Expert) event -> reject()), envelope(3));
    var delays = new ArrayList<Duration>();
    for (int i = 0; i < 9; i++) {
      Sent message = fixture.queue.take(OWN).getFirst();
      delays.add(message.delay());
      fixture.handle(engine((Expert) event -> reject()), message.body());
    }
    assertThat(delays).startsWith(Duration.ofSeconds(10), Duration.ofSeconds(20));
    assertThat(delays.getLast()).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void whatWasSentBeforeAQueueFailedIsInTheBooksAndSentAgainUnderItsName()
      throws IOException, InterruptedException {
    fixture.queue.goDown(ASIDE);
    Expert both = event -> new Forward(List.of(event.has(Fields.COMMENT) ? "x" : "both"), "");
    Expert one = event -> event.has(Fields.COMMENT) ? Verdict.FORWARD : both.process(event);
    Books books = fixture.handle(engine(FORWARD, one), envelope(3));
    assertThat(dispositions(books)).isEqualTo(Map.of(Disposition.DEFERRED, 3L));
    fixture.queue.comeUp();
    assertThat(handleQueue(engine(FORWARD, one))).isEmpty();
    assertThat(fixture.queue.in(ASIDE)).hasSize(1);
    assertThat(fixture.queue.in(NEXT)).extracting(m -> m.envelope().batch()).containsOnly(BATCH);
  }

  @Test
  void aMessageReturnsIfEvenTheQueueIsDown() {
    fixture.queue.goDown();
    assertThatIOException()
        .isThrownBy(() -> fixture.handle(engine(FORWARD), envelope(2)))
        .withMessage("the queue is down");
    assertThat(fixture.logged).noneMatch(line -> line.contains("\"books\""));
  }

  @Test
  void nothingIsSentBeforeItsFactIsKept() throws IOException, InterruptedException {
    var stage =
        new Stage(
            fixture.environment,
            fixture.queue,
            fixture.objects,
            item -> {
              throw new IOException("no table");
            },
            "",
            Fixture.CLOCK);
    Expert half =
        event ->
            Objects.equals(event.text(Fields.SOURCE_IP), "192.0.2.0") ? drop() : Verdict.FORWARD;
    var engine = new ExpertEngine(List.of(bot(half)), DESTINATIONS, stage);
    Books books =
        new EventProcessor(engine, stage, Harmonization.standard())
            .process(received(envelope(2).encode()), fixture.log);
    assertThat(dispositions(books)).isEqualTo(Map.of(Disposition.DEFERRED, 2L));
    assertThat(fixture.queue.events()).isEqualTo(Map.of("own", 2L));
  }

  @Test
  void eventsThatGoRoundInCirclesAreSetAsideWithTheWayTheyWent()
      throws IOException, InterruptedException {
    String body = envelope(2).encode();
    for (int hop = 1; hop <= Envelope.MOST_HOPS; hop++) {
      assertThat(dispositions(fixture.handle(engine(FORWARD), body)))
          .isEqualTo(Map.of(Disposition.FORWARDED, 2L));
      body = fixture.queue.take(NEXT).getFirst().body();
    }
    Books books = fixture.handle(engine(FORWARD), body);
    assertThat(dispositions(books)).isEqualTo(Map.of(Disposition.QUARANTINED, 2L));
    assertThat(fixture.objects.all("code")).containsExactly("loop", "loop");
    assertThat(fixture.objects.all("message").getFirst().toString())
        .startsWith("went through 101 functions, the last: own -> own -> ")
        .endsWith(" -> own");
    assertThat(fixture.queue.events()).isEmpty();
  }

  @Test
  void toWaitForTwoWeeksIsNoLoop() throws IOException, InterruptedException {
    var calls = new ArrayList<Integer>();
    BatchExpert down =
        batch -> {
          calls.add(batch.items().size());
          if (calls.size() <= 1344) {
            throw new IOException("down");
          }
          return Collections.nCopies(batch.items().size(), Verdict.FORWARD);
        };
    Engine engine = engine(down);
    fixture.handle(engine, envelope(1));
    for (int i = 0; i < 2000 && !fixture.queue.in(OWN).isEmpty(); i++) {
      Sent message = fixture.queue.take(OWN).getFirst();
      fixture.now = fixture.now.plus(message.delay());
      fixture.handle(engine, message.body());
    }
    assertThat(calls).hasSize(1345);
    assertThat(fixture.queue.in(NEXT)).hasSize(1);
    assertThat(fixture.queue.in(NEXT).getFirst().envelope().hops()).isEqualTo(2);
  }

  @Test
  void whatIsSetAsideAlsoTakesThePathForErrors() throws IOException, InterruptedException {
    var stage =
        fixture.stage(
            Fixture.environment("{_default: '" + NEXT + "', _on_error: '" + ASIDE + "'}"));
    Expert second =
        event ->
            Objects.equals(event.text(Fields.SOURCE_IP), "192.0.2.1") ? reject() : Verdict.FORWARD;
    var engine = new ExpertEngine(List.of(bot(second)), DESTINATIONS, stage);
    Books books =
        new EventProcessor(engine, stage, Harmonization.standard())
            .process(received(envelope(3).encode()), fixture.log);
    fixture.assertBalanced(books, Map.of());
    assertThat(dispositions(books))
        .isEqualTo(Map.of(Disposition.FORWARDED, 2L, Disposition.QUARANTINED, 1L));
    assertThat(fixture.queue.events()).isEqualTo(Map.of("next", 2L, "aside", 1L));
    assertThat(ordinals(fixture.queue.in(ASIDE).getFirst().envelope())).containsExactly("1");
    assertThat(fixture.objects.all("code")).containsExactly("code");
  }

  @Test
  void aQuarantinedEventSaysWhereItCanBeSentAgain() throws IOException, InterruptedException {
    fixture.handle(engine(FORWARD, (Expert) event -> reject()), envelope(1));
    assertThat(fixture.objects.all("report")).containsExactly("example-feed-20261123T130000-0");
    assertThat(fixture.objects.all("queue")).containsExactly("own");
    assertThat(fixture.objects.all("resume")).containsExactly(1L);
  }

  @Test
  void aMessageWhoseEventsCannotBeFetchedWaits() throws IOException, InterruptedException {
    Expert growing =
        event -> {
          event.put(Fields.COMMENT, String.valueOf(large(2_000_000).text(Fields.COMMENT)));
          return Verdict.FORWARD;
        };
    fixture.handle(engine(growing), envelope(1));
    String body = fixture.queue.take(NEXT).getFirst().body();
    fixture.objects.goDown();
    Books books = fixture.processor(engine(FORWARD)).process(received(body), fixture.log);
    assertThat(dispositions(books)).isEqualTo(Map.of(Disposition.DEFERRED, 1L));
    fixture.objects.comeUp();
    String again = fixture.queue.take(OWN).getFirst().body();
    assertThat(again).isEqualTo(body.replace("\"waits\":0", "\"waits\":1"));
    fixture.objects.reports().clear();
    assertThatExceptionOfType(UndecodableException.class)
        .isThrownBy(() -> fixture.handle(engine(FORWARD), again))
        .withMessageContaining("which is gone");
  }

  @Test
  void aReferenceLeadsOnlyToEvents() {
    String body = envelope(1).encode();
    String header = body.substring(0, body.indexOf('\n')).replace("\"plain\"", "\"s3\"");
    assertThatExceptionOfType(UndecodableException.class)
        .isThrownBy(() -> fixture.handle(engine(FORWARD), header + "\nreports/example-feed/1"))
        .withMessageContaining("where no events lie");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void whyAMessageCannotBeReadIsNotedInOneObject(int receives) {
    var sent = Fixture.NOW.minus(Duration.ofDays(1));
    var cause = new UndecodableException("not a message");
    for (int i = 1; i <= receives; i++) {
      var message = new Received("m-1", "x".repeat(100_000), i, Fixture.DEADLINE);
      fixture.stage.undecodable(message, Optional.of(sent), cause, fixture.log);
    }
    fixture.log.flush("IntelMQ/test");
    assertThat(fixture.objects.keys()).containsExactly("stage/2026/11/22/m-1.jsonl");
    Map<?, ?> line = fixture.objects.lines().getFirst();
    assertThat(line.get("code")).isEqualTo("undecodable");
    assertThat(line.get("id")).isEqualTo("m-1");
    assertThat(line.get("message")).isEqualTo("not a message");
    assertThat(line.get("queue")).isEqualTo("own");
    assertThat(line.get("raw_length")).isEqualTo(100_000L);
    assertThat(String.valueOf(line.get("raw"))).hasSize(64 * 1024);
    assertThat(fixture.logged)
        .singleElement()
        .asString()
        .contains("\"Undecodable\":1}", "\"Namespace\":\"IntelMQ/test\"");
  }

  @Test
  void metricsAreOneLineForAllMessages() throws IOException, InterruptedException {
    BatchExpert down =
        batch -> {
          throw new IOException("down");
        };
    fixture.handle(engine((Expert) event -> reject()), envelope(2));
    fixture.handle(engine((Expert) event -> reject()), envelope(1));
    fixture.handle(engine(down), envelope(3));
    fixture.logged.clear();
    fixture.log.flush("IntelMQ/test");
    fixture.log.flush("IntelMQ/test");
    assertThat(fixture.logged)
        .singleElement()
        .asString()
        .contains("\"Quarantined\":3,\"Waiting\":3}");
    fixture.logged.clear();
    fixture.handle(engine(FORWARD), envelope(1));
    fixture.logged.clear();
    fixture.log.flush("IntelMQ/test");
    assertThat(fixture.logged).isEmpty();
  }

  @Test
  void unbalancedBooksAreAnErrorAndCounted() {
    var books = new Books();
    books.receive(1);
    fixture.log.with("batch", BATCH).books(books);
    fixture.log.flush("IntelMQ/test");
    assertThat(fixture.logged).hasSize(2);
    assertThat(fixture.logged.getFirst()).contains("\"level\":\"error\"", BATCH);
    assertThat(fixture.logged.getLast()).contains("\"Unbalanced\":1}");
  }

  @Test
  void poisonOfAReportsMessageSharesAnObject() throws IOException, InterruptedException {
    var entries = new ArrayList<Entry>(entries(500));
    fixture.handle(engine((Expert) event -> reject()), Envelope.first(Fixture.REPORT, entries));
    assertThat(fixture.objects.puts()).isEqualTo(1);
    assertThat(fixture.objects.lines()).hasSize(500);
  }

  private List<Sent> handleQueue(Engine engine) throws IOException, InterruptedException {
    for (Sent message : fixture.queue.take(OWN)) {
      fixture.handle(engine, message.body());
    }
    return fixture.queue.in(OWN);
  }

  private static Received received(String body) {
    return new Received("message", body, 1, Fixture.DEADLINE);
  }

  private static Verdict reject() {
    return new Reject("code", "message");
  }

  private static Verdict drop() {
    return new Drop("rule");
  }

  private static Delivery refused() {
    return new Delivery.Rejected("refused", "never");
  }

  private ExpertEngine engine(Object... bots) {
    return new ExpertEngine(
        Arrays.stream(bots).map(Fixture::bot).toList(), DESTINATIONS, fixture.stage);
  }
}
