package intelmq.runtime;

import static intelmq.runtime.Fixture.NEXT;
import static intelmq.runtime.Fixture.OWN;
import static intelmq.runtime.Fixture.dispositions;
import static intelmq.runtime.Fixture.envelope;
import static intelmq.runtime.Fixture.ordinals;
import static org.assertj.core.api.Assertions.assertThat;

import intelmq.bot.BatchExpert;
import intelmq.bot.Delivery;
import intelmq.bot.Expert;
import intelmq.bot.Output;
import intelmq.bot.Verdict;
import intelmq.harmonization.Event;
import intelmq.harmonization.Fields;
import intelmq.runtime.Books.Disposition;
import intelmq.runtime.FakeQueue.Sent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What bots depend on fails: for one event, or for all. */
final class DownstreamTest {
  private static final Destinations DESTINATIONS =
      new Destinations(Map.of(Verdict.DEFAULT_PATH, List.of(NEXT)));

  private final Fixture fixture = new Fixture();
  private final List<Integer> asked = new ArrayList<>();
  private final Set<Integer> failing = new HashSet<>();
  private boolean down;

  /** Asks something outside about each event. */
  private final Expert lookup =
      event -> {
        int number = number(event);
        asked.add(number);
        event.put(Fields.COMMENT, "half done");
        if (down || failing.contains(number)) {
          throw new IOException("no answer");
        }
        event.put(Fields.COMMENT, "done");
        return Verdict.FORWARD;
      };

  @Test
  void oneTransientFailureOfFiveHundredSendsOneEventAgain()
      throws IOException, InterruptedException {
    failing.add(100);
    Expert lookupOnce =
        event -> {
          // addresses repeat after 256 events
          if (asked.contains(number(event))) {
            return Verdict.FORWARD;
          }
          return lookup.process(event);
        };
    Books books = fixture.handle(engine(lookupOnce), envelope(500));
    assertThat(dispositions(books))
        .isEqualTo(Map.of(Disposition.FORWARDED, 499L, Disposition.DEFERRED, 1L));
    assertThat(fixture.queue.events()).isEqualTo(Map.of("next", 499L, "own", 1L));
    failing.clear();
    Sent retry = fixture.queue.take(OWN).getFirst();
    assertThat(retry.envelope().entries().getFirst().event().has(Fields.COMMENT))
        .as("as it came, not half done")
        .isFalse();
    fixture.handle(engine(lookup), retry.body());
    assertThat(fixture.queue.events()).isEqualTo(Map.of("next", 500L));
  }

  @Test
  void afterFiveFailuresInARowTheRestIsNotTried() throws IOException, InterruptedException {
    down = true;
    Books books = fixture.handle(engine(lookup), envelope(100));
    assertThat(asked).containsExactly(0, 1, 2, 3, 4);
    assertThat(dispositions(books)).isEqualTo(Map.of(Disposition.DEFERRED, 100L));
    Envelope waiting = fixture.queue.in(OWN).getFirst().envelope();
    assertThat(fixture.queue.in(OWN)).hasSize(1);
    assertThat(waiting.attempt()).isZero();
    assertThat(waiting.waits()).isEqualTo(1);
    assertThat(waiting.batch()).isEqualTo(envelope(100).batch());
    assertThat(waiting.entries()).noneMatch(entry -> entry.event().has(Fields.COMMENT));
  }

  @Test
  void fiveFailuresAfterASuccessAreThoseOfEvents() throws IOException, InterruptedException {
    failing.addAll(List.of(1, 2, 3, 4, 5, 6));
    Books books = fixture.handle(engine(lookup), envelope(8));
    assertThat(asked).hasSize(8);
    assertThat(dispositions(books))
        .isEqualTo(Map.of(Disposition.FORWARDED, 2L, Disposition.DEFERRED, 6L));
    assertThat(fixture.queue.in(OWN).getFirst().envelope().attempt()).isEqualTo(1);
  }

