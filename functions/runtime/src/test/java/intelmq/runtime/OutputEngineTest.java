package intelmq.runtime;

import static intelmq.runtime.Fixture.OWN;
import static intelmq.runtime.Fixture.bot;
import static intelmq.runtime.Fixture.dispositions;
import static intelmq.runtime.Fixture.envelope;
import static intelmq.runtime.Fixture.ordinals;
import static org.assertj.core.api.Assertions.assertThat;

import intelmq.bot.Batch;
import intelmq.bot.Delivery;
import intelmq.bot.Delivery.Failed;
import intelmq.bot.Delivery.Rejected;
import intelmq.bot.GatheringOutput;
import intelmq.bot.Output;
import intelmq.runtime.Books.Disposition;
import intelmq.runtime.FakeQueue.Sent;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OutputEngineTest {
  private final Fixture fixture = new Fixture();

  @Test
  void deliversABatchWithItsIds() throws IOException, InterruptedException {
    var seen = new ArrayList<Batch>();
    Books books =
        handle(batch -> {
          seen.add(batch);
          return Delivery.all(batch);
        });
    assertThat(dispositions(books)).isEqualTo(Map.of(Disposition.FORWARDED, 3L));
    assertThat(seen).hasSize(1);
    assertThat(seen.getFirst().id()).isEqualTo(envelope(3).batch());
    assertThat(seen.getFirst().report()).isEqualTo(Fixture.REPORT.toString());
    assertThat(seen.getFirst().day()).isEqualTo(Fixture.REPORT.day());
    assertThat(seen.getFirst().items())
        .extracting(Batch.Item::id)
        .containsExactly(
            "example-feed-20261123T130000-0:0",
            "example-feed-20261123T130000-0:1",
            "example-feed-20261123T130000-0:2");
    assertThat(fixture.queue.events()).isEmpty();
    assertThat(fixture.objects.keys()).isEmpty();
  }

  @Test
  void whatIsRejectedIsSetAsideAndWhatFailedIsTriedAgain()
      throws IOException, InterruptedException {
    Books books =
        handle(batch ->
            List.of(
                Delivery.DELIVERED,
                new Rejected("no-recipient", "nobody wants it"),
                new Failed("busy")));
    assertThat(dispositions(books))
        .isEqualTo(
            Map.of(
                Disposition.FORWARDED, 1L, Disposition.QUARANTINED, 1L, Disposition.DEFERRED, 1L));
    assertThat(fixture.objects.all("id")).containsExactly("example-feed-20261123T130000-0:1");
    assertThat(fixture.objects.all("code")).containsExactly("no-recipient");
    assertThat(fixture.objects.all("message")).containsExactly("nobody wants it");
    Envelope retry = fixture.queue.in(OWN).getFirst().envelope();
    assertThat(ordinals(retry)).containsExactly("2");
    assertThat(retry.attempt()).isEqualTo(1);
    assertThat(retry.batch()).isNotEqualTo(envelope(3).batch());
  }

  @Test
  void whatFailsFiveTimesIsSetAside() throws IOException, InterruptedException {
    List<Sent> deferred =
        fixture.handleAll(
            engine(batch -> Collections.nCopies(batch.items().size(), new Failed("busy"))),
            envelope(2));
    assertThat(deferred)
        .extracting(message -> message.envelope().attempt())
        .containsExactly(1, 2, 3, 4);
    assertThat(fixture.objects.all("code")).containsExactly("gave-up", "gave-up");
    assertThat(fixture.objects.all("message")).containsOnly("failed 5 times: busy");
  }

  @Test
  void aBatchWaitsAsOneWhileTheOtherSideIsDown() throws IOException, InterruptedException {
    var ids = new ArrayList<String>();
    List<Sent> deferred =
        fixture.handleAll(
            engine(batch -> {
              ids.add(batch.id());
              if (ids.size() <= 10) {
                throw new IOException("down");
              }
              return Delivery.all(batch);
            }),
            envelope(3));
    assertThat(deferred).hasSize(10);
    assertThat(deferred).extracting(message -> message.envelope().attempt()).containsOnly(0);
    // the same batch again, for part of it may have arrived
    assertThat(ids).hasSize(11).containsOnly(envelope(3).batch());
    assertThat(fixture.objects.keys()).isEmpty();
  }

  @Test
  void aDefectAtOneEventDoesNotTakeTheOthersAlong() throws IOException, InterruptedException {
    var delivered = new ArrayList<String>();
    List<Sent> deferred =
        fixture.handleAll(
            engine(batch -> {
              if (batch.items().stream().anyMatch(item -> item.id().endsWith(":1"))) {
                throw new IllegalStateException("defect");
              }
              batch.items().forEach(item -> delivered.add(item.id()));
              return Delivery.all(batch);
            }),
            envelope(3));
    assertThat(deferred)
        .extracting(message -> message.envelope().attempt())
        .containsExactly(1, 2, 2, 2, 3, 4);
    assertThat(deferred).extracting(message -> message.envelope().batch()).doesNotHaveDuplicates();
    assertThat(delivered)
        .containsExactly("example-feed-20261123T130000-0:0", "example-feed-20261123T130000-0:2");
    assertThat(fixture.objects.all("id")).containsExactly("example-feed-20261123T130000-0:1");
    assertThat(fixture.objects.all("trace"))
        .allSatisfy(trace -> assertThat(trace.toString()).contains("defect"));
  }

  @Test
  void whatIsGatheredIsSettledBySchedule() throws IOException, InterruptedException {
    var output = new Gathering();
    OutputEngine engine = engine(output);
    assertThat(dispositions(fixture.handle(engine, envelope(3))))
        .isEqualTo(Map.of(Disposition.ABSORBED, 3L));
    var log = new Log(line -> {}, Fixture.CLOCK, Map.of());
    engine.flush(false, Fixture.DEADLINE, log);
    assertThat(fixture.objects.keys()).isEmpty();
    engine.flush(true, Fixture.DEADLINE, log);
    assertThat(fixture.objects.keys())
        .containsExactly("stage/2026/11/23/" + envelope(3).batch() + "~digest-0.jsonl");
    assertThat(fixture.objects.all("id")).containsExactly("example-feed-20261123T130000-0:1");
    assertThat(fixture.objects.all("code")).containsExactly("mail-refused");
  }

  /** Delivers all but the second event of a batch. */
  private static final class Gathering implements GatheringOutput {
    private final List<Batch> gathered = new ArrayList<>();

    @Override
    public List<Delivery> deliver(Batch batch) {
      gathered.add(batch);
      return Collections.nCopies(batch.items().size(), Delivery.GATHERED);
    }

    @Override
    public void flush(Instant deadline, Settled settled) throws IOException {
      for (Batch batch : gathered) {
        var deliveries = new ArrayList<>(Delivery.all(batch));
        deliveries.set(1, new Rejected("mail-refused", "nobody there"));
        settled.settle(batch, deliveries);
      }
    }
  }

  @Test
  void aWrongNumberOfDeliveriesIsADefectOfTheBot() throws IOException, InterruptedException {
    for (int deliveries : List.of(0, 2, 4)) {
      Books books =
          new Fixture()
              .handle(
                  engine(batch -> Collections.nCopies(deliveries, Delivery.DELIVERED)),
                  envelope(3));
      assertThat(dispositions(books)).isEqualTo(Map.of(Disposition.DEFERRED, 3L));
    }
  }

  private Books handle(Output output) throws IOException, InterruptedException {
    return fixture.handle(engine(output), envelope(3));
  }

  private OutputEngine engine(Output output) {
    return new OutputEngine(bot(output), fixture.stage);
  }
}
