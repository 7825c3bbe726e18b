package intelmq.runtime;

import java.io.IOException;
import java.time.Instant;

/** Runs bots over the events of a message. */
@FunctionalInterface
public interface Engine {
  /**
   * Sees to it that every event of the message gets its disposition.
   *
   * @throws IOException if something outside failed that has no disposition: the message returns to
   *     its queue
   */
  void process(Envelope envelope, Handling handling) throws IOException, InterruptedException;

  /**
   * Sends on what is held back and whose time has come.
   *
   * @param now whether that is to be seen to now; else it may have been just before
   * @param deadline when the function is stopped
   */
  default void flush(boolean now, Instant deadline, Log log)
      throws IOException, InterruptedException {}
}
