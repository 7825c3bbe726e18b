package intelmq.runtime;

import intelmq.runtime.Envelope.Entry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a function sends for one message it received: envelopes by queue, each within the size of a
 * message.
 */
final class Outbox {
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final Queue queue;
  private final Books books;
  private final Map<String, List<String>> bodies = new LinkedHashMap<>();

  Outbox(Queue queue, Books books) {
    this.queue = queue;
    this.books = books;
  }

  /**
   * Puts an envelope in for each of several queues; returns the events that are too large for any
   * message.
   */
  List<Entry> add(List<String> urls, Envelope envelope) {
    var tooLarge = new ArrayList<Entry>();
    List<Part> parts = split(envelope, tooLarge);
    for (String url : urls) {
      List<String> messages = bodies.computeIfAbsent(url, u -> new ArrayList<>());
      for (Part part : parts) {
        messages.add(part.body());
        books.send(url, part.events());
      }
    }
    return tooLarge;
  }

  /** Sends what was put in. */
  void send() throws IOException {
    for (Map.Entry<String, List<String>> entry : bodies.entrySet()) {
      queue.send(entry.getKey(), entry.getValue(), Duration.ZERO);
    }
    bodies.clear();
  }

  /**
   * Sends an envelope back to the function's own queue, where it came from and so fits.
   *
   * @param times how often it was sent back before: the delay doubles each time
   */
  void defer(String ownQueue, Envelope envelope, Duration base, int times) throws IOException {
    Duration delay = base.multipliedBy(1L << Math.min(times, 10));
    for (Part part : split(envelope, new ArrayList<>())) {
      queue.send(ownQueue, List.of(part.body()), delay.compareTo(LONGEST) > 0 ? LONGEST : delay);
      books.send(ownQueue, part.events());
    }
  }

  private static List<Part> split(Envelope envelope, List<Entry> tooLarge) {
    String body = envelope.encode();
    if (body.length() <= Envelope.MOST_BYTES) {
      return List.of(new Part(body, envelope.entries().size()));
    }
    if (envelope.entries().size() == 1) {
      tooLarge.addAll(envelope.entries());
      return List.of();
    }
    var parts = new ArrayList<Part>();
    envelope.halves().forEach(half -> parts.addAll(split(half, tooLarge)));
    return parts;
  }

  private record Part(String body, int events) {}
}
