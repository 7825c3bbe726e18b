package intelmq.runtime;

import static intelmq.runtime.Fixture.ASIDE;
import static intelmq.runtime.Fixture.NEXT;
import static intelmq.runtime.Fixture.OWN;
import static intelmq.runtime.Fixture.bot;
import static intelmq.runtime.Fixture.dispositions;
import static intelmq.runtime.Fixture.envelope;
import static intelmq.runtime.Fixture.large;
import static intelmq.runtime.Fixture.ordinals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import intelmq.bot.Aggregator;
import intelmq.bot.Batch;
import intelmq.bot.BatchExpert;
import intelmq.bot.Expert;
import intelmq.bot.Verdict;
import intelmq.bot.Verdict.Drop;
import intelmq.bot.Verdict.Forward;
import intelmq.bot.Verdict.Reject;
import intelmq.bot.Verdict.Retry;
import intelmq.bot.config.ConfigurationException;
import intelmq.harmonization.Event;
import intelmq.harmonization.EventReader;
import intelmq.harmonization.Fields;
import intelmq.runtime.Books.Disposition;
import intelmq.runtime.BotLoader.Loaded;
import intelmq.runtime.FakeQueue.Sent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExpertEngineTest {
  private static final Destinations DESTINATIONS =
      new Destinations(
          Map.of(
              Verdict.DEFAULT_PATH,
              List.of(NEXT),
              "aside",
              List.of(ASIDE),
              "also",
              List.of(NEXT),
              "both",
              List.of(NEXT, ASIDE)));
  private static final Expert FORWARD = event -> Verdict.FORWARD;

  private final Fixture fixture = new Fixture();

  @Test
  void eventsGoOnAsOneMessage() throws IOException, InterruptedException {
    Books books =
        handle(
            envelope(3),
            (Expert)
                event -> {
                  event.put(Fields.COMMENT, "seen");
                  return Verdict.FORWARD;
                });
    assertThat(dispositions(books)).isEqualTo(Map.of(Disposition.FORWARDED, 3L));
    Envelope sent = only(NEXT);
    assertThat(sent.batch()).isEqualTo(envelope(3).batch());
    assertThat(sent.hops()).isEqualTo(2);
    assertThat(ordinals(sent)).containsExactly("0", "1", "2");
    assertThat(comments(sent)).containsOnly("seen");
    assertThat(fixture.objects.keys()).isEmpty();
  }

  @Test
  void namedPathsLeadToTheirQueues() throws IOException, InterruptedException {
    Books books =
        handle(
            envelope(4),
            byNumber(
                Verdict.FORWARD,
                new Forward(List.of("aside"), ""),
                new Forward(List.of("both"), ""),
                new Forward(List.of(Verdict.DEFAULT_PATH, "aside", "nowhere"), "")));
    assertThat(dispositions(books)).isEqualTo(Map.of(Disposition.FORWARDED, 4L));
    assertThat(ordinals(only(NEXT))).containsExactly("0", "2", "3");
    assertThat(ordinals(only(ASIDE))).containsExactly("1", "2", "3");
  }

  @Test
  void twoPathsToOneQueueSendAnEventOnce() throws IOException, InterruptedException {
    Books books =
        handle(
            envelope(1), byNumber(new Forward(List.of(Verdict.DEFAULT_PATH, "also", "both"), "")));
    assertThat(dispositions(books)).isEqualTo(Map.of(Disposition.FORWARDED, 1L));
    assertThat(ordinals(only(NEXT))).containsExactly("0");
    assertThat(ordinals(only(ASIDE))).containsExactly("0");
  }

  @Test
  void whatIsLeftOutCountsWithItsRule() throws IOException, InterruptedException {
    Books books =
        handle(
            envelope(4),
            byNumber(
                new Drop("seen before"),
                new Forward(List.of("nowhere"), "no match"),
                new Forward(List.of(), "no match"),
                Verdict.FORWARD));
    assertThat(dispositions(books))
        .isEqualTo(Map.of(Disposition.FORWARDED, 1L, Disposition.DROPPED, 3L));
    assertThat(books.toMap().get("rules"))
        .isEqualTo(Map.of("bot: seen before", 1L, "bot: no match", 2L));
    assertThat(ordinals(only(NEXT))).containsExactly("3");
  }

  @Test
  void whatCannotBeReadIsSetAsideAndTheRestGoesOn() throws IOException, InterruptedException {
    String body = envelope(3).encode().replace("\n1 {", "\n1 [");
    var engine = engine(FORWARD);
    Books books = fixture.handle(engine, body);
    assertThat(dispositions(books))
        .isEqualTo(Map.of(Disposition.FORWARDED, 2L, Disposition.QUARANTINED, 1L));
    assertThat(ordinals(only(NEXT))).containsExactly("0", "2");
    assertThat(fixture.objects.all("id")).containsExactly("example-feed-20261123T130000-0:1");
    assertThat(fixture.objects.all("code")).containsExactly("unreadable");
    assertThat(fixture.objects.all("message"))
        .containsExactly("byte 0: the byte 0x5b is not expected here");
    assertThat(fixture.objects.all("raw").getFirst().toString()).startsWith("[\"source.ip\"");
  }

  @Test
  void whatCannotBeWorkedWithIsSetAsideInOneObject() throws IOException, InterruptedException {
    Books books =
        handle(
            envelope(3),
            (Expert)
                event -> {
                  if (number(event) == 1) {
                    return new Reject("no-address", "there is no address");
                  }
                  if (number(event) == 2) {
                    event.add(Fields.SOURCE_IP, "192.0.2.99");
                  }
                  return Verdict.FORWARD;
                });
    assertThat(dispositions(books))
        .isEqualTo(Map.of(Disposition.FORWARDED, 1L, Disposition.QUARANTINED, 2L));
    assertThat(fixture.objects.keys())
        .containsExactly("stage/2026/11/23/" + envelope(3).batch() + ".jsonl");
    assertThat(fixture.objects.all("id"))
        .containsExactly("example-feed-20261123T130000-0:1", "example-feed-20261123T130000-0:2");
    assertThat(fixture.objects.all("code")).containsExactly("no-address", "key-exists");
    assertThat(fixture.objects.all("bot")).containsOnly("bot");
    assertThat(fixture.objects.all("stage")).containsOnly("stage");
    assertThat(fixture.objects.all("event"))
        .containsExactly(Map.of("source.ip", "192.0.2.1"), Map.of("source.ip", "192.0.2.2"));
  }

  @Test
  void aFailingEventIsTriedAgainApartFromTheOthers() throws IOException, InterruptedException {
    Books books = handle(envelope(3), failingAt(1, new IllegalStateException("defect")));
    assertThat(dispositions(books))
        .isEqualTo(Map.of(Disposition.FORWARDED, 2L, Disposition.DEFERRED, 1L));
    assertThat(ordinals(only(NEXT))).containsExactly("0", "2");
    Envelope retry = only(OWN);
    assertThat(ordinals(retry)).containsExactly("1");
    assertThat(retry.attempt()).isEqualTo(1);
    assertThat(retry.hops()).isEqualTo(1);
    assertThat(retry.batch()).isNotEqualTo(envelope(3).batch());
    assertThat(fixture.queue.in(OWN))
        .extracting(Sent::delay)
        .containsExactly(Duration.ofSeconds(10));
    assertThat(fixture.logged).anyMatch(line -> line.contains("defect"));
  }

  @Test
  void whatLacksSomethingIsTriedAgainAsItCame() throws IOException, InterruptedException {
    Books books =
        handle(
            envelope(3),
            (BatchExpert)
                batch -> {
                  batch.items().forEach(item -> item.event().put(Fields.COMMENT, "seen"));
                  return List.of(Verdict.FORWARD, new Retry("no answer"), Verdict.FORWARD);
                });
    assertThat(dispositions(books))
        .isEqualTo(Map.of(Disposition.FORWARDED, 2L, Disposition.DEFERRED, 1L));
    Envelope again = only(OWN);
    assertThat(ordinals(again)).containsExactly("1");
    assertThat(comments(again)).doesNotContain("seen");
  }

  @Test
  void afterFiveAttemptsAFailingEventIsSetAside() throws IOException, InterruptedException {
    List<Sent> deferred =
        fixture.handleAll(engine(failingAt(1, new IOException("no answer"))), envelope(3));
    assertThat(deferred)
        .extracting(message -> message.envelope().attempt())
        .containsExactly(1, 2, 3, 4);
    assertThat(deferred)
        .extracting(message -> message.delay().toSeconds())
        .containsExactly(10L, 20L, 40L, 80L);
    assertThat(deferred).extracting(message -> message.envelope().batch()).doesNotHaveDuplicates();
    assertThat(fixture.objects.all("id")).containsExactly("example-feed-20261123T130000-0:1");
    assertThat(fixture.objects.all("code")).containsExactly("gave-up");
    assertThat(fixture.objects.all("message")).containsExactly("failed 5 times: no answer");
    assertThat(fixture.objects.all("trace"))
        .allSatisfy(
            trace -> assertThat(trace.toString()).contains("java.io.IOException: no answer"));
    assertThat(fixture.queue.events()).isEqualTo(Map.of("next", 2L));
  }

  @Test
  void whatABatchNeedsMayBeDownForLong() throws IOException, InterruptedException {
    var calls = new ArrayList<String>();
    BatchExpert expert =
        batch -> {
          calls.add(batch.id());
          if (calls.size() <= 12) {
            throw new IOException("down");
          }
          return Collections.nCopies(batch.items().size(), Verdict.FORWARD);
        };
    List<Sent> deferred = fixture.handleAll(engine(expert), envelope(3));
    assertThat(deferred).hasSize(12);
    assertThat(deferred).extracting(message -> message.envelope().attempt()).containsOnly(0);
    assertThat(deferred).extracting(message -> message.envelope().waits()).endsWith(11, 12);
    assertThat(deferred.getFirst().delay()).isEqualTo(Duration.ofSeconds(10));
    assertThat(deferred.getLast().delay()).isEqualTo(Duration.ofMinutes(15));
    assertThat(calls).containsOnly(envelope(3).batch());
    assertThat(ordinals(only(NEXT))).containsExactly("0", "1", "2");
    assertThat(fixture.objects.keys()).isEmpty();
  }

  @Test
  void aDefectAtOneEventOfABatchDoesNotTakeTheOthersAlong()
      throws IOException, InterruptedException {
    BatchExpert expert =
        batch -> {
          if (batch.items().stream().anyMatch(item -> number(item.event()) == 1)) {
            throw new IllegalStateException("defect");
          }
          return Collections.nCopies(batch.items().size(), Verdict.FORWARD);
        };
    List<Sent> deferred = fixture.handleAll(engine(expert), envelope(3));
    assertThat(deferred).extracting(message -> message.envelope().batch()).doesNotHaveDuplicates();
    assertThat(fixture.objects.all("id")).containsExactly("example-feed-20261123T130000-0:1");
    assertThat(fixture.objects.all("code")).containsExactly("gave-up");
    assertThat(fixture.queue.events()).isEqualTo(Map.of("next", 2L));
  }

  @Test
  void aBatchExpertIsToldIdsAndAnswersInOrder() throws IOException, InterruptedException {
    var seen = new ArrayList<Batch>();
    BatchExpert expert =
        batch -> {
          seen.add(batch);
          return List.of(Verdict.FORWARD, new Drop("rule"), new Reject("code", "message"));
        };
    Books books = handle(envelope(3), expert);
    assertThat(dispositions(books))
        .isEqualTo(
            Map.of(
                Disposition.FORWARDED, 1L, Disposition.DROPPED, 1L, Disposition.QUARANTINED, 1L));
    assertThat(seen).hasSize(1);
    assertThat(seen.getFirst().id()).isEqualTo(envelope(3).batch());
    assertThat(seen.getFirst().report()).isEqualTo(Fixture.REPORT.toString());
    assertThat(seen.getFirst().day()).isEqualTo(Fixture.REPORT.day());
    assertThat(seen.getFirst().items())
        .extracting(Batch.Item::id)
        .first()
        .isEqualTo("example-feed-20261123T130000-0:0");
  }

  @Test
  void aWrongNumberOfVerdictsIsADefectOfTheBot() throws IOException, InterruptedException {
    for (int verdicts : List.of(0, 2, 4)) {
      var another = new Fixture();
      Books books =
          another.handle(
              engine((BatchExpert) batch -> Collections.nCopies(verdicts, Verdict.FORWARD)),
              envelope(3));
      assertThat(dispositions(books)).isEqualTo(Map.of(Disposition.DEFERRED, 3L));
    }
  }

  @Test
  void inAChainTheDefaultPathLeadsToTheNextBot() throws IOException, InterruptedException {
    Books books =
        handle(
            envelope(4),
            byNumber(
                Verdict.FORWARD,
                new Forward(List.of("aside"), ""),
                new Forward(List.of(Verdict.DEFAULT_PATH, "aside"), ""),
                new Drop("first")),
            (Expert)
                event -> {
                  event.put(Fields.COMMENT, "second");
                  return number(event) == 2 ? new Drop("second") : Verdict.FORWARD;
                });
    assertThat(dispositions(books))
        .isEqualTo(Map.of(Disposition.FORWARDED, 3L, Disposition.DROPPED, 1L));
    assertThat(ordinals(only(NEXT))).containsExactly("0");
    assertThat(comments(only(NEXT))).containsExactly("second");
    // as they were when they left
    assertThat(ordinals(only(ASIDE))).containsExactly("1", "2");
    assertThat(only(ASIDE).entries()).noneMatch(entry -> entry.event().has(Fields.COMMENT));
  }

  @Test
  void aRetriedEventGoesOnAtTheBotThatFailed() throws IOException, InterruptedException {
    var first = new ArrayList<Integer>();
    var second = new ArrayList<Integer>();
    Expert counting =
        event -> {
          first.add(number(event));
          return new Forward(List.of(Verdict.DEFAULT_PATH, "aside"), "");
        };
    Expert failingOnce =
        event -> {
          second.add(number(event));
          if (number(event) == 1 && Collections.frequency(second, 1) == 1) {
            throw new IOException("no answer");
          }
          return Verdict.FORWARD;
        };
    List<Sent> deferred = fixture.handleAll(engine(counting, failingOnce, FORWARD), envelope(3));
    assertThat(deferred).extracting(message -> message.envelope().resume()).containsExactly(1);
    assertThat(first).containsExactly(0, 1, 2);
    assertThat(second).containsExactly(0, 1, 2, 1);
    assertThat(fixture.queue.events()).isEqualTo(Map.of("next", 3L, "aside", 3L));
    assertThat(fixture.queue.in(NEXT))
        .extracting(message -> message.envelope().resume())
        .containsOnly(0);
  }

  @Test
  void whatLeftBeforeTheRestWaitedHasAnotherBatchId() throws IOException, InterruptedException {
    var calls = new ArrayList<String>();
    BatchExpert downOnce =
        batch -> {
          calls.add(batch.id());
          if (calls.size() == 1) {
            throw new IOException("down");
          }
          return Collections.nCopies(batch.items().size(), Verdict.FORWARD);
        };
    // an output keeps one thing per batch, so the queue must not get two messages of one id
    fixture.handleAll(
        engine(byNumber(new Forward(List.of(Verdict.DEFAULT_PATH, "also"), "")), downOnce),
        envelope(1));
    assertThat(fixture.queue.in(NEXT)).hasSize(2);
    assertThat(fixture.queue.in(NEXT))
        .extracting(message -> message.envelope().batch())
        .doesNotHaveDuplicates();
  }

  @Test
  void aMessageOfALongerChainReturnsToItsQueue() {
    Envelope retry = envelope(2).retry(envelope(2).entries(), 2);
    assertThatIOException()
        .isThrownBy(() -> fixture.handle(engine(FORWARD, FORWARD), retry))
        .withMessageContaining("bot 2 of 2");
    assertThat(fixture.queue.events()).isEmpty();
  }

  @Test
  void anEventThatOutgrowsAMessageGoesByReference() throws IOException, InterruptedException {
    String text = comment(large(2_000_000));
    Books books =
        handle(
            envelope(3),
            (Expert)
                event -> {
                  if (number(event) == 1) {
                    event.put(Fields.COMMENT, text);
                  }
                  return new Forward(List.of("both"), "");
                });
    assertThat(dispositions(books)).isEqualTo(Map.of(Disposition.FORWARDED, 3L));
    assertThat(fixture.queue.events()).isEqualTo(Map.of("next", 3L, "aside", 3L));
    assertThat(fixture.objects.reports().keySet())
        .singleElement()
        .satisfies(key ->
            assertThat(key)
                .matches("large/stage/example-feed-20261123T130000-0@0~1~?.*\\.[0-9a-f]{12}"));
    Sent reference =
        fixture.queue.in(NEXT).stream()
            .filter(message -> message.body().contains("\"encoding\":\"s3\""))
            .findFirst()
            .orElseThrow();
    assertThat(reference.body()).contains("\"format\":2").hasSizeLessThan(1000);
    assertThat(comments(reference.envelope())).containsExactly(text);
    // and on: the next function sends what it made of it as another object
    Books again =
        fixture.handle(
            engine(
                (Expert)
                    event -> {
                      event.put(Fields.FEED_CODE, "seen");
                      return Verdict.FORWARD;
                    }),
            reference.body());
    assertThat(dispositions(again)).isEqualTo(Map.of(Disposition.FORWARDED, 1L));
    assertThat(fixture.objects.reports()).hasSize(2);
  }

  @Test
  void aLargeEventThatFailsIsTriedAgainAsItCame() throws IOException, InterruptedException {
    String text = comment(large(2_000_000));
    var calls = new ArrayList<Boolean>();
    fixture.handleAll(
        engine(
            (Expert)
                event -> {
                  calls.add(event.has(Fields.COMMENT));
                  event.put(Fields.COMMENT, text);
                  if (calls.size() == 1) {
                    throw new IOException("no answer");
                  }
                  return Verdict.FORWARD;
                }),
        envelope(1));
    assertThat(calls).containsExactly(false, false);
    assertThat(comments(only(NEXT))).containsExactly(text);
  }

  @Test
  void anEventThatNoFunctionWouldReadIsSetAsideOnce() throws IOException, InterruptedException {
    String text = "a".repeat(EventReader.MOST_BYTES);
    Books books =
        handle(
            envelope(3),
            (Expert)
                event -> {
                  if (number(event) == 1) {
                    event.put(Fields.COMMENT, text);
                  }
                  return new Forward(List.of("both"), "");
                });
    assertThat(dispositions(books))
        .isEqualTo(Map.of(Disposition.FORWARDED, 2L, Disposition.QUARANTINED, 1L));
    assertThat(fixture.objects.all("code")).containsExactly("too-large");
    assertThat(fixture.queue.events()).isEqualTo(Map.of("next", 2L, "aside", 2L));
  }

  @Test
  void anEngineThatForgetsEventsIsFoundOut() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() ->
            fixture.handle(
                (envelope, handling) -> handling.delivered(envelope.entries().getFirst()),
                envelope(2)))
        .withMessageContaining(":1");
  }

  @Test
  void aFunctionWithoutDefaultDestinationDoesNotStart() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() ->
            new ExpertEngine(
                List.of(bot(FORWARD)),
                new Destinations(Map.of("aside", List.of(ASIDE))),
                fixture.stage))
        .withMessage("DESTINATIONS has no queue for the path _default");
  }

  @Test
  void whatIsHeldBackGoesOnAtTheNextBotByTheOwnQueue() throws IOException, InterruptedException {
    var holding = new Holding();
    Expert next =
        event -> {
          event.put(Fields.COMMENT, "next");
          return Verdict.FORWARD;
        };
    var engine = new ExpertEngine(List.of(bot(holding), bot(next)), DESTINATIONS, fixture.stage);
    Books books = fixture.handle(engine, envelope(3));
    assertThat(dispositions(books)).isEqualTo(Map.of(Disposition.ABSORBED, 3L));
    assertThat(fixture.queue.events()).isEmpty();

    engine.flush(false, Fixture.DEADLINE, fixture.log);
    Envelope left = only(OWN);
    assertThat(left.resume()).isEqualTo(1);
    assertThat(left.batch()).isEqualTo(Fixture.REPORT + "@0.a1");
    assertThat(ordinals(left)).containsExactly("0.a1");
    assertThat(holding.settled).containsExactly("key");

    fixture.handle(engine, left);
    assertThat(comments(only(NEXT))).containsExactly("next");
    engine.flush(false, Fixture.DEADLINE, fixture.log);
    assertThat(holding.asked).as("not again at once").isEqualTo(2);
    engine.flush(true, Fixture.DEADLINE, fixture.log);
    assertThat(holding.asked).isEqualTo(3);
  }

  @Test
  void whatTheLastBotHeldBackLeaves() throws IOException, InterruptedException {
    var engine = new ExpertEngine(List.of(bot(new Holding())), DESTINATIONS, fixture.stage);
    fixture.handle(engine, envelope(1));
    engine.flush(true, Fixture.DEADLINE, fixture.log);
    Books books = fixture.handle(engine, only(OWN));
    assertThat(dispositions(books)).isEqualTo(Map.of(Disposition.FORWARDED, 1L));
    assertThat(ordinals(only(NEXT))).containsExactly("0.a1");
  }

  @Test
  void twoBotsThatHoldBackNeedTwoFunctions() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() ->
            new ExpertEngine(
                List.of(bot(new Holding()), bot(new Holding())), DESTINATIONS, fixture.stage))
        .withMessageContaining("once only");
  }

  /** Takes everything, and lets the first event go. */
  private static final class Holding implements Aggregator {
    private final List<Due> held = new ArrayList<>();
    private final List<String> settled = new ArrayList<>();
    private int asked;

    @Override
    public List<Verdict> process(Batch batch) {
      Batch.Item first = batch.items().getFirst();
      held.add(new Due("key", new Batch.Item(first.id() + ".a1", first.event().copy())));
      return Collections.nCopies(batch.items().size(), new Verdict.Absorb());
    }

    @Override
    public List<Due> due() {
      asked++;
      return List.copyOf(held);
    }

    @Override
    public void settled(Due due) {
      held.remove(due);
      settled.add(due.key());
    }
  }

  private Books handle(Envelope envelope, Object... bots) throws IOException, InterruptedException {
    return fixture.handle(engine(bots), envelope);
  }

  private ExpertEngine engine(Object... bots) {
    var loaded = new ArrayList<Loaded>();
    for (Object bot : bots) {
      loaded.add(bot(bot));
    }
    return new ExpertEngine(loaded, DESTINATIONS, fixture.stage);
  }

  /** The verdict at the event's number. */
  private static Expert byNumber(Verdict... verdicts) {
    List<Verdict> list = List.of(verdicts);
    return event -> list.get(number(event));
  }

  private static Expert failingAt(int number, Exception failure) {
    return event -> {
      if (number(event) == number) {
        switch (failure) {
          case IOException e -> throw e;
          case RuntimeException e -> throw e;
          default -> throw new AssertionError(failure);
        }
      }
      return Verdict.FORWARD;
    };
  }

  private static int number(Event event) {
    String ip = String.valueOf(event.text(Fields.SOURCE_IP));
    return Integer.parseInt(ip.substring(ip.lastIndexOf('.') + 1));
  }

  private Envelope only(String url) {
    assertThat(fixture.queue.in(url)).hasSize(1);
    return fixture.queue.in(url).getFirst().envelope();
  }

  private static List<String> comments(Envelope envelope) {
    return envelope.entries().stream().map(entry -> comment(entry.event())).toList();
  }

  private static String comment(Event event) {
    return String.valueOf(event.text(Fields.COMMENT));
  }
}
