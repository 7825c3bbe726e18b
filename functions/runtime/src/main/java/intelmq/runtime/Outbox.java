package intelmq.runtime;

import intelmq.runtime.Envelope.Entry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a function sends for one message it received: envelopes by queue, each within the size of a
 * message.
 */
final class Outbox {
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final Queue queue;
  private final Books books;
  private final Map<Target, List<String>> bodies = new LinkedHashMap<>();

  Outbox(Queue queue, Books books) {
    this.queue = queue;
    this.books = books;
  }

  /**
   * Puts an envelope in for each of several queues; returns the events that are too large for any
   * message.
   */
  List<Entry> add(List<String> urls, Envelope envelope) {
    return put(urls.stream().map(url -> new Target(url, Duration.ZERO)).toList(), envelope);
  }

  /**
   * Puts an envelope in that goes back to the function's own queue; returns the events that are too
   * large for any message, for a bot may have made them so before it failed.
   *
   * @param times how often it was sent back before: the delay doubles each time
   */
  List<Entry> defer(String ownQueue, Envelope envelope, Duration base, int times) {
    Duration doubled = base.multipliedBy(1L << Math.min(times, 10));
    Duration delay = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return put(List.of(new Target(ownQueue, delay)), envelope);
  }

  private List<Entry> put(List<Target> targets, Envelope envelope) {
    var tooLarge = new ArrayList<Entry>();
    List<Part> parts = split(envelope, tooLarge);
    for (Target target : targets) {
      List<String> messages = bodies.computeIfAbsent(target, t -> new ArrayList<>());
      for (Part part : parts) {
        messages.add(part.body());
        books.send(target.url(), part.events());
      }
    }
    return tooLarge;
  }

  /** Sends what was put in. */
  void send() throws IOException {
    for (Map.Entry<Target, List<String>> entry : bodies.entrySet()) {
      queue.send(entry.getKey().url(), entry.getValue(), entry.getKey().delay());
    }
    bodies.clear();
  }

  private static List<Part> split(Envelope envelope, List<Entry> tooLarge) {
    Optional<String> body = envelope.encodeWithinLimits();
    if (body.isPresent()) {
      return List.of(new Part(body.get(), envelope.entries().size()));
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

  private record Target(String url, Duration delay) {}
}
