package intelmq.runtime;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.runtime.Books.Disposition;
import intelmq.runtime.Envelope.Entry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What becomes of the events of one message: gathered while bots run, done by {@link #finish} all
 * at once, so that a message that fails midway has sent nothing it would send again under another
 * name.
 */
public final class Handling {
  /** How often a failing event is tried again before it is set aside. */
  static final int MOST_ATTEMPTS = 5;

  private final Envelope envelope;
  private final Instant deadline;
  private final Quarantine quarantine;
  private final Log log;
  private final Map<String, Disposition> dispositions = new LinkedHashMap<>();
  private final Map<String, String> rules = new LinkedHashMap<>();
  private final Map<String, Map<String, Entry>> leaving = new LinkedHashMap<>();
  private final Map<Integer, List<Entry>> retries = new TreeMap<>();
  private final Map<Integer, List<Entry>> suspects = new TreeMap<>();
  private final Map<Integer, List<Entry>> waits = new TreeMap<>();

  private int unreadable;

  Handling(Envelope envelope, Instant deadline, Quarantine quarantine, Log log) {
    this.envelope = envelope;
    this.deadline = deadline;
    this.quarantine = quarantine;
    this.log = log;
  }

  /** What a bot that works on many events at a time is handed. */
  Batch batch(List<Item> items) {
    return new Batch(
        envelope.batch(), envelope.report().toString(), envelope.report().day(), deadline, items);
  }

  /** The event goes to a queue; to each queue once, as it was last. */
  public void send(String queue, Entry entry) {
    leaving.computeIfAbsent(queue, q -> new LinkedHashMap<>()).put(entry.ordinal(), entry);
    settle(entry, Disposition.FORWARDED);
  }

  /** The event arrived where it was to be delivered. */
  public void delivered(Entry entry) {
    settle(entry, Disposition.FORWARDED);
  }

  /** The event is left out by a rule of a bot. */
  public void drop(String bot, Entry entry, String rule) {
    settle(entry, Disposition.DROPPED);
    rules.put(entry.ordinal(), bot + ": " + rule);
  }

  /** The event is set aside. */
  void quarantine(String bot, Entry entry, Quarantine.Reason reason) {
    quarantine.add(bot, envelope.id(entry), reason, new Quarantine.Subject.Whole(entry.event()));
    settle(entry, Disposition.QUARANTINED);
  }

  /** What could not be read is set aside as it stands. */
  void unreadable(Envelope.Unreadable event) {
    quarantine.add(
        "runtime",
        envelope.report() + ":" + event.ordinal(),
        new Quarantine.Reason("unreadable", event.problem()),
        new Quarantine.Subject.Text(event.text()));
    dispositions.put(event.ordinal(), Disposition.QUARANTINED);
    unreadable++;
  }

  /** The event failed at a bot: tried again with a delay, a few times, then set aside. */
  void fail(int index, String bot, Entry entry, Exception cause) {
    log.error("event " + envelope.id(entry) + " failed at " + bot, cause);
    fail(index, bot, entry, cause, retries);
  }

  /**
   * A bot failed at a batch, and perhaps for one of its events: tried again together once, then
   * each alone.
   */
  void failTogether(int index, String bot, List<Entry> entries, Exception cause) {
    log.error(entries.size() + " events of " + envelope.batch() + " failed at " + bot, cause);
    Map<Integer, List<Entry>> failures = envelope.attempt() == 0 ? retries : suspects;
    entries.forEach(entry -> fail(index, bot, entry, cause, failures));
  }

  private void fail(
      int index, String bot, Entry entry, Exception cause, Map<Integer, List<Entry>> failures) {
    if (envelope.attempt() + 1 >= MOST_ATTEMPTS) {
      String message = "failed " + MOST_ATTEMPTS + " times: " + cause.getMessage();
      quarantine(bot, entry, new Quarantine.Reason("gave-up", message, Log.trace(cause)));
    } else {
      failures.computeIfAbsent(index, i -> new ArrayList<>()).add(entry);
      settle(entry, Disposition.DEFERRED);
    }
  }

  /** Something that a bot needs is down: its events wait, which uses up no attempts. */
  void await(int index, String bot, List<Entry> entries, IOException cause) {
    log.error(
        entries.size() + " events of " + envelope.batch() + " wait, for " + bot + " cannot work",
        cause);
    waits.computeIfAbsent(index, i -> new ArrayList<>()).addAll(entries);
    entries.forEach(entry -> settle(entry, Disposition.DEFERRED));
  }

  /** An event has one disposition: what is still to come of it, or worst, counts. */
  private void settle(Entry entry, Disposition disposition) {
    dispositions.merge(entry.ordinal(), disposition, (was, is) -> rank(was) >= rank(is) ? was : is);
  }

  private static int rank(Disposition disposition) {
    return switch (disposition) {
      case DROPPED -> 0;
      case ABSORBED -> 1;
      case FORWARDED -> 2;
      case QUARANTINED -> 3;
      case DEFERRED -> 4;
    };
  }

  /**
   * Sends, sets aside and defers; when this returns, the message can be acknowledged.
   *
   * @throws IOException if that failed: the message returns to its queue
   */
  Books finish(Queue queue, String ownQueue, Duration retryDelay) throws IOException {
    var books = new Books();
    books.receive(envelope.entries().size() + unreadable);
    checkAllSettled();
    var outbox = new Outbox(queue, books);
    queuesByEvents()
        .forEach((some, urls) -> outbox.add(urls, envelope.forward(some)).forEach(this::tooLarge));
    deferred()
        .forEach(envelope ->
            outbox.defer(ownQueue, envelope, retryDelay, delays(envelope)).forEach(this::tooLarge));
    quarantine.store(envelope.report().day(), envelope.batch());
    outbox.send();
    dispositions.forEach((ordinal, disposition) -> {
      if (disposition == Disposition.DROPPED) {
        books.drop(rules.getOrDefault(ordinal, ""));
      } else {
        books.count(disposition, 1);
      }
    });
    return books;
  }

  /** Queues that get the same events get the same message, which is encoded once. */
  private Map<List<Entry>, List<String>> queuesByEvents() {
    var queues = new LinkedHashMap<List<Entry>, List<String>>();
    leaving.forEach((url, entries) ->
        queues.computeIfAbsent(List.copyOf(entries.values()), e -> new ArrayList<>()).add(url));
    return queues;
  }

  private void checkAllSettled() {
    for (Entry entry : envelope.entries()) {
      if (!dispositions.containsKey(entry.ordinal())) {
        throw new IllegalStateException("nothing became of the event " + envelope.id(entry));
      }
    }
  }

  /** What goes back to the function's own queue. */
  private List<Envelope> deferred() {
    var envelopes = new ArrayList<Envelope>();
    retries.forEach((bot, some) -> envelopes.add(envelope.retry(some, bot)));
    suspects.forEach(
        (bot, some) -> some.forEach(entry -> envelopes.add(envelope.retry(List.of(entry), bot))));
    waits.forEach((bot, some) -> {
      boolean whole =
          leaving.isEmpty() && unreadable == 0 && some.size() == envelope.entries().size();
      envelopes.add(envelope.waiting(some, bot, whole));
    });
    return envelopes;
  }

  /** How often a deferred envelope was deferred before, for the same cause. */
  private int delays(Envelope deferred) {
    return deferred.waits() > 0 ? envelope.waits() : envelope.attempt();
  }

  /** Whatever was to become of the event: set aside once, for no queue takes it. */
  private void tooLarge(Entry entry) {
    if (dispositions.put(entry.ordinal(), Disposition.QUARANTINED) != Disposition.QUARANTINED) {
      quarantine(
          "runtime",
          entry,
          new Quarantine.Reason("too-large", "the event is larger than a message"));
    }
  }
}
