package intelmq.runtime;

import intelmq.bot.framing.Position;
import intelmq.harmonization.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a parser is to do: a message on its queue. */
public sealed interface ParserTask {
  /** The report concerned. */
  ReportId report();

  /** A report that was stored is to be parsed. */
  record Stored(ReportId report) implements ParserTask {}

  /**
   * A report is to be parsed on from where the time ran out.
   *
   * @param etag of the report's content
   * @param position in it
   * @param ordinal of the next record
   * @param counts of what comes before
   * @param part how often it was gone on with, this time included
   */
  record Continuation(
      ReportId report, String etag, Position position, long ordinal, Counts counts, int part)
      implements ParserTask {
    /** The beginning of a report. */
    static Continuation beginning(ReportId report) {
      return new Continuation(report, "", Position.START, 0, Counts.NONE, 0);
    }

    /** As a message: {@code {"continuation": {…}}}. */
    String message() {
      var map = new LinkedHashMap<String, Object>();
      map.put("report", report.toString());
      map.put("etag", etag);
      map.put("position", position.toMap());
      map.put("ordinal", ordinal);
      map.put("counts", counts.toMap());
      map.put("part", part);
      return Json.text(Map.of("continuation", map));
    }
  }

  /**
   * Something small is to be parsed as if it were (part of) a report that was stored.
   *
   * @param metadata the report's fields
   * @param content its text
   * @param ordinal of its first record, where it is a part; -1 where it is the whole
   * @param message the id of the message, which tells this part from others
   */
  record Inline(
      ReportId report, Map<String, Object> metadata, String content, long ordinal, String message)
      implements ParserTask {
    /** Takes a copy of the map. */
    public Inline {
      metadata = new LinkedHashMap<>(metadata);
    }

    boolean isPart() {
      return ordinal >= 0;
    }
  }

  /**
   * What became of the records of a report so far.
   *
   * @param events made of them
   * @param skipped records, by a rule
   */
  record Counts(long records, long events, long skipped, long quarantined) {
    static final Counts NONE = new Counts(0, 0, 0, 0);

    Counts plus(Counts more) {
      return new Counts(
          records + more.records,
          events + more.events,
          skipped + more.skipped,
          quarantined + more.quarantined);
    }

    Map<String, Object> toMap() {
      var map = new LinkedHashMap<String, Object>();
      map.put("records", records);
      map.put("events", events);
      map.put("skipped", skipped);
      map.put("quarantined", quarantined);
      return map;
    }

    private static Counts of(@Nullable Object json) throws UndecodableException {
      return json instanceof Map<?, ?> map
          ? new Counts(
              number(map, "records"),
              number(map, "events"),
              number(map, "skipped"),
              number(map, "quarantined"))
          : NONE;
    }
  }

  /**
   * Reads a message: a continuation or an inline report.
   *
   * @param id the message's
   * @throws UndecodableException if it is neither, naming what is wrong
   */
  static ParserTask read(String id, String body) throws UndecodableException {
    if (!(Json.tryParse(body) instanceof Map<?, ?> map)) {
      throw new UndecodableException("not a message to a parser: it is no JSON object");
    }
    try {
      if (map.get("continuation") instanceof Map<?, ?> continuation) {
        return new Continuation(
            ReportId.parse(text(continuation, "report")),
            text(continuation, "etag"),
            Position.of(continuation.get("position")),
            number(continuation, "ordinal"),
            Counts.of(continuation.get("counts")),
            Math.toIntExact(number(continuation, "part")));
      }
      if (map.containsKey("content")) {
        var metadata = new LinkedHashMap<String, Object>();
        if (map.get("metadata") instanceof Map<?, ?> fields) {
          fields.forEach((name, value) -> metadata.put(String.valueOf(name), value));
        }
        return new Inline(
            ReportId.parse(text(map, "report")),
            metadata,
            text(map, "content"),
            map.get("ordinal") == null ? -1 : number(map, "ordinal"),
            id);
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new UndecodableException("not a message to a parser: " + e.getMessage(), e);
    }
    throw new UndecodableException(
        "not a message to a parser: neither the event of a stored report, nor a continuation, nor a"
            + " report with its content");
  }

  private static String text(Map<?, ?> map, String name) throws UndecodableException {
    if (map.get(name) instanceof String text) {
      return text;
    }
    throw new UndecodableException("not a message to a parser: it has no text '" + name + "'");
  }

  private static long number(Map<?, ?> map, String name) throws UndecodableException {
    if (map.get(name) instanceof Long number && number >= 0) {
      return number;
    }
    throw new UndecodableException("not a message to a parser: it has no number '" + name + "'");
  }
}
