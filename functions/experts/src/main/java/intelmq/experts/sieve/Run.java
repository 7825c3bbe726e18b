package intelmq.experts.sieve;

import intelmq.bot.Verdict;
import intelmq.bot.Verdict.Reject;
import intelmq.harmonization.Event;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One event on its way through the rules. */
final class Run {
  private final Event event;
  private final InstantSource clock;
  private final Map<String, Object> variables = new HashMap<>(0);
  private @Nullable Instant now;
  private Verdict verdict = Verdict.FORWARD;
  private boolean over;

  Run(Event event, InstantSource clock) {
    this.event = event;
    this.clock = clock;
  }

  Event event() {
    return event;
  }

  /** The same for all rules. */
  Instant now() {
    Instant time = now;
    if (time == null) {
      time = clock.instant();
      now = time;
    }
    return time;
  }

  Verdict verdict() {
    return verdict;
  }

  /** Whether no further rule is tried. */
  boolean isOver() {
    return over;
  }

  /** Where the event goes if no other rule says something else. */
  void route(Verdict to) {
    verdict = to;
  }

  void end() {
    over = true;
  }

  /** Sets the event aside, whatever the rest of a condition may be; returns false. */
  boolean refuse(String code, String message) {
    if (!over) {
      verdict = new Reject(code, message);
      over = true;
    }
    return false;
  }

  void assign(String name, @Nullable Object value) {
    if (value == null) {
      variables.remove(name);
    } else {
      variables.put(name, value);
    }
  }

  /** What a variable holds, or null. */
  @Nullable Object variable(String name) {
    return variables.get(name);
  }
}
