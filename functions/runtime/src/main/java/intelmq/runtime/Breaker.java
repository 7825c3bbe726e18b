package intelmq.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Spares what a bot depends on while that is down: it is asked again after a pause, which doubles
 * each time up to a minute, and then by one message only. One for each bot and environment.
 */
final class Breaker {
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 6;

  private final InstantSource clock;
  private final Duration first;
  private int failures;
  private Instant until = Instant.MIN;
  private Instant succeeded = Instant.MIN;

  /** A closed one; the first pause is so long. */
  Breaker(InstantSource clock, Duration first) {
    this.clock = clock;
    this.first = first;
  }

  /** Whether a message may be tried; after a pause, one may, and others wait for its outcome. */
  synchronized boolean admits() {
    if (failures == 0) {
      return true;
    }
    Instant now = clock.instant();
    if (now.isBefore(until)) {
      return false;
    }
    until = now.plus(pause());
    return true;
  }

  /** Whether it was down when it was tried last. */
  synchronized boolean isOpen() {
    return failures > 0;
  }

  /** Whether it worked a short time ago. */
  synchronized boolean workedLately() {
    return succeeded.isAfter(clock.instant().minus(LONGEST));
  }

  synchronized void succeed() {
    failures = 0;
    succeeded = clock.instant();
  }

  synchronized void fail() {
    until = clock.instant().plus(pause());
    failures++;
  }

  private Duration pause() {
    Duration doubled = first.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
  }
}
