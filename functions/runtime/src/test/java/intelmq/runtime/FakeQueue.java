package intelmq.runtime;

import intelmq.harmonization.Harmonization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Queues in memory. */
final class FakeQueue implements Queue {
  private final List<Sent> sent = new ArrayList<>();
  private boolean down;

  /** A message as it was sent. */
  record Sent(String url, String body, Duration delay) {
    Envelope envelope() {
      try {
        return Envelope.decode(body, Harmonization.standard()).envelope();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void send(String url, List<String> bodies, Duration delay) throws IOException {
    if (down) {
      throw new IOException("the queue is down");
    }
    bodies.forEach(body -> sent.add(new Sent(url, body, delay)));
  }

  void goDown() {
    down = true;
  }

  /** What lies in a queue, in the order in which it came. */
  List<Sent> in(String url) {
    return sent.stream().filter(message -> message.url().equals(url)).toList();
  }

  /** What lies in a queue, which is empty then. */
  List<Sent> take(String url) {
    List<Sent> taken = in(url);
    sent.removeAll(taken);
    return taken;
  }

  /** How many events lie in each queue, by the queue's short name. */
  Map<String, Long> events() {
    var events = new TreeMap<String, Long>();
    for (Sent message : sent) {
      events.merge(
          Destinations.nameOf(message.url()),
          (long) message.envelope().entries().size(),
          Long::sum);
    }
    return events;
  }
}
