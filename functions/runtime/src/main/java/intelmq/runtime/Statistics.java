package intelmq.runtime;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps a line per parsed report in the statistics table, and finds feeds that have gone silent.
 */
public final class Statistics {
  private final Store store;
  private final Set<String> enabled;
  private final InstantSource clock;

  /**
   * Statistics over a store.
   *
   * @param enabled the feeds that are on in this account
   */
  public Statistics(Store store, Set<String> enabled, InstantSource clock) {
    this.store = store;
    this.enabled = Set.copyOf(enabled);
    this.clock = clock;
  }

  /** Keeps the counts of a {@code Report Parsed} event; the same report again replaces its line. */
  public void parsed(Map<?, ?> detail) throws IOException {
    var line = new LinkedHashMap<String, Object>();
    detail.forEach((key, value) -> line.put(String.valueOf(key), value));
    line.put("parsed", clock.instant().toString());
    store.keep(line);
  }

  /**
   * The enabled feeds with an expected interval whose last report is longer ago than that, with the
   * reason.
   */
  public List<String> silent() throws IOException {
    var silent = new ArrayList<String>();
    for (Map.Entry<String, Duration> feed : store.intervals().entrySet()) {
      if (!enabled.contains(feed.getKey()) || feed.getValue().isZero()) {
        continue;
      }
      Optional<Instant> last = store.lastReport(feed.getKey());
      if (last.isEmpty() || last.get().plus(feed.getValue()).isBefore(clock.instant())) {
        String since = last.map(Instant::toString).orElse("ever");
        silent.add(
            feed.getKey() + ": no report since " + since + ", expected every " + feed.getValue());
      }
    }
    return silent;
  }

  /** How far a report is, as its line says. */
  public record Line(boolean parsed, Instant progress, int resent) {}

  /** Where statistics are kept. */
  public interface Store {
    /** Keeps the line of a report, which has {@code feed} and {@code report}. */
    void keep(Map<String, Object> line) throws IOException;

    /** Keeps how far a report is, unless it was parsed to its end. */
    void note(Map<String, Object> line) throws IOException;

    /** The lines of a feed's reports from this one on, by report. */
    Map<String, Line> since(String feed, ReportId first) throws IOException;

    /** For when a feed's last report was collected. */
    Optional<Instant> lastReport(String feed) throws IOException;

    /** How often each feed is expected to report; zero for whenever it does. */
    Map<String, Duration> intervals() throws IOException;
  }
}
