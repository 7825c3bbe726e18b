package intelmq.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.bot.Aggregator;
import intelmq.bot.Aggregator.Due;
import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.BatchExpert;
import intelmq.bot.Expert;
import intelmq.bot.Verdict;
import intelmq.bot.Verdict.Absorb;
import intelmq.bot.Verdict.Drop;
import intelmq.bot.Verdict.Forward;
import intelmq.bot.Verdict.Reject;
import intelmq.bot.Verdict.Retry;
import intelmq.harmonization.Event;
import intelmq.harmonization.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** Golden cases of experts: events, and a line for what became of each. */
final class GoldenExpert {
  /** Longer than any window of a golden case. */
  private static final Duration LONG = Duration.ofDays(400);

  private GoldenExpert() {}

  static void run(GoldenCase golden) throws IOException, InterruptedException {
    var time = new AtomicReference<>(FakePorts.NOW);
    Object bot = bot(golden, time::get);
    List<String> lines = lines(bot, batch(golden.events()));
    if (bot instanceof Aggregator aggregator) {
      time.set(FakePorts.NOW.plus(LONG));
      for (Item item : due(aggregator)) {
        var line = new LinkedHashMap<String, Object>();
        line.put("due", item.id());
        line.put("event", GoldenCase.json(Json.text(item.event())));
        lines.add(Json.text(line));
      }
    }
    golden.checkLines(lines);
  }

  /** What an aggregator lets go. */
  static List<Item> due(Aggregator bot) throws IOException, InterruptedException {
    var items = new ArrayList<Item>();
    for (List<Due> some = bot.due(); !some.isEmpty(); some = bot.due()) {
      for (Due due : some) {
        items.add(due.item());
        bot.settled(due);
      }
    }
    return items;
  }

  /** The expert of a case, with the answers that the case has for it. */
  static Object bot(GoldenCase golden) throws IOException {
    return bot(golden, InstantSource.fixed(FakePorts.NOW));
  }

  private static Object bot(GoldenCase golden, InstantSource clock) throws IOException {
    var ports =
        FakePorts.at(clock, new FakeHttp(Exchanges.read(golden.folder())), golden.harmonization());
    ports.sql().answer(golden.answers());
    ports.names().add(golden.names());
    golden.putInto(ports.databases());
    return golden.bot(ports, UnaryOperator.identity());
  }

  /** What became of each event, as JSON. */
  static List<String> lines(Object bot, Batch batch) throws IOException, InterruptedException {
    List<Verdict> verdicts = verdicts(bot, batch);
    assertThat(verdicts).as("verdicts").hasSameSizeAs(batch.items());
    var lines = new ArrayList<String>();
    for (int i = 0; i < verdicts.size(); i++) {
      lines.add(Json.text(line(verdicts.get(i), batch.items().get(i).event())));
    }
    return lines;
  }

  /** What the expert says to each event. */
  static List<Verdict> verdicts(Object bot, Batch batch) throws IOException, InterruptedException {
    return switch (bot) {
      case Expert expert -> {
        var verdicts = new ArrayList<Verdict>();
        for (Item item : batch.items()) {
          verdicts.add(expert.process(item.event()));
        }
        yield verdicts;
      }
      case BatchExpert expert -> expert.process(batch);
      default -> throw new AssertionError("not an expert: " + bot.getClass());
    };
  }

  /** The verdict, unless a value was refused: that sets the event aside. */
  static Verdict settled(Verdict verdict, Event event) {
    return event
        .refusal()
        .<Verdict>map(refusal -> new Reject(refusal.code(), refusal.message()))
        .orElse(verdict);
  }

  /** Events of the report of golden cases. */
  static Batch batch(List<Event> events) {
    return batch(events, GoldenCase.REPORT);
  }

  /** Events of that report, in a batch of this id. */
  static Batch batch(List<Event> events, String id) {
    var items = new ArrayList<Item>();
    for (Event event : events) {
      items.add(new Item(GoldenCase.REPORT + ":" + items.size(), event));
    }
    LocalDate day = LocalDate.ofInstant(FakePorts.NOW, ZoneOffset.UTC);
    return new Batch(id, GoldenCase.REPORT, day, Instant.MAX, items);
  }

  private static Map<String, Object> line(Verdict verdict, Event event) {
    var line = new LinkedHashMap<String, Object>();
    switch (settled(verdict, event)) {
      case Forward(List<String> paths, String rule) -> {
        line.put("paths", paths);
        line.put("event", GoldenCase.json(Json.text(event)));
      }
      case Drop(String rule) -> line.put("dropped", rule);
      case Absorb() -> line.put("absorbed", true);
      case Retry(String message) -> line.put("tried again", message);
      case Reject(String code, String message) -> line.put("rejected", rejected(code, message));
    }
    return line;
  }

  /** Code and message, in order. */
  static Map<String, Object> rejected(String code, String message) {
    var rejected = new LinkedHashMap<String, Object>();
    rejected.put("code", code);
    rejected.put("message", message);
    return rejected;
  }
}
