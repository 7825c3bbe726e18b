package intelmq.runtime;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Sends messages to queues. */
@FunctionalInterface
public interface Queue {
  /**
   * Sends messages to a queue; when this returns, the queue has all of them.
   *
   * @param delay until they can be received, at most 15 minutes
   */
  void send(String url, List<String> bodies, Duration delay) throws IOException;
}
