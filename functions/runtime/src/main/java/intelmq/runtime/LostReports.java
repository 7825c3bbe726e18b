package intelmq.runtime;

import intelmq.harmonization.Json;
import intelmq.runtime.Statistics.Line;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds reports that were stored but never parsed, and has them parsed: of the last two days, those
 * whose storage was not followed by a line in the statistics. Should one be parsed twice, its
 * events have the same ids.
 */
public final class LostReports {
  private static final Duration WINDOW = Duration.ofDays(2);

  /** A report may lie in a queue for a while. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  /** A message that failed comes back after six times the time limit. */
  private static final Duration PATIENCE_WITH_PROGRESS = Duration.ofHours(6);

  /** What fails each time is among the dead letters by then. */
  private static final int MOST_RESENDS = 2;

  private final Statistics.Store statistics;
  private final Listing listing;
  private final Parsers parsers;
  private final InstantSource clock;

  /** Looks for reports in a listing. */
  public LostReports(
      Statistics.Store statistics, Listing listing, Parsers parsers, InstantSource clock) {
    this.statistics = statistics;
    this.listing = listing;
    this.parsers = parsers;
    this.clock = clock;
  }

  /** Reports as they are stored. */
  @FunctionalInterface
  public interface Listing {
    /** A feed's reports from this one on, oldest first; of very many, the first. */
    List<Stored> since(ReportId first) throws IOException;
  }

  /**
   * A report that is stored.
   *
   * @param bucket it lies in
   * @param size in bytes
   * @param time when it was stored
   */
  public record Stored(ReportId id, String bucket, long size, Instant time) {}

  /** The parsers' queues. */
  @FunctionalInterface
  public interface Parsers {
    /** Sends a message to the parser of a feed. */
    void send(String feed, String body) throws IOException;
  }

  /** Sends lost reports of all feeds to their parsers; returns which. */
  public List<ReportId> resend(Log log) throws IOException {
    var lost = new ArrayList<ReportId>();
    for (String feed : new TreeSet<>(statistics.intervals().keySet())) {
      try {
        lost.addAll(resend(log, feed));
      } catch (IOException e) {
        // one feed's queue must not keep the others' reports lost
        log.error("lost reports of the feed " + feed + " could not be looked for or sent", e);
      }
    }
    return lost;
  }

  private List<ReportId> resend(Log log, String feed) throws IOException {
    ReportId first = ReportId.of(feed, clock.instant().minus(WINDOW), "0");
    List<Stored> stored = listing.since(first);
    if (stored.isEmpty()) {
      return List.of();
    }
    Map<String, Line> lines = statistics.since(feed, first);
    var lost = new ArrayList<ReportId>();
    for (Stored report : stored) {
      String id = report.id().toString();
      Line line = lines.getOrDefault(id, new Line(false, Instant.MIN, 0));
      if (isLost(report, line)) {
        parsers.send(feed, message(report));
        note(report, line);
        log.warn(
            "the report was stored at " + report.time() + " but not parsed: sent to its parser",
            Map.of("feed", feed, "report", id, "bytes", report.size(), "resent", line.resent()));
        lost.add(report.id());
      }
    }
    return lost;
  }

  private boolean isLost(Stored report, Line line) {
    Instant now = clock.instant();
    return !line.parsed()
        && line.resent() < MOST_RESENDS
        && report.time().isBefore(now.minus(PATIENCE))
        && line.progress().isBefore(now.minus(PATIENCE_WITH_PROGRESS));
  }

  private void note(Stored report, Line line) throws IOException {
    var note = new LinkedHashMap<String, Object>();
    note.put("feed", report.id().feed());
    note.put("report", report.id().toString());
    note.put("bytes", report.size());
    note.put("progress", clock.instant().toString());
    note.put("resent", line.resent() + 1);
    statistics.note(note);
  }

  /** What EventBridge says of a new object. */
  private static String message(Stored report) {
    var event = new LinkedHashMap<String, Object>();
    event.put("version", "0");
    event.put("detail-type", "Object Created");
    event.put("source", "aws.s3");
    event.put("time", report.time().toString());
    event.put(
        "detail",
        Map.of(
            "bucket",
            Map.of("name", report.bucket()),
            "object",
            Map.of("key", report.id().key(), "size", report.size())));
    return Json.text(event);
  }
}
