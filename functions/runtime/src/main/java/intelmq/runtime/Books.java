package intelmq.runtime;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The books of one message: every unit received (a record at a parser, an event elsewhere) has
 * exactly one disposition. They are logged once the message is done with; a message that comes back
 * is not counted.
 */
public final class Books {
  /** What a unit can become. */
  public enum Disposition {
    /** Sent on at least one path, or delivered. */
    FORWARDED,
    /** Left out by a rule. */
    DROPPED,
    /** Set aside with the reason. */
    QUARANTINED,
    /** Sent back to the function's own queue. */
    DEFERRED,
    /** Became part of an aggregate. */
    ABSORBED
  }

  private final Map<Disposition, Long> dispositions = new TreeMap<>();
  private final Map<String, Long> rules = new TreeMap<>();
  private final Map<String, Long> sent = new TreeMap<>();
  private long received;

  /** Counts units that came in. */
  public void receive(long units) {
    received += units;
  }

  /** Counts what became of units. */
  public void count(Disposition disposition, long units) {
    dispositions.merge(disposition, units, Long::sum);
  }

  /** Counts a unit that was left out by a rule. */
  public void drop(String rule) {
    count(Disposition.DROPPED, 1);
    rules.merge(rule, 1L, Long::sum);
  }

  /** Counts copies sent to a queue. */
  public void send(String queue, long copies) {
    sent.merge(Destinations.nameOf(queue), copies, Long::sum);
  }

  /** Books of what was sent, for a message of which all else is to be done again. */
  Books sentOnly() {
    var books = new Books();
    books.sent.putAll(sent);
    return books;
  }

  /** Units that came in. */
  public long received() {
    return received;
  }

  /** Units that became something. */
  public long count(Disposition disposition) {
    return dispositions.getOrDefault(disposition, 0L);
  }

  /** Whether every unit has one disposition. */
  public boolean balanced() {
    return received == dispositions.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The books for the structured log: counts by disposition, dropped by rule, sent by queue. */
  public Map<String, Object> toMap() {
    var map = new LinkedHashMap<String, Object>();
    map.put("received", received);
    for (Disposition disposition : Disposition.values()) {
      map.put(disposition.name().toLowerCase(Locale.ROOT), count(disposition));
    }
    map.put("sent", sent);
    if (!rules.isEmpty()) {
      map.put("rules", rules);
    }
    return map;
  }
}
