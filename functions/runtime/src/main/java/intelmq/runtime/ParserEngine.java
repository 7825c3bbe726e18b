package intelmq.runtime;

import intelmq.bot.Outcome;
import intelmq.bot.Outcome.Events;
import intelmq.bot.Outcome.Malformed;
import intelmq.bot.Outcome.Skipped;
import intelmq.bot.Parser;
import intelmq.bot.Verdict;
import intelmq.bot.framing.Frame;
import intelmq.bot.framing.Framing;
import intelmq.bot.port.Objects;
import intelmq.harmonization.Event;
import intelmq.harmonization.Refusal;
import intelmq.harmonization.Report;
import intelmq.runtime.Books.Disposition;
import intelmq.runtime.BotLoader.Loaded;
import intelmq.runtime.Envelope.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Parses stored reports in constant memory and sends their events in batches. */
public final class ParserEngine {
  /** Events to a message: as many small ones as fit about one billing unit of the queue. */
  private static final int BATCH = 500;

  private static final int BATCH_BYTES = 640 * 1024;

  private final Loaded bot;
  private final Parser<?> parser;
  private final Environment environment;
  private final List<String> queues;
  private final ReportStore reports;
  private final Queue queue;
  private final Objects objects;
  private final Announcer announcer;
  private final InstantSource clock;

  /** An engine for a bot that is a {@link Parser}. */
  public ParserEngine(
      Loaded bot,
      Environment environment,
      ReportStore reports,
      Queue queue,
      Objects objects,
      Announcer announcer,
      InstantSource clock) {
    this.bot = bot;
    this.parser = (Parser<?>) bot.bot();
    this.environment = environment;
    var destinations = Destinations.parse(environment.get("DESTINATIONS"));
    destinations.requireDefault();
    this.queues = destinations.of(Verdict.DEFAULT_PATH);
    this.reports = reports;
    this.queue = queue;
    this.objects = objects;
    this.announcer = announcer;
    this.clock = clock;
  }

  /**
   * Parses a report; when this returns, everything of it is sent or set aside.
   *
   * @throws IOException if that failed: the report is parsed again, with the same ids
   */
  public Books parse(ReportId id, Log log) throws IOException {
    ReportStore.Stored stored = reports.open(id);
    try (var content = stored.content()) {
      var run = new Run<>(parser, id, stored.report());
      Books books = run.parse(content);
      var counts = new LinkedHashMap<String, Object>();
      counts.put("feed", id.feed());
      counts.put("report", id.toString());
      counts.put("bytes", stored.size());
      counts.put("records", books.received());
      counts.put("events", run.events);
      counts.put("skipped", books.count(Disposition.DROPPED));
      counts.put("quarantined", books.count(Disposition.QUARANTINED));
      announcer.announce("Report Parsed", counts);
      log.with("report", id.toString()).books(books);
      return books;
    }
  }

  /** One pass over one report. */
  private final class Run<R> {
    private final Parser<R> parser;
    private final ReportId id;
    private final Report report;
    private final Books books = new Books();
    private final Outbox outbox = new Outbox(queue, books);
    private final Quarantine quarantine =
        new Quarantine(objects, environment.get("QUARANTINE_BUCKET"), environment.stage(), clock);
    private final List<Entry> batch = new ArrayList<>();
    private long batchBytes;
    private long events;
    private long poisonFrom = -1;

    Run(Parser<R> parser, ReportId id, Report report) {
      this.parser = parser;
      this.id = id;
      this.report = report;
    }

    Books parse(InputStream content) throws IOException {
      try (Framing.Frames<R> frames = parser.framing().open(content)) {
        long ordinal = 0;
        for (Frame<R> frame = frames.next(); frame != null; frame = frames.next(), ordinal++) {
          books.receive(1);
          record(frame, ordinal);
          if (batch.size() >= BATCH || batchBytes >= BATCH_BYTES) {
            send();
          }
          if (quarantine.full()) {
            storePoison();
          }
        }
      }
      send();
      storePoison();
      return books;
    }

    private void record(Frame<R> frame, long ordinal) {
      switch (frame) {
        case Frame.Broken<R> broken ->
            poison(broken, ordinal, new Quarantine.Reason("broken-record", broken.reason()));
        case Frame.Whole<R> whole -> {
          try {
            outcome(whole, ordinal, parser.parse(whole.record(), report));
          } catch (RuntimeException e) {
            // a defect of the bot concerns this record alone
            poison(whole, ordinal, new Quarantine.Reason("bot-failed", e.toString(), Log.trace(e)));
          }
        }
      }
    }

    private void outcome(Frame.Whole<R> frame, long ordinal, Outcome outcome) {
      switch (outcome) {
        case Skipped(String rule) -> books.drop(bot.name() + ": " + rule);
        case Malformed(String code, String message) ->
            poison(frame, ordinal, new Quarantine.Reason(code, message));
        case Events(List<Event> some) -> {
          Optional<Refusal> refusal =
              some.stream().map(Event::refusal).flatMap(Optional::stream).findFirst();
          if (refusal.isPresent()) {
            poison(
                frame,
                ordinal,
                new Quarantine.Reason(refusal.get().code(), refusal.get().message()));
          } else if (some.isEmpty()) {
            books.drop(bot.name() + ": no event");
          } else {
            keep(frame, ordinal, some);
          }
        }
      }
    }

    private void keep(Frame.Whole<R> frame, long ordinal, List<Event> some) {
      for (int i = 0; i < some.size(); i++) {
        batch.add(new Entry(i == 0 ? Long.toString(ordinal) : ordinal + "." + i, some.get(i)));
        batchBytes += frame.text().length() + 512L;
      }
      events += some.size();
      books.count(Disposition.FORWARDED, 1);
    }

    private void poison(Frame<R> frame, long ordinal, Quarantine.Reason reason) {
      if (poisonFrom < 0) {
        poisonFrom = ordinal;
      }
      var subject = new Quarantine.Subject.Line(id.feed(), frame.line(), frame.text());
      quarantine.add(bot.name(), id + ":" + ordinal, reason, subject);
      books.count(Disposition.QUARANTINED, 1);
    }

    private void storePoison() throws IOException {
      quarantine.store(id.day(), id + "@" + poisonFrom);
      poisonFrom = -1;
    }

    private void send() throws IOException {
      if (batch.isEmpty()) {
        return;
      }
      var poisoned = new TreeSet<Long>();
      for (Entry large : outbox.add(queues, Envelope.first(id, batch))) {
        var reason = new Quarantine.Reason("too-large", "the event is larger than a message");
        quarantine.add(
            "runtime",
            id + ":" + large.ordinal(),
            reason,
            new Quarantine.Subject.Whole(large.event()));
        poisoned.add(Long.parseLong(large.ordinal().split("\\.", 2)[0]));
        events--;
      }
      if (!poisoned.isEmpty()) {
        // the object is named after a record that is in it, so that it replaces no other
        poisonFrom = poisonFrom < 0 ? poisoned.getFirst() : poisonFrom;
        books.count(Disposition.QUARANTINED, poisoned.size());
        books.count(Disposition.FORWARDED, -poisoned.size());
      }
      outbox.send();
      batch.clear();
      batchBytes = 0;
    }
  }
}
