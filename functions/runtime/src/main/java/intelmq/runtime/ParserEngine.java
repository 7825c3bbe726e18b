package intelmq.runtime;

import intelmq.bot.Outcome;
import intelmq.bot.Outcome.Events;
import intelmq.bot.Outcome.Malformed;
import intelmq.bot.Outcome.Skipped;
import intelmq.bot.Parser;
import intelmq.bot.Verdict;
import intelmq.bot.framing.Frame;
import intelmq.bot.framing.Framing;
import intelmq.bot.framing.Position;
import intelmq.harmonization.Event;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Json;
import intelmq.harmonization.Refusal;
import intelmq.harmonization.Report;
import intelmq.runtime.Books.Disposition;
import intelmq.runtime.BotLoader.Loaded;
import intelmq.runtime.Envelope.Entry;
import intelmq.runtime.ParserTask.Continuation;
import intelmq.runtime.ParserTask.Counts;
import intelmq.runtime.ParserTask.Inline;
import intelmq.runtime.ParserTask.Stored;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Parses reports in constant memory and sends their events in batches. What does not fit into the
 * time limit is left to a message to the function's own queue, which says where to go on.
 *
 * <p>Batches, and objects of what is set aside, end where a section of the report ends, and it is
 * only left between sections: so they are the same however often a report is parsed, and wherever
 * it was left.
 */
public final class ParserEngine {
  /** Events to a message: as many small ones as fit about one billing unit of the queue. */
  private static final int BATCH = 500;

  private static final int BATCH_BYTES = 640 * 1024;

  /** Batches that are sent at once: as many as go into one request. */
  private static final int BATCHES = 10;

  /** Records to a section. */
  private static final int SECTION = 10_000;

  private static final long SECTION_CHARS = 32L << 20;

  /** A continuation must fit into a message, and a header that long into each event. */
  private static final int MOST_CONTINUATION = 256 * 1024;

  private final Loaded bot;
  private final Parser<?> parser;
  private final Stage stage;
  private final List<String> queues;
  private final ReportStore reports;
  private final Announcer announcer;
  private final Progress progress;
  private final InstantSource clock;

  /** An engine for a bot that is a {@link Parser}. */
  public ParserEngine(
      Loaded bot,
      Environment environment,
      Stage stage,
      ReportStore reports,
      Announcer announcer,
      Progress progress,
      InstantSource clock) {
    this.bot = bot;
    this.parser = (Parser<?>) bot.bot();
    this.stage = stage;
    var destinations = Destinations.parse(environment.get("DESTINATIONS"));
    destinations.requireDefault();
    this.queues = destinations.of(Verdict.DEFAULT_PATH);
    this.reports = reports;
    this.announcer = announcer;
    this.progress = progress;
    this.clock = clock;
  }

