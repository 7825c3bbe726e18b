package intelmq.runtime;

import intelmq.bot.Aggregator;
import intelmq.bot.Aggregator.Due;
import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.BatchExpert;
import intelmq.bot.Expert;
import intelmq.bot.Verdict;
import intelmq.bot.Verdict.Absorb;
import intelmq.bot.Verdict.Drop;
import intelmq.bot.Verdict.Forward;
import intelmq.bot.Verdict.Reject;
import intelmq.bot.Verdict.Retry;
import intelmq.bot.config.ConfigurationException;
import intelmq.harmonization.Refusal;
import intelmq.runtime.BotLoader.Loaded;
import intelmq.runtime.Envelope.Entry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the experts of a function, in order, over the events of a message. The default path of one
 * leads to the next; other paths leave as they are named.
 */
public final class ExpertEngine implements Engine {
  /** So many events in a row that could not be looked up, and not one that could: all is down. */
  private static final int MOST_IN_ROW = 5;

  /** As often as IntelMQ's aggregate does, while events arrive. */
  private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(10);

  /** What is left when no more is sent. */
  private static final Duration RESERVE = Duration.ofSeconds(5);

  private final List<Loaded> bots;
  private final List<Breaker> breakers;
  private final Destinations destinations;
  private final Stage stage;

  /** The bot that holds events back; -1 if none does. */
  private final int aggregator;

  private volatile Instant flushed = Instant.MIN;

  /** An engine for bots that are {@link Expert}s or {@link BatchExpert}s. */
  public ExpertEngine(List<Loaded> bots, Destinations destinations, Stage stage) {
    this.bots = List.copyOf(bots);
    this.breakers = bots.stream().map(bot -> stage.breaker()).toList();
    this.destinations = destinations;
    this.stage = stage;
    this.aggregator = aggregator(bots);
    destinations.requireDefault();
  }

  @Override
  public void process(Envelope envelope, Handling handling)
      throws IOException, InterruptedException {
    if (aggregator == bots.size() - 1 && envelope.resume() == bots.size()) {
      // it left the last bot before
      for (Entry entry : envelope.entries()) {
        settle(aggregator, entry, entry, Verdict.FORWARD, handling);
      }
      return;
    }
    if (envelope.resume() < 0 || envelope.resume() >= bots.size()) {
      // deferred by a longer chain: guessing where it would go on could skip or repeat an expert
      throw new UndecodableException(
          "the message goes on at bot " + envelope.resume() + " of " + bots.size() + ", from 0");
    }
    List<Entry> current = envelope.entries();
    for (int i = envelope.resume(); i < bots.size() && !current.isEmpty(); i++) {
      if (!breakers.get(i).admits()) {
        handling.spare(i, current);
        return;
      }
      current =
          switch (bots.get(i).bot()) {
            case Expert expert -> one(expert, i, envelope, current, handling);
            case BatchExpert expert -> all(expert, i, envelope, current, handling);
            default -> throw new IllegalStateException("not an expert: " + bots.get(i).name());
          };
    }
  }

  private static int aggregator(List<Loaded> bots) {
    int found = -1;
    for (int i = 0; i < bots.size(); i++) {
      if (bots.get(i).bot() instanceof Aggregator) {
        if (found >= 0) {
          // they would take each other's events for their own
          throw new ConfigurationException(
              "'"
                  + bots.get(i).name()
                  + "' can be in a function once only: give it one of its own");
        }
        found = i;
      }
    }
    return found;
  }

  /**
   * What a bot held back goes to the function's own queue, from where it goes on at the next bot:
   * so it is counted as any other event.
   */
  @Override
  public void flush(boolean now, Instant deadline, Log log)
      throws IOException, InterruptedException {
    Instant time = stage.now();
    if (aggregator < 0 || (!now && time.isBefore(flushed.plus(FLUSH_INTERVAL)))) {
      return;
    }
    flushed = time;
    var bot = (Aggregator) bots.get(aggregator).bot();
    for (List<Due> some = bot.due(); !some.isEmpty(); some = bot.due()) {
      for (Due due : some) {
        var books = new Books();
        Outbox outbox = stage.outbox(books);
        if (!outbox.defer(stage.ownQueue(), envelope(due), Duration.ZERO).isEmpty()) {
          throw new IllegalStateException(due.item().id() + " is larger than a message");
        }
        outbox.send();
        bot.settled(due);
        log.books(books);
      }
      if (stage.now().isAfter(deadline.minus(RESERVE))) {
        return;
      }
    }
  }

  private Envelope envelope(Due due) {
    String id = due.item().id();
    int colon = id.lastIndexOf(':');
    ReportId report = ReportId.parse(id.substring(0, colon));
    var entry = new Entry(id.substring(colon + 1), due.item().event());
    String batch = report + "@" + entry.ordinal();
    return new Envelope(report, batch, 1, 0, 0, aggregator + 1, List.of(entry));
  }

