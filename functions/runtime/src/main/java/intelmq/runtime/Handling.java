package intelmq.runtime;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.runtime.Books.Disposition;
import intelmq.runtime.Envelope.Entry;
import java.io.IOException;
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

  /** Who sets aside what no bot can be blamed for. */
  static final String RUNTIME = "runtime";

  private final Envelope.Read read;
  private final Envelope envelope;
  private final Instant deadline;
  private final Stage stage;
  private final Quarantine quarantine;
  private final Log log;
  private final Map<String, Disposition> dispositions = new LinkedHashMap<>();
  private final Map<String, String> rules = new LinkedHashMap<>();
  private final Map<String, String> codes = new LinkedHashMap<>();
  private final Map<String, Map<String, Entry>> leaving = new LinkedHashMap<>();
  private final Map<Integer, List<Entry>> retries = new TreeMap<>();
  private final Map<Integer, List<Entry>> suspects = new TreeMap<>();
  private final Map<Integer, List<Entry>> waits = new TreeMap<>();

  private boolean delivers;
  private boolean absorbs;

  Handling(Envelope.Read read, Instant deadline, Stage stage, Log log) {
    this.read = read;
    this.envelope = read.envelope();
    this.deadline = deadline;
    this.stage = stage;
    this.quarantine = stage.quarantine();
    this.log = log;
    read.unreadable().forEach(this::unreadable);
  }

  /** What a bot that works on many events at a time is handed. */
  Batch batch(List<Item> items) {
    return new Batch(
        envelope.batch(), envelope.report().toString(), envelope.report().day(), deadline, items);
  }

  /** The event goes to a queue; to each queue once, as it was last. */
  public void send(String queue, Entry entry) {
    leave(queue, entry);
    settle(entry, Disposition.FORWARDED);
  }

  private void leave(String queue, Entry entry) {
    leaving.computeIfAbsent(queue, q -> new LinkedHashMap<>()).put(entry.ordinal(), entry);
  }

  /** The event arrived where it was to be delivered. */
  public void delivered(Entry entry) {
    delivers = true;
    settle(entry, Disposition.FORWARDED);
  }

  /** The event became part of one that leaves later. */
  void absorb(Entry entry) {
    settle(entry, Disposition.ABSORBED);
    absorbs = true;
  }

  /** The event is left out by a rule of a bot. */
  public void drop(String bot, Entry entry, String rule) {
    settle(entry, Disposition.DROPPED);
    rules.put(entry.ordinal(), bot + ": " + rule);
  }

  /** The event is set aside, by one bot of the function. */
  void quarantine(int index, String bot, Entry entry, Quarantine.Reason reason) {
    quarantine.add(
        bot, envelope.id(entry), reason, new Quarantine.Subject.Whole(entry.event()), index);
    settle(entry, Disposition.QUARANTINED);
    codes.put(entry.ordinal(), reason.code());
    stage.errorQueues().forEach(url -> leave(url, entry));
  }

  /** What could not be read is set aside as it stands. */
  private void unreadable(Envelope.Unreadable event) {
    var reason = new Quarantine.Reason("unreadable", event.problem());
    quarantine.add(
        RUNTIME,
        envelope.report() + ":" + event.ordinal(),
        reason,
        new Quarantine.Subject.Text(event.text()));
    dispositions.put(event.ordinal(), Disposition.QUARANTINED);
    codes.put(event.ordinal(), reason.code());
  }

  /** Events that went through more functions than there can be go round in circles. */
  void loop() {
    var trail = new ArrayList<>(envelope.trail());
    trail.add(Destinations.nameOf(stage.ownQueue()));
    String message =
        "went through " + envelope.hops() + " functions, the last: " + String.join(" -> ", trail);
    for (Entry entry : envelope.entries()) {
      var subject = new Quarantine.Subject.Whole(entry.event());
      quarantine.add(RUNTIME, envelope.id(entry), new Quarantine.Reason("loop", message), subject);
      settle(entry, Disposition.QUARANTINED);
      codes.put(entry.ordinal(), "loop");
    }
  }

  /**
   * The event failed at a bot: tried again with a delay, a few times, then set aside.
   *
   * @param entry as it came to the bot, which may have changed it; the first bot's is known
   */
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
    Entry came = came(index, entry);
    if (envelope.attempt() + 1 >= MOST_ATTEMPTS) {
      String message = "failed " + MOST_ATTEMPTS + " times: " + cause.getMessage();
      quarantine(index, bot, came, new Quarantine.Reason("gave-up", message, Log.trace(cause)));
    } else {
      failures.computeIfAbsent(index, i -> new ArrayList<>()).add(came);
      settle(entry, Disposition.DEFERRED);
    }
  }

  /**
   * Something that a bot needs is down: its events wait, which uses up no attempts.
   *
   * @param entries as they came to the bot, as for {@link #fail}
   */
  void await(int index, String bot, List<Entry> entries, IOException cause) {
    log.error(
        entries.size() + " events of " + envelope.batch() + " wait, for " + bot + " cannot work",
        cause);
    spare(index, entries);
  }

  /** Something that a bot needs was down a moment ago, and is spared: its events wait. */
  void spare(int index, List<Entry> entries) {
    List<Entry> waiting = waits.computeIfAbsent(index, i -> new ArrayList<>());
    entries.forEach(entry -> {
      waiting.add(came(index, entry));
      settle(entry, Disposition.DEFERRED);
    });
  }

  /** A bot that fails may have begun to change an event: what is tried again is what came. */
  private Entry came(int index, Entry entry) {
    return index == envelope.resume() ? read.asReceived(entry) : entry;
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
   * @param books for what was sent so far if not all could be
   * @throws IOException if that failed: nothing of the message may be taken for done
   */
  void finish(Books books) throws IOException {
    books.receive(envelope.entries().size() + read.unreadable().size());
    checkAllSettled();
    Outbox outbox = stage.outbox(books);
    String ownName = Destinations.nameOf(stage.ownQueue());
    queuesByEvents()
        .forEach((some, urls) ->
            outbox.add(urls, envelope.forward(some, ownName)).forEach(this::tooLarge));
    defer(outbox);
    quarantine.store(envelope.report().day(), envelope.batch());
    facts().keep(envelope.report(), envelope.batch(), books.received());
    outbox.send();
    dispositions.forEach((ordinal, disposition) -> {
      if (disposition == Disposition.DROPPED) {
        books.drop(rules.getOrDefault(ordinal, ""));
      } else {
        books.count(disposition, 1);
      }
    });
    if (!waits.isEmpty()) {
      log.count(Log.WAITING, waits.values().stream().mapToInt(List::size).sum());
    }
  }

  /** What is final: sent on or deferred is not. */
  private Facts facts() {
    Facts facts = stage.facts();
    if (delivers || absorbs || !rules.isEmpty() || !codes.isEmpty()) {
      dispositions.forEach((ordinal, disposition) -> {
        switch (disposition) {
          case FORWARDED -> {
            if (delivers) {
              facts.delivered(ordinal);
            }
          }
          case DROPPED -> facts.dropped(rules.getOrDefault(ordinal, ""), ordinal);
          case QUARANTINED -> facts.quarantined(codes.getOrDefault(ordinal, ""), ordinal);
          case ABSORBED -> facts.absorbed(ordinal);
          case DEFERRED -> {}
        }
      });
    }
    return facts;
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

  /** Puts what goes back to the function's own queue into the outbox. */
  private void defer(Outbox outbox) {
    String own = stage.ownQueue();
    var deferred = new ArrayList<Envelope>();
    retries.forEach((bot, some) -> deferred.add(envelope.retry(some, bot)));
    suspects.forEach(
        (bot, some) -> some.forEach(entry -> deferred.add(envelope.retry(List.of(entry), bot))));
    waits.forEach((bot, some) -> {
      boolean whole =
          leaving.isEmpty()
              && read.unreadable().isEmpty()
              && some.size() == envelope.entries().size();
      if (whole && bot == envelope.resume()) {
        outbox.defer(own, read.postponed(), some.size(), stage.delay(envelope.waits()));
      } else {
        deferred.add(envelope.waiting(some, bot, whole));
      }
    });
    deferred.forEach(
        some -> outbox.defer(own, some, stage.delay(delays(some))).forEach(this::tooLarge));
  }

  /** How often a deferred envelope was deferred before, for the same cause. */
  private int delays(Envelope deferred) {
    return deferred.waits() > 0 ? envelope.waits() : envelope.attempt();
  }

  /** Whatever was to become of the event: set aside once, for no queue takes it. */
  private void tooLarge(Entry entry) {
    if (dispositions.put(entry.ordinal(), Disposition.QUARANTINED) != Disposition.QUARANTINED) {
      var reason = new Quarantine.Reason("too-large", "the event is larger than a message");
      var subject = new Quarantine.Subject.Whole(entry.event());
      quarantine.add(RUNTIME, envelope.id(entry), reason, subject);
      codes.put(entry.ordinal(), reason.code());
    }
  }
}