  /** Where it is noted how far a report was parsed. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Notes it, unless the report was parsed to its end; {@code feed} and {@code report} name it.
     */
    void note(Map<String, Object> line) throws IOException;
  }

  /**
   * Parses a report, or part of it; when this returns, everything of it is sent or set aside, or
   * left to a continuation.
   *
   * @param deadline when the function is stopped
   * @throws IOException if that failed: the same is parsed again, with the same ids
   */
  public Books parse(ParserTask task, Instant deadline, Log log) throws IOException {
    Log ours = log.with("report", task.report().toString());
    Books books =
        switch (task) {
          case Stored(ReportId id) -> stored(Continuation.beginning(id), deadline, ours);
          case Continuation continuation -> stored(continuation, deadline, ours);
          case Inline inline -> inline(inline);
        };
    ours.books(books);
    return books;
  }

  private Books stored(Continuation from, Instant deadline, Log log) throws IOException {
    var limit = new TimeLimit(clock, deadline);
    ReportId id = from.report();
    ReportStore.Stored stored = reports.open(id, from.position().offset(), from.etag());
    try (InputStream content = stored.content()) {
      var run = new Run<>(parser, id, stored.report(), "", from.ordinal());
      Optional<Position> left = run.parse(content, from.position(), limit);
      Counts counts = from.counts().plus(run.counts());
      if (left.isEmpty()) {
        announce(id, stored.size(), counts);
      } else {
        int part = from.part() + 1;
        var rest = new Continuation(id, stored.etag(), left.get(), run.ordinal, counts, part);
        leave(rest, stored.size(), log);
      }
      return run.books;
    }
  }

  private Books inline(Inline inline) throws IOException {
    byte[] content = inline.content().getBytes(StandardCharsets.UTF_8);
    Report report = reports.read(Json.text(inline.metadata()).getBytes(StandardCharsets.UTF_8));
    // what has the same first record must not be taken for this
    String suffix = inline.isPart() ? "+" + inline.message() : "";
    var run = new Run<>(parser, inline.report(), report, suffix, Math.max(0, inline.ordinal()));
    run.parse(new ByteArrayInputStream(content), Position.START, null);
    if (!inline.isPart()) {
      announce(inline.report(), content.length, run.counts());
    }
    return run.books;
  }

  private void announce(ReportId id, long size, Counts counts) throws IOException {
    announcer.announce("Report Parsed", line(id, size, counts));
  }

  private void leave(Continuation rest, long size, Log log) throws IOException {
    String message = rest.message();
    if (message.length() > MOST_CONTINUATION) {
      throw new IOException(
          rest.report()
              + " cannot be gone on with at line "
              + rest.position().line()
              + ": what must be known of its beginning, as its header, is larger than "
              + MOST_CONTINUATION
              + " bytes");
    }
    Map<String, Object> line = line(rest.report(), size, rest.counts());
    line.put("position", rest.position().offset());
    line.put("part", rest.part());
    line.put("progress", clock.instant().toString());
    progress.note(line);
    stage.queue().send(stage.ownQueue(), List.of(message), Duration.ZERO);
    log.info("the time is over: the rest goes on", line);
  }

  private static Map<String, Object> line(ReportId id, long size, Counts counts) {
    var line = new LinkedHashMap<String, Object>();
    line.put("feed", id.feed());
    line.put("report", id.toString());
    line.put("bytes", size);
    line.putAll(counts.toMap());
    return line;
  }

  /** One pass over one report. */
  private final class Run<R> {
    private final Parser<R> parser;
    private final ReportId id;
    private final Report report;
    private final Books books = new Books();
    private final Outbox outbox;
    private final Quarantine quarantine = stage.quarantine();
    private final Facts facts = stage.facts();
    private final List<Entry> errors = new ArrayList<>();
    private long errorBytes;
    private final List<Entry> batch = new ArrayList<>();
    private final String suffix;
    private long ordinal;
    private long sectionFrom;
    private long sectionChars;
    private long batchBytes;
    private int batches;
    private long events;
    private long poisonFrom = -1;

    /**
     * A pass.
     *
     * @param suffix of the ids of batches and of objects of what is set aside
     * @param ordinal of the first record
     */
    Run(Parser<R> parser, ReportId id, Report report, String suffix, long ordinal) {
      this.parser = parser;
      this.id = id;
      this.report = report;
      this.suffix = suffix;
      this.outbox = stage.outbox(books);
      this.ordinal = ordinal;
      this.sectionFrom = ordinal;
    }

    Counts counts() {
      return new Counts(
          books.received(),
          events,
          books.count(Disposition.DROPPED),
          books.count(Disposition.QUARANTINED));
    }

    /**
     * Parses to the end, or until the time is over.
     *
     * @param limit null for none
     * @return where it was left; nowhere if it was parsed to the end
     */
    Optional<Position> parse(InputStream content, Position from, @Nullable TimeLimit limit)
        throws IOException {
      long first = ordinal;
      try (Framing.Frames<R> frames = parser.framing().open(content, from)) {
        for (Frame<R> frame = frames.next(); frame != null; frame = frames.next()) {
          books.receive(1);
          record(frame, ordinal);
          ordinal++;
          sectionChars += frame.text().length();
          if (batch.size() >= BATCH || batchBytes >= BATCH_BYTES) {
            endBatch();
          }
          if (errors.size() >= BATCH || errorBytes >= BATCH_BYTES) {
            endErrors();
          }
          if (quarantine.full()) {
            storePoison();
          }
          if (ordinal - sectionFrom >= SECTION || sectionChars >= SECTION_CHARS) {
            endSection();
            if (limit != null && limit.stopsAfterStretch()) {
              return Optional.of(frames.position());
            }
          } else if (limit != null && sectionFrom == first && limit.isOver()) {
            throw new IOException(
                "the parser is too slow for "
                    + id
                    + ": within its time limit it came from line "
                    + from.line()
                    + " to line "
                    + frame.line()
                    + ", not to the end of a section; it needs more memory or time");
          }
        }
      }
      endSection();
      return Optional.empty();
    }

    private void endSection() throws IOException {
      endBatch();
      endErrors();
      storePoison();
      facts.keep(id, id + "@" + sectionFrom + suffix, ordinal - sectionFrom);
      send();
      sectionFrom = ordinal;
      sectionChars = 0;
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
        case Skipped(String rule) -> drop(ordinal, rule);
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
            drop(ordinal, "no event");
          } else {
            keep(frame, ordinal, some);
          }
        }
      }
    }

    private void drop(long ordinal, String rule) {
      books.drop(bot.name() + ": " + rule);
      facts.dropped(bot.name() + ": " + rule, Long.toString(ordinal));
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
      facts.quarantined(reason.code(), Long.toString(ordinal));
      books.count(Disposition.QUARANTINED, 1);
      if (!stage.errorQueues().isEmpty()) {
        var event = new Event(report);
        event.add(Fields.RAW, frame.text());
        errors.add(new Entry(Long.toString(ordinal), event));
        errorBytes += frame.text().length() + 512L;
      }
    }

    private void storePoison() throws IOException {
      quarantine.store(id.day(), id + "@" + poisonFrom + suffix);
      poisonFrom = -1;
    }

    private void endBatch() throws IOException {
      if (batch.isEmpty()) {
        return;
      }
      var poisoned = new TreeSet<Long>();
      for (Entry large : outbox.add(queues, Envelope.first(id, batch, suffix))) {
        var reason = new Quarantine.Reason("too-large", "the event is larger than a message");
        quarantine.add(
            "runtime",
            id + ":" + large.ordinal(),
            reason,
            new Quarantine.Subject.Whole(large.event()));
        long record = Long.parseLong(large.ordinal().split("\\.", 2)[0]);
        if (poisoned.add(record)) {
          facts.quarantined("too-large", Long.toString(record));
        }
        events--;
      }
      if (!poisoned.isEmpty()) {
        // the object is named after a record that is in it, so that it replaces no other
        poisonFrom = poisonFrom < 0 ? poisoned.getFirst() : poisonFrom;
        books.count(Disposition.QUARANTINED, poisoned.size());
        books.count(Disposition.FORWARDED, -poisoned.size());
      }
      batch.clear();
      batchBytes = 0;
      ended();
    }

    /** What could not be parsed goes where the configuration wants it, besides. */
    private void endErrors() throws IOException {
      if (!errors.isEmpty()) {
        // what fits no message is in quarantine already
        outbox.add(stage.errorQueues(), Envelope.first(id, errors, suffix));
        errors.clear();
        errorBytes = 0;
        ended();
      }
    }

    private void ended() throws IOException {
      batches++;
      if (batches >= BATCHES) {
        send();
      }
    }

    private void send() throws IOException {
      outbox.send();
      batches = 0;
    }
  }
}
