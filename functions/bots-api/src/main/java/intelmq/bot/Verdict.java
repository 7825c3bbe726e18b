package intelmq.bot;

import java.util.List;

/** Where an expert sends an event. */
public sealed interface Verdict {
  /** The path of events that go on. */
  String DEFAULT_PATH = "_default";

  /** On to the default path. */
  Verdict FORWARD = new Forward(List.of(DEFAULT_PATH), "");

  /**
   * On to these paths, as far as they lead anywhere; if none does, the event is dropped.
   *
   * @param rule names what dropped it then
   */
  record Forward(List<String> paths, String rule) implements Verdict {
    /** Takes a copy of the list. */
    public Forward {
      paths = List.copyOf(paths);
    }
  }

  /** Dropped by a rule, which is named. */
  record Drop(String rule) implements Verdict {}

  /** Became part of something that leaves later, see {@link Aggregator}. */
  record Absorb() implements Verdict {}

  /** Tried again later, and set aside if that does not help: what the event needs is missing. */
  record Retry(String message) implements Verdict {}

  /** Set aside: the event is not what the bot can work with. */
  record Reject(String code, String message) implements Verdict {}
}
