package intelmq.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.harmonization.Harmonization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Queues in memory. */
final class FakeQueue implements Queue {
  private static final String ALL = "";

  private final List<Sent> sent = new ArrayList<>();
  private final Set<String> down = new HashSet<>();
  private final Envelope.Objects objects;

  FakeQueue() {
    this(new FakeObjects());
  }

  /** Queues whose messages may refer to objects. */
  FakeQueue(FakeObjects objects) {
    this.objects =
        key ->
            Optional.ofNullable(objects.reports().get(key))
                .orElseThrow(() -> new IOException("there is no object " + key));
  }

  /** A message as it was sent. */
  record Sent(String url, String body, Duration delay, Envelope.Objects objects) {
    Envelope envelope() {
      try {
        return Envelope.decode(body, Harmonization.standard(), objects).envelope();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void send(String url, List<String> bodies, Duration delay) throws IOException {
    if (down.contains(url) || down.contains(ALL)) {
      throw new IOException("the queue is down");
    }
    for (String body : bodies) {
      var message = new Sent(url, body, delay, objects);
      // whatever it refers to is there before it
      if (!body.startsWith("{\"continuation\"")) {
        assertThat(message.envelope().batch()).isNotEmpty();
      }
      sent.add(message);
    }
  }

  void goDown() {
    down.add(ALL);
  }

  /** One queue takes nothing. */
  void goDown(String url) {
    down.add(url);
  }

  void comeUp() {
    down.clear();
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