  private List<Entry> one(
      Expert expert, int index, Envelope envelope, List<Entry> entries, Handling handling)
      throws InterruptedException {
    String bot = bots.get(index).name();
    Breaker breaker = breakers.get(index);
    boolean probe = breaker.isOpen();
    boolean works = false;
    var next = new ArrayList<Entry>(entries.size());
    var failed = new ArrayList<Failure>();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      Entry came = cameTo(index, envelope, entry);
      try {
        if (settle(index, entry, came, expert.process(entry.event()), handling)) {
          next.add(entry);
        }
        works = true;
      } catch (IOException e) {
        failed.add(new Failure(came, e));
        if (!works && isDown(failed.size(), probe, envelope, breaker)) {
          breaker.fail();
          var waiting = new ArrayList<Entry>();
          failed.forEach(failure -> waiting.add(failure.entry()));
          for (Entry untried : entries.subList(i + 1, entries.size())) {
            waiting.add(untried);
          }
          handling.await(index, bot, waiting, e);
          return next;
        }
      } catch (RuntimeException e) {
        // a defect of the bot, which says nothing of what it depends on
        handling.fail(index, bot, came, e);
      }
    }
    failed.forEach(failure -> handling.fail(index, bot, failure.entry(), failure.cause()));
    if (works) {
      breaker.succeed();
    }
    return next;
  }

  /**
   * Whether what a bot depends on is down, after failures and no success. Events that failed alone
   * before, while others went through, prove less: not against a success of the last minute.
   */
  private static boolean isDown(int failed, boolean probe, Envelope envelope, Breaker breaker) {
    return (probe || failed >= MOST_IN_ROW) && (envelope.attempt() == 0 || !breaker.workedLately());
  }

  /** The event as it is now, of which the first bot's is known from the message. */
  private static Entry cameTo(int index, Envelope envelope, Entry entry) {
    return index == envelope.resume() ? entry : new Entry(entry.ordinal(), entry.event().copy());
  }

  private List<Entry> all(
      BatchExpert expert, int index, Envelope envelope, List<Entry> entries, Handling handling)
      throws InterruptedException {
    String bot = bots.get(index).name();
    Breaker breaker = breakers.get(index);
    List<Entry> came = entries.stream().map(entry -> cameTo(index, envelope, entry)).toList();
    List<Item> items =
        entries.stream().map(entry -> new Item(envelope.id(entry), entry.event())).toList();
    Batch batch = handling.batch(items);
    List<Verdict> verdicts;
    try {
      verdicts = expert.process(batch);
      if (verdicts.size() != entries.size()) {
        throw new IllegalStateException(
            verdicts.size() + " verdicts on " + entries.size() + " events");
      }
    } catch (IOException e) {
      breaker.fail();
      handling.await(index, bot, came, e);
      return List.of();
    } catch (RuntimeException e) {
      handling.failTogether(index, bot, came, e);
      return List.of();
    }
    breaker.succeed();
    var next = new ArrayList<Entry>(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      if (settle(index, entries.get(i), came.get(i), verdicts.get(i), handling)) {
        next.add(entries.get(i));
      }
    }
    return next;
  }

  /** Does what a bot said of an event; returns whether the event goes on to the next bot. */
  private boolean settle(int index, Entry entry, Entry came, Verdict verdict, Handling handling) {
    String bot = bots.get(index).name();
    Optional<Refusal> refusal = entry.event().refusal();
    if (refusal.isPresent()) {
      handling.quarantine(
          index, bot, entry, new Quarantine.Reason(refusal.get().code(), refusal.get().message()));
      return false;
    }
    return switch (verdict) {
      case Forward(List<String> paths, String rule) -> forward(index, entry, paths, rule, handling);
      case Drop(String rule) -> {
        handling.drop(bot, entry, rule);
        yield false;
      }
      case Absorb() -> {
        handling.absorb(entry);
        yield false;
      }
      case Retry(String message) -> {
        handling.fail(index, bot, came, new IOException(message));
        yield false;
      }
      case Reject(String code, String message) -> {
        handling.quarantine(index, bot, entry, new Quarantine.Reason(code, message));
        yield false;
      }
    };
  }

  private boolean forward(
      int index, Entry entry, List<String> paths, String rule, Handling handling) {
    boolean goesOn = index < bots.size() - 1 && paths.contains(Verdict.DEFAULT_PATH);
    boolean leads = goesOn;
    for (String path : paths) {
      if (goesOn && path.equals(Verdict.DEFAULT_PATH)) {
        continue;
      }
      for (String queue : destinations.of(path)) {
        leads = true;
        // the next bot changes the event
        handling.send(queue, goesOn ? new Entry(entry.ordinal(), entry.event().copy()) : entry);
      }
    }
    if (!leads) {
      handling.drop(bots.get(index).name(), entry, rule);
    }
    return goesOn;
  }

  /** An event as it came, and why it failed. */
  private record Failure(Entry entry, IOException cause) {}
}