  /** Else they would wait for ever, as nothing but they fails. */
  @Test
  void eventsThatFailWhileOthersDoNotAreGivenUp() throws IOException, InterruptedException {
    failing.addAll(List.of(1, 2, 3, 4, 5, 6));
    Engine engine = engine(lookup);
    fixture.handle(engine, envelope(8));
    for (int i = 0; i < 10 && !fixture.queue.in(OWN).isEmpty(); i++) {
      Sent message = fixture.queue.take(OWN).getFirst();
      fixture.now = fixture.now.plus(message.delay());
      fixture.handle(engine, envelope(1));
      fixture.handle(engine, message.body());
    }
    assertThat(fixture.objects.all("code")).hasSize(6).containsOnly("gave-up");
  }

  @Test
  void whileItIsDownItIsAskedOnceInAWhileAndDrainsWhenItIsBack()
      throws IOException, InterruptedException {
    down = true;
    Engine engine = engine(lookup);
    for (int i = 0; i < 20; i++) {
      fixture.handle(engine, envelope(10));
    }
    assertThat(asked).as("one message found out, the others waited").hasSize(5);
    assertThat(fixture.queue.in(OWN)).hasSize(20);
    fixture.now = fixture.now.plusSeconds(10);
    List<Sent> waiting = fixture.queue.take(OWN);
    for (Sent message : waiting) {
      fixture.handle(engine, message.body());
    }
    assertThat(asked).as("one event of one message is a probe").hasSize(6);
    down = false;
    fixture.now = fixture.now.plusSeconds(60);
    for (Sent message : fixture.queue.take(OWN)) {
      fixture.handle(engine, message.body());
    }
    assertThat(fixture.queue.events()).isEqualTo(Map.of("next", 200L));
    assertThat(fixture.objects.keys()).isEmpty();
  }

  @Test
  void batchExpertsAndOutputsAreSparedToo() throws IOException, InterruptedException {
    BatchExpert expert =
        batch -> {
          asked.add(batch.items().size());
          throw new IOException("down");
        };
    Output output =
        batch -> {
          asked.add(batch.items().size());
          if (down) {
            throw new IOException("down");
          }
          return Delivery.all(batch);
        };
    down = true;
    for (Engine engine :
        List.of(engine(expert), new OutputEngine(Fixture.bot(output), fixture.stage))) {
      asked.clear();
      for (int i = 0; i < 5; i++) {
        fixture.handle(engine, envelope(3));
      }
      assertThat(asked).containsExactly(3);
      fixture.now = fixture.now.plusSeconds(10);
      fixture.handle(engine, envelope(3));
      fixture.handle(engine, envelope(3));
      assertThat(asked).containsExactly(3, 3);
    }
  }

  @Test
  void whatFailsLaterInAChainIsTriedAgainAsItCameThere() throws IOException, InterruptedException {
    failing.add(1);
    Expert first =
        event -> {
          event.put(Fields.FEED_CODE, "first");
          return Verdict.FORWARD;
        };
    fixture.handle(engine(first, lookup), envelope(3));
    Sent retry = fixture.queue.take(OWN).getFirst();
    assertThat(ordinals(retry.envelope())).containsExactly("1");
    assertThat(retry.envelope().resume()).isEqualTo(1);
    Event came = retry.envelope().entries().getFirst().event();
    assertThat(came.text(Fields.FEED_CODE)).isEqualTo("first");
    assertThat(came.has(Fields.COMMENT)).isFalse();
    failing.clear();
    fixture.handle(engine(first, lookup), retry.body());
    assertThat(fixture.queue.events()).isEqualTo(Map.of("next", 3L));
  }

  private ExpertEngine engine(Object... bots) {
    return new ExpertEngine(
        Arrays.stream(bots).map(Fixture::bot).toList(), DESTINATIONS, fixture.stage);
  }

  private static int number(Event event) {
    String ip = String.valueOf(event.text(Fields.SOURCE_IP));
    return Integer.parseInt(ip.substring(ip.lastIndexOf('.') + 1));
  }
}
