package intelmq.runtime;

import java.io.IOException;

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
}
