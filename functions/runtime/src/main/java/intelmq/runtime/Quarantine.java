package intelmq.runtime;

import intelmq.bot.port.Objects;
import intelmq.harmonization.Event;
import intelmq.harmonization.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sets units aside with the reason: what is poison in one message (or one stretch of a report)
 * shares an object of JSON lines, {@code <stage>/<yyyy>/<mm>/<dd>/<batch>.jsonl}, for the analyst
 * to look at, mend and send again.
 */
final class Quarantine {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT);
  private static final int MOST_TEXT = 64 * 1024;
  private static final int FLUSH_AT = 4 << 20;

  private final Objects objects;
  private final String bucket;
  private final String stage;
  private final String queue;
  private final InstantSource clock;
  private final StringBuilder lines = new StringBuilder();

  Quarantine(Objects objects, String bucket, String stage, InstantSource clock) {
    this(objects, bucket, stage, clock, "");
  }

  /**
   * That of a stage.
   *
   * @param queue the name of the queue that the stage reads, to which a unit can be sent again
   */
  Quarantine(Objects objects, String bucket, String stage, InstantSource clock, String queue) {
    this.objects = objects;
    this.bucket = bucket;
    this.stage = stage;
    this.queue = queue;
    this.clock = clock;
  }

  /**
   * Adds a unit.
   *
   * @param bot the bot that could not work with it
   * @param id the event's id; for a record, that of its first event
   * @param reason code, message, and perhaps a stack trace
   * @param subject what was set aside
   */
  void add(String bot, String id, Reason reason, Subject subject) {
    add(bot, id, reason, subject, 0);
  }

  /**
   * Adds a unit of a function of several bots.
   *
   * @param resume the bot that could not work with it, 0 for the first
   */
  void add(String bot, String id, Reason reason, Subject subject, int resume) {
    var line = new LinkedHashMap<String, Object>();
    line.put("time", clock.instant().toString());
    line.put("stage", stage);
    line.put("bot", bot);
    line.put("id", id);
    int ordinal = id.lastIndexOf(':');
    if (ordinal > 0) {
      line.put("report", id.substring(0, ordinal));
    }
    line.put("code", reason.code());
    line.put("message", reason.message());
    if (reason.trace() != null) {
      line.put("trace", reason.trace());
    }
    switch (subject) {
      case Subject.Line(String feed, long number, String text) -> {
        line.put("feed", feed);
        line.put("line", number);
        raw(line, text);
      }
      case Subject.Text(String text) -> raw(line, text);
      case Subject.Whole(Event event) ->
          line.put(
              "event", Json.tryParse(Json.text(event)) instanceof Map<?, ?> map ? map : Map.of());
    }
    if (!queue.isEmpty()) {
      line.put("queue", queue);
    }
    if (resume > 0) {
      line.put("resume", resume);
    }
    lines.append(Json.text(line)).append('\n');
  }

  private static void raw(Map<String, Object> line, String text) {
    line.put("raw", text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT));
    if (text.length() > MOST_TEXT) {
      line.put("raw_length", text.length());
    }
  }

  /** Whether enough has gathered to be worth an object. */
  boolean full() {
    return lines.length() >= FLUSH_AT;
  }

  /** Stores what was added; the same batch again replaces its object. */
  void store(LocalDate day, String batch) throws IOException {
    if (!lines.isEmpty()) {
      String key = stage + "/" + DAY.format(day) + "/" + batch + ".jsonl";
      objects.put(
          bucket,
          key,
          lines.toString().getBytes(StandardCharsets.UTF_8),
          "application/x-ndjson",
          "");
      lines.setLength(0);
    }
  }

  /** Why something was set aside. */
  record Reason(String code, String message, @Nullable String trace) {
    Reason(String code, String message) {
      this(code, message, null);
    }
  }

  /** What was set aside. */
  sealed interface Subject {
    /** A record of a report, by its line and as it stands there. */
    record Line(String feed, long line, String text) implements Subject {}

    /** What was to be an event, as it stands in the message. */
    record Text(String text) implements Subject {}

    /** An event. */
    record Whole(Event event) implements Subject {}
  }
}
