package intelmq.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.harmonization.Event;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Harmonization;
import intelmq.runtime.Books.Disposition;
import intelmq.runtime.BotLoader.Loaded;
import intelmq.runtime.Envelope.Entry;
import intelmq.runtime.FakeQueue.Sent;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A function's surroundings in memory. Whatever it handles is held to the books: every unit has one
 * disposition, and what was sent is what lies in the queues.
 */
final class Fixture {
  static final String QUARANTINE = "quarantine";
  static final String REPORTS = "reports";
  static final String OWN = "https://sqs.example/1/own";
  static final String NEXT = "https://sqs.example/1/next";
  static final String ASIDE = "https://sqs.example/1/aside";
  static final Instant NOW = Instant.parse("2026-11-23T13:00:30Z");
  static final Instant DEADLINE = NOW.plusSeconds(120);
  static final InstantSource CLOCK = InstantSource.fixed(NOW);
  static final ReportId REPORT =
      ReportId.of("example-feed", Instant.parse("2026-11-23T13:00:00Z"), "0");

  private static final int MOST_ROUNDS = 20;

  final FakeObjects objects = new FakeObjects();
  final FakeQueue queue = new FakeQueue(objects);
  final List<Map<String, Object>> facts = new ArrayList<>();
  Instant now = NOW;
  final List<String> logged = Collections.synchronizedList(new ArrayList<>());
  final Log log = new Log(logged::add, CLOCK, Map.of());
  final Environment environment = environment("{_default: '" + NEXT + "'}");

  static Environment environment(String destinations) {
    return new Environment(
        Map.of(
            "STAGE",
            "stage",
            "QUARANTINE_BUCKET",
            QUARANTINE,
            "REPORTS_BUCKET",
            REPORTS,
            "QUEUE_URL",
            OWN,
            "RETRY_DELAY",
            "10",
            "DESTINATIONS",
            destinations));
  }

  /** The stage, with the fixture's clock. */
  final Stage stage = stage(environment);

  Stage stage(Environment its) {
    return new Stage(its, queue, objects, facts::add, "0123456789ab", () -> now);
  }

  /** An event with an address of its own. */
  static Event event(int number) {
    var event = new Event();
    assertThat(event.add(Fields.SOURCE_IP, "192.0.2." + number % 256)).isTrue();
    return event;
  }

  /** An event whose comment does not compress much. */
  static Event large(int length) {
    var text = new StringBuilder(length);
    var random = new Random(length);
    for (int i = 0; i < length; i++) {
      text.append((char) ('0' + random.nextInt(64)));
    }
    Event event = event(1);
    assertThat(event.add(Fields.COMMENT, text.toString())).isTrue();
    return event;
  }

  static List<Entry> entries(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Entry(Integer.toString(i), event(i)))
        .toList();
  }

  static Envelope envelope(int events) {
    return Envelope.first(REPORT, entries(events));
  }

  static Loaded bot(Object bot) {
    return new Loaded("bot", bot);
  }

  static List<String> ordinals(Envelope envelope) {
    return envelope.entries().stream().map(Entry::ordinal).toList();
  }

  static Map<Disposition, Long> dispositions(Books books) {
    var dispositions = new TreeMap<Disposition, Long>();
    for (Disposition disposition : Disposition.values()) {
      if (books.count(disposition) != 0) {
        dispositions.put(disposition, books.count(disposition));
      }
    }
    return dispositions;
  }

  /** Handles one message. */
  Books handle(Engine engine, Envelope envelope) throws IOException, InterruptedException {
    Books books = handle(engine, envelope.encode());
    assertThat(books.received()).isEqualTo(envelope.entries().size());
    return books;
  }

  /** Handles the body of a message. */
  Books handle(Engine engine, String body) throws IOException, InterruptedException {
    Map<String, Long> before = queue.events();
    Books books = processor(engine).process(new Received("message", body, 1, DEADLINE), log);
    assertBalanced(books, before);
    return books;
  }

  EventProcessor processor(Engine engine) {
    return new EventProcessor(engine, stage, Harmonization.standard());
  }

  /** Handles a message and whatever it sends back to its own queue; returns those, in order. */
  List<Sent> handleAll(Engine engine, Envelope envelope) throws IOException, InterruptedException {
    handle(engine, envelope);
    var deferred = new ArrayList<Sent>();
    for (int round = 0; !queue.in(OWN).isEmpty(); round++) {
      assertThat(round).as("rounds").isLessThan(MOST_ROUNDS);
      for (Sent message : queue.take(OWN)) {
        now = now.plus(message.delay());
        deferred.add(message);
        handle(engine, message.body());
      }
    }
    return deferred;
  }

  /** Holds that the books agree with themselves and with the queues. */
  void assertBalanced(Books books, Map<String, Long> before) {
    assertThat(books.balanced()).as("balanced: %s", books.toMap()).isTrue();
    for (Disposition disposition : Disposition.values()) {
      assertThat(books.count(disposition)).as(disposition.name()).isNotNegative();
    }
    var sent = new TreeMap<>(queue.events());
    before.forEach((name, events) -> sent.merge(name, -events, Long::sum));
    sent.values().removeIf(events -> events == 0);
    assertThat(books.toMap().get("sent")).isEqualTo(sent);
  }
}
