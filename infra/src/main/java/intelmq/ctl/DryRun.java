package intelmq.ctl;

import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import intelmq.runtime.Books;
import intelmq.runtime.Envelope;
import intelmq.runtime.Log;
import intelmq.runtime.Queue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the runtime did in a run that sends nothing: kept, instead of queues, buckets and the log.
 */
final class DryRun {
  /** The queue of what a function would send back to itself. */
  static final String OWN_QUEUE = "(own)";

  private final Map<String, List<String>> bodies = new LinkedHashMap<>();
  private final Map<String, byte[]> objects = new HashMap<>();
  private final List<Map<?, ?>> quarantined = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private Map<?, ?> rules = Map.of();
  private long received;

  /** Takes messages. */
  Queue queue() {
    return (url, some, delay) -> bodies.computeIfAbsent(url, u -> new ArrayList<>()).addAll(some);
  }

  /** Takes what is set aside, and events that fit no message. */
  void put(String bucket, String key, byte[] content, String type, String encoding) {
    if (!bucket.equals("quarantine")) {
      objects.put(key, content);
      return;
    }
    new String(content, StandardCharsets.UTF_8)
        .lines()
        .map(Json::tryParse)
        .forEach(line -> {
          if (line instanceof Map<?, ?> map) {
            quarantined.add(map);
          }
        });
  }

  /** What was stored under a key. */
  Optional<byte[]> stored(String key) {
    return Optional.ofNullable(objects.get(key));
  }

  /** Keeps what goes wrong. */
  Log log(InstantSource clock) {
    return new Log(this::logged, clock, Map.of());
  }

  private void logged(String line) {
    if (Json.tryParse(line) instanceof Map<?, ?> map && Objects.equals(map.get("level"), "error")) {
      errors.add(map.get("message") + ": " + map.get("error"));
    }
  }

  void books(Books books) {
    received = books.received();
    rules = books.toMap().get("rules") instanceof Map<?, ?> map ? map : Map.of();
  }

  /** How many records or events there were. */
  long received() {
    return received;
  }

  /** The queues that something was sent to. */
  Set<String> queues() {
    return bodies.keySet();
  }

  /** The messages' texts for a queue. */
  List<String> bodies(String queue) {
    return bodies.getOrDefault(queue, List.of());
  }

  /** What was sent to a queue. */
  List<Envelope> sent(String queue, Harmonization harmonization) throws IOException {
    var envelopes = new ArrayList<Envelope>();
    for (String body : bodies(queue)) {
      Envelope.Read read =
          Envelope.decode(
              body,
              harmonization,
              key -> stored(key).orElseThrow(() -> new IOException(key + " is not there")));
      envelopes.add(read.envelope());
    }
    return envelopes;
  }

  /** What was set aside: lines of quarantine objects. */
  List<Map<?, ?>> quarantined() {
    return List.copyOf(quarantined);
  }

  /** What failed, a sentence each. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  /** The rules by which something was dropped. */
  List<String> rules() {
    return rules.keySet().stream().map(String::valueOf).toList();
  }
}
