package intelmq.runtime.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a request has open, and ends it when the whole takes too long, whatever it waits for.
 */
final class Watchdog implements AutoCloseable {
  private final Duration limit;
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable Runnable open;
  private boolean expired;

  Watchdog(Duration limit) {
    this.limit = limit;
    Thread.ofVirtual().name("http-deadline").start(this::run);
  }

  /**
   * Says what is open now.
   *
   * @param end ends it; called at once if the time is over
   */
  synchronized void watch(Runnable end) {
    open = end;
    if (expired) {
      end();
    }
  }

  /** Ends what is open. */
  synchronized void end() {
    if (open != null) {
      open.run();
      open = null;
    }
  }

  synchronized boolean expired() {
    return expired;
  }

  Duration limit() {
    return limit;
  }

  /** Ends what is open, and stops to watch. */
  @Override
  public void close() {
    closed.countDown();
    end();
  }

  private void run() {
    try {
      if (closed.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      expired = true;
      end();
    }
  }
}
