package intelmq.benchmarks;

import static java.util.concurrent.TimeUnit.SECONDS;

import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a parser does: an event of 20 fields. Scores are events per second on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class AddBenchmark {
  private static final Map<Field, String> FIELDS = fields();

  /** The event. */
  @Benchmark
  public Event add() {
    return event();
  }

  static Event event() {
    var event = new Event();
    FIELDS.forEach(event::add);
    return event;
  }

  private static Map<Field, String> fields() {
    var fields = new LinkedHashMap<Field, String>();
    fields.put(Field.of("feed.accuracy"), "100");
    fields.put(Field.of("feed.name"), "Accessible-Telnet");
    fields.put(Field.of("feed.provider"), "Example Provider");
    fields.put(Field.of("feed.url"), "https://www.example.org/feed.csv");
    fields.put(Field.of("time.observation"), "2026-11-23T12:00:07+00:00");
    fields.put(Field.of("time.source"), "2026-11-23 10:11:12 UTC");
    fields.put(Field.of("classification.taxonomy"), "vulnerable");
    fields.put(Field.of("classification.type"), "vulnerable-system");
    fields.put(Field.of("classification.identifier"), "open-telnet");
    fields.put(Field.of("source.ip"), "192.0.2.17");
    fields.put(Field.of("source.port"), "23");
    fields.put(Field.of("source.asn"), "64496");
    fields.put(Field.of("source.as_name"), "EXAMPLE-AS Example Networks");
    fields.put(Field.of("source.geolocation.cc"), "AT");
    fields.put(Field.of("source.geolocation.city"), "BEISPIELSTADT");
    fields.put(Field.of("source.reverse_dns"), "host-17.example.net");
    fields.put(Field.of("protocol.application"), "telnet");
    fields.put(Field.of("protocol.transport"), "tcp");
    fields.put(Field.of("extra.banner"), "login: ");
    fields.put(Field.of("raw"), "2026-11-23 10:11:12,192.0.2.17,23,telnet,login: ");
    return fields;
  }
}
