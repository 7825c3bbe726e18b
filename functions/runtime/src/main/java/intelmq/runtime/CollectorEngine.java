package intelmq.runtime;

import intelmq.bot.Collection;
import intelmq.bot.Collector;
import intelmq.bot.FeedException;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Report;
import intelmq.harmonization.Sha256;
import intelmq.runtime.Books.Disposition;
import intelmq.runtime.BotLoader.Loaded;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Has a collector fetch a feed, and stores its reports. */
public final class CollectorEngine {
  private final Loaded bot;
  private final String feed;
  private final boolean enabled;
  private final ReportStore reports;
  private final InstantSource clock;

  /** An engine for a bot that is a {@link Collector}. */
  public CollectorEngine(
      Loaded bot, Environment environment, ReportStore reports, InstantSource clock) {
    this.bot = bot;
    this.feed = environment.get("FEED");
    this.enabled = environment.enabledFeeds().contains(feed);
    this.reports = reports;
    this.clock = clock;
  }

  /**
   * Runs the collector, unless its feed is not enabled.
   *
   * @param scheduled the time the run is for
   * @param dropped the object whose arrival caused the run, if that is what did
   * @throws FeedException if the feed could not be fetched, naming it
   */
  public Books collect(Instant scheduled, Collection.@Nullable Dropped dropped, Log log)
      throws IOException, InterruptedException {
    return run(scheduled, dropped, null, log);
  }

  /** Runs the collector with what was posted, which has its answer then. */
  public Books collect(Push push, Log log) throws IOException, InterruptedException {
    return run(push.time(), null, push, log);
  }

  private Books run(
      Instant scheduled, Collection.@Nullable Dropped dropped, @Nullable Push push, Log log)
      throws IOException, InterruptedException {
    if (!enabled) {
      if (push != null) {
        push.refuse(404, "there is no such feed");
      }
      log.info(
          "the feed is not enabled: add it to the parameter EnabledFeeds", Map.of("feed", feed));
      return new Books();
    }
    var run =
        new Run(scheduled.truncatedTo(ChronoUnit.SECONDS), dropped, push, reports.state(feed));
    Map<String, String> before = Map.copyOf(run.state);
    try {
      // requests of the same second are no runs of a schedule: what tells them apart is their id
      ((Collector) bot.bot()).collect(push == null ? run : run.from(push.time(), push.id()));
    } catch (FeedException e) {
      if (run.stored > 0) {
        log.with("feed", feed).books(run.books);
      }
      throw new FeedException("feed " + feed + ": " + e.getMessage(), e);
    }
    if (!run.state.equals(before)) {
      reports.saveState(feed, run.state);
    }
    if (!run.unchanged.isEmpty()) {
      log.info("nothing new: " + run.unchanged, Map.of("feed", feed));
    }
    log.with("feed", feed).books(run.books);
    return run.books;
  }

  private final class Run implements Collection {
    private final Instant scheduled;
    private final Collection.@Nullable Dropped dropped;
    private final @Nullable Push push;
    private final Map<String, String> state;
    private final Books books = new Books();
    private String unchanged = "";
    private int stored;

    Run(
        Instant scheduled,
        Collection.@Nullable Dropped dropped,
        @Nullable Push push,
        Map<String, String> state) {
      this.scheduled = scheduled;
      this.dropped = dropped;
      this.push = push;
      this.state = new HashMap<>(state);
    }

    @Override
    public Instant scheduled() {
      return scheduled;
    }

    @Override
    public Collection.@Nullable Dropped dropped() {
      return dropped;
    }

    @Override
    public Collection.@Nullable Posted posted() {
      return push;
    }

    @Override
    public Map<String, String> state() {
      return state;
    }

    @Override
    public void store(Report report, InputStream content) throws IOException {
      put(id(scheduled, part()), report, content);
    }

    private ReportId id(Instant time, String part) {
      return ReportId.of(feed, time, part);
    }

    private void put(ReportId id, Report report, InputStream content) throws IOException {
      report.addIfAbsent(
          Fields.TIME_OBSERVATION, clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
      stored++;
      long size = reports.store(id, report, content);
      if (push != null && size != 0) {
        push.stored(id);
      }
      books.receive(1);
      if (size > 0) {
        books.count(Disposition.FORWARDED, 1);
        books.send("reports", 1);
      } else {
        books.drop(bot.name() + (size == 0 ? ": empty" : ": stored before"));
      }
    }

    /**
     * Reports of a run are told apart by a number, objects that were dropped within the same second
     * by a checksum of name and size, which differs wherever names differ in a few letters.
     */
    private String part() {
      if (dropped == null) {
        return Integer.toString(stored);
      }
      var checksum = new CRC32();
      checksum.update((dropped.name() + '/' + dropped.size()).getBytes(StandardCharsets.UTF_8));
      String part = HexFormat.of().toHexDigits((int) checksum.getValue());
      return stored == 0 ? part : part + "." + stored;
    }

    @Override
    public Collection from(Instant time, String origin) {
      return new Origin(this, time, origin);
    }

    @Override
    public void unchanged(String reason) {
      unchanged = reason;
      books.receive(1);
      books.drop(bot.name() + ": " + reason);
    }
  }

  /** A run that stores what comes from one place. */
  private static final class Origin implements Collection {
    /** Lost reports are looked for among those of two days. */
    private static final Duration MOST_AGE = Duration.ofDays(1);

    private static final int DIGITS = 16;

    private final Run run;
    private final Instant time;
    private final String part;
    private int stored;

    Origin(Run run, Instant time, String origin) {
      this.run = run;
      Instant earliest = run.scheduled.minus(MOST_AGE);
      this.time =
          time.isBefore(earliest) || time.isAfter(run.scheduled)
              ? run.scheduled.truncatedTo(ChronoUnit.DAYS)
              : time.truncatedTo(ChronoUnit.SECONDS);
      this.part = Sha256.hex(origin, DIGITS);
    }

    @Override
    public Instant scheduled() {
      return run.scheduled();
    }

    @Override
    public Collection.@Nullable Dropped dropped() {
      return run.dropped();
    }

    @Override
    public Collection.@Nullable Posted posted() {
      return run.posted();
    }

    @Override
    public Map<String, String> state() {
      return run.state();
    }

    @Override
    public void store(Report report, InputStream content) throws IOException {
      ReportId id = run.id(time, part + "." + stored);
      stored++;
      run.put(id, report, content);
    }

    @Override
    public Collection from(Instant when, String origin) {
      return run.from(when, origin);
    }

    @Override
    public void unchanged(String reason) {
      run.unchanged(reason);
    }
  }
}
