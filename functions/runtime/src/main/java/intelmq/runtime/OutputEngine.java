package intelmq.runtime;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.Delivery;
import intelmq.bot.Delivery.Delivered;
import intelmq.bot.Delivery.Failed;
import intelmq.bot.Delivery.Gathered;
import intelmq.bot.Delivery.Rejected;
import intelmq.bot.Delivery.Waiting;
import intelmq.bot.GatheringOutput;
import intelmq.bot.Output;
import intelmq.runtime.BotLoader.Loaded;
import intelmq.runtime.Envelope.Entry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Has an output deliver the events of a message. */
public final class OutputEngine implements Engine {
  private final String name;
  private final Output output;
  private final Breaker breaker;
  private final Stage stage;

  /** An engine for a bot that is an {@link Output}. */
  public OutputEngine(Loaded bot, Stage stage) {
    this.stage = stage;
    this.breaker = stage.breaker();
    this.name = bot.name();
    this.output = (Output) bot.bot();
  }

  @Override
  public void process(Envelope envelope, Handling handling) throws InterruptedException {
    List<Entry> entries = envelope.entries();
    if (!breaker.admits()) {
      handling.spare(0, entries);
      return;
    }
    List<Item> items =
        entries.stream().map(entry -> new Item(envelope.id(entry), entry.event())).toList();
    Batch batch = handling.batch(items);
    List<Delivery> deliveries;
    try {
      deliveries = output.deliver(batch);
      if (deliveries.size() != entries.size()) {
        throw new IllegalStateException(
            deliveries.size() + " deliveries of " + entries.size() + " events");
      }
    } catch (IOException e) {
      breaker.fail();
      handling.await(0, name, entries, e);
      return;
    } catch (RuntimeException e) {
      handling.failTogether(0, name, entries, e);
      return;
    }
    breaker.succeed();
    var waiting = new LinkedHashMap<String, List<Entry>>();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      switch (deliveries.get(i)) {
        case Delivered d -> handling.delivered(entry);
        case Gathered g -> handling.absorb(entry);
        case Rejected(String code, String message) ->
            handling.quarantine(0, name, entry, new Quarantine.Reason(code, message));
        case Failed(String message) -> handling.fail(0, name, entry, new IOException(message));
        case Waiting(String message) ->
            waiting.computeIfAbsent(message, m -> new ArrayList<>()).add(entry);
      }
    }
    if (!waiting.isEmpty()) {
      // together, for they are delivered together again
      handling.await(
          0,
          name,
          waiting.values().stream().flatMap(List::stream).toList(),
          new IOException(String.join("; ", waiting.keySet())));
    }
  }

  /** Only by schedule: what was gathered a moment ago is not due. */
  @Override
  public void flush(boolean now, Instant deadline, Log log)
      throws IOException, InterruptedException {
    if (now && output instanceof GatheringOutput gathering) {
      gathering.flush(deadline, (batch, deliveries) -> settle(batch, deliveries, log));
    }
  }

  private void settle(Batch batch, List<Delivery> deliveries, Log log) throws IOException {
    ReportId report = ReportId.parse(batch.report());
    // a name of its own: under the batch's there is what became of its events when they came
    String id = batch.id() + "~digest-" + ordinal(batch, batch.items().getFirst());
    Quarantine quarantine = stage.quarantine();
    Facts facts = stage.facts();
    var rejected = new ArrayList<Entry>();
    for (int i = 0; i < deliveries.size(); i++) {
      Item item = batch.items().get(i);
      String ordinal = ordinal(batch, item);
      if (deliveries.get(i) instanceof Rejected(String code, String message)) {
        quarantine.add(
            name,
            item.id(),
            new Quarantine.Reason(code, message),
            new Quarantine.Subject.Whole(item.event()));
        facts.quarantined(code, ordinal);
        rejected.add(new Entry(ordinal, item.event()));
      } else {
        facts.delivered(ordinal);
      }
    }
    quarantine.store(batch.day(), id);
    facts.keep(report, id, 0);
    if (!rejected.isEmpty() && !stage.errorQueues().isEmpty()) {
      Outbox outbox = stage.outbox(new Books());
      outbox.add(stage.errorQueues(), new Envelope(report, id, 1, 0, 0, 0, rejected));
      outbox.send();
    }
    log.info(
        "digest",
        Map.of(
            "batch",
            batch.id(),
            "delivered",
            deliveries.size() - rejected.size(),
            "quarantined",
            rejected.size()));
  }

  private static String ordinal(Batch batch, Item item) {
    return item.id().substring(batch.report().length() + 1);
  }
}
