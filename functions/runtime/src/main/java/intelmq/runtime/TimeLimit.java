package intelmq.runtime;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Says when to stop before one is stopped: with time enough for another stretch as long as the
 * longest one so far, and for what is to be sent at the end.
 */
final class TimeLimit {
  private static final long MOST_MARGIN_MILLIS = 10_000;
  private static final double MARGIN = 0.15;
  private static final double STRETCH = 1.5;

  private final InstantSource clock;
  private final long deadline;
  private final long margin;
  private long stretchBegin;
  private long longest;

  TimeLimit(InstantSource clock, Instant deadline) {
    this.clock = clock;
    this.deadline = deadline.toEpochMilli();
    this.stretchBegin = clock.millis();
    long limit = Math.max(0, this.deadline - stretchBegin);
    this.margin = Math.min(MOST_MARGIN_MILLIS, (long) (limit * MARGIN));
  }

  /** A stretch is over; whether to stop here. */
  boolean stopsAfterStretch() {
    long now = clock.millis();
    longest = Math.max(longest, now - stretchBegin);
    stretchBegin = now;
    return now + margin + (long) (longest * STRETCH) >= deadline;
  }

  /** Whether it is so late that nothing more can be begun. */
  boolean isOver() {
    return clock.millis() + margin >= deadline;
  }
}
