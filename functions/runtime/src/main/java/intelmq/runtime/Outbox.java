package intelmq.runtime;

import intelmq.runtime.Envelope.Entry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a function sends for one message it received: envelopes by queue, each within the size of a
 * message.
 */
final class Outbox {
  private final Queue queue;
  private final Books books;
  private final @Nullable LargeEvents large;
  private final Map<String, byte[]> objects = new LinkedHashMap<>();
  private final Map<Target, List<Part>> parts = new LinkedHashMap<>();

  /** One that sends no event that is larger than a message. */
  Outbox(Queue queue, Books books) {
    this(queue, books, null);
  }

  Outbox(Queue queue, Books books, @Nullable LargeEvents large) {
    this.queue = queue;
    this.books = books;
    this.large = large != null && large.possible() ? large : null;
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
   * large for any message.
   */
  List<Entry> defer(String ownQueue, Envelope envelope, Duration delay) {
    return put(List.of(new Target(ownQueue, delay)), envelope);
  }

  /** Puts a message in that goes back to the function's own queue as it is. */
  void defer(String ownQueue, String body, int events, Duration delay) {
    parts
        .computeIfAbsent(new Target(ownQueue, delay), t -> new ArrayList<>())
        .add(new Part(body, events));
  }

  private List<Entry> put(List<Target> targets, Envelope envelope) {
    var tooLarge = new ArrayList<Entry>();
    List<Part> some = split(envelope, tooLarge);
    for (Target target : targets) {
      parts.computeIfAbsent(target, t -> new ArrayList<>()).addAll(some);
    }
    return tooLarge;
  }

  /**
   * Stores what messages refer to, then sends what was put in. The books have what is sent, also
   * when it is not all.
   */
  void send() throws IOException {
    if (large != null) {
      for (Map.Entry<String, byte[]> object : objects.entrySet()) {
        large.store(object.getKey(), object.getValue());
      }
    }
    objects.clear();
    for (Map.Entry<Target, List<Part>> entry : parts.entrySet()) {
      String url = entry.getKey().url();
      List<String> bodies = entry.getValue().stream().map(Part::body).toList();
      queue.send(url, bodies, entry.getKey().delay());
      entry.getValue().forEach(part -> books.send(url, part.events()));
    }
    parts.clear();
  }

  private List<Part> split(Envelope envelope, List<Entry> tooLarge) {
    Optional<String> body = envelope.encodeWithinLimits();
    if (body.isPresent()) {
      return List.of(new Part(body.get(), envelope.entries().size()));
    }
    if (envelope.entries().size() == 1) {
      return byReference(envelope)
          .map(List::of)
          .orElseGet(() -> {
            tooLarge.addAll(envelope.entries());
            return List.of();
          });
    }
    var halves = new ArrayList<Part>();
    envelope.halves().forEach(half -> halves.addAll(split(half, tooLarge)));
    return halves;
  }

  private Optional<Part> byReference(Envelope envelope) {
    if (large == null) {
      return Optional.empty();
    }
    return envelope
        .encodeByReference(lines -> {
          String key = large.key(envelope.batch(), lines);
          objects.put(key, lines);
          return key;
        })
        .map(body -> new Part(body, envelope.entries().size()));
  }

  private record Part(String body, int events) {}

  private record Target(String url, Duration delay) {}
}
