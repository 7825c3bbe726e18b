package intelmq.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.bot.Batch;
import intelmq.bot.Output;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Harmonization;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Events that are allowed but odd: empty ones, the largest and strangest values of every field,
 * fields that are there without those that come with them elsewhere. An expert or output never
 * throws for data, and every event has one answer.
 */
final class HostileEvents {
  private static final int LONG = 100_000;

  private static final List<Object> VALUES =
      List.of(
          "x",
          "x".repeat(LONG),
          "(".repeat(1000),
          "a.".repeat(100) + "example",
          "\u0000\u0007\u001b[31m",
          "\u202eexample \ud83d\ude00 \u00e4 \u0130",
          "line\r\nBcc: someone@example.com\r\n\r\n",
          "'; DROP TABLE events; --",
          "{{ 7 * 7 }} {ev[source.ip]} %s %n $1 \\1",
          "=cmd|' /C calc'!A0",
          "<script>alert(1)</script>",
          "-1",
          "0",
          "1.5",
          "65535",
          "4294967295",
          "100",
          "true",
          "0.0.0.0",
          "255.255.255.255",
          "::",
          "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
          "::ffff:192.0.2.1",
          "0.0.0.0/0",
          "::/0",
          "192.0.2.1/32",
          "0001-01-01T00:00:00+00:00",
          "9999-12-31T23:59:59.999999+00:00",
          "http://[2001:db8::1]:65535/%00?a=b#c",
          "ftp://user:secret@example.com/",
          "xn--bcher-kva.example",
          "a@xn--bcher-kva.example",
          "other",
          "malware",
          "AA",
          "udp",
          "{}",
          "{\"\": \"\", \"a.b\": {\"a\": []}, \"'\\\"`\": null, \"a\\u0000\": [1, {}]}",
          "{\"a\":".repeat(50) + "1" + "}".repeat(50));

  private HostileEvents() {}

  static void run(GoldenCase golden) throws IOException, InterruptedException {
    Batch batch = GoldenExpert.batch(events(golden.harmonization()));
    switch (golden.spec().kind()) {
      case COLLECTOR, PARSER -> throw new AssertionError("takes no events");
      case EXPERT -> assertThat(GoldenExpert.lines(GoldenExpert.bot(golden), batch)).isNotEmpty();
      case OUTPUT -> {
        var ports =
            FakePorts.with(new FakeHttp(Exchanges.read(golden.folder())), golden.harmonization());
        var output = (Output) golden.bot(ports, UnaryOperator.identity());
        assertThat(GoldenOutput.count(output, batch)).isEqualTo(batch.items().size());
      }
    }
  }

  private static List<Event> events(Harmonization harmonization) {
    var events = new ArrayList<Event>();
    events.add(new Event(harmonization));
    int most = 0;
    for (Field field : harmonization.fields()) {
      List<Object> allowed =
          VALUES.stream().filter(value -> new Event(harmonization).add(field, value)).toList();
      most = Math.max(most, allowed.size());
      for (Object value : allowed) {
        var event = new Event(harmonization);
        event.add(field, value);
        events.add(event);
      }
    }
    // all fields at once
    for (int i = 0; i < most; i++) {
      var event = new Event(harmonization);
      for (Field field : harmonization.fields()) {
        for (int j = i; j < i + VALUES.size() && !event.has(field); j++) {
          event.add(field, VALUES.get(j % VALUES.size()));
        }
      }
      events.add(event);
    }
    assertThat(events).hasSizeGreaterThan(harmonization.fields().size());
    return events;
  }
}
