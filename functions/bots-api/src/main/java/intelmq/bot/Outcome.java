package intelmq.bot;

import intelmq.harmonization.Event;
import java.util.List;

/** What became of a record. */
public sealed interface Outcome {
  /** The record's events; one that has a refusal makes the record malformed. */
  record Events(List<Event> events) implements Outcome {
    /** Takes a copy of the list. */
    public Events {
      events = List.copyOf(events);
    }
  }

  /** The record is left out by a rule, which is named. */
  record Skipped(String rule) implements Outcome {}

  /** The record is not what was expected: set aside. */
  record Malformed(String code, String message) implements Outcome {}

  /** The outcome of a record that is one event. */
  static Outcome of(Event event) {
    return new Events(List.of(event));
  }
}
