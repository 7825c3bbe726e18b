package intelmq.testkit;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.BatchExpert;
import intelmq.bot.Expert;
import intelmq.bot.Verdict;
import intelmq.bot.Verdict.Drop;
import intelmq.bot.Verdict.Forward;
import intelmq.bot.Verdict.Reject;
import intelmq.harmonization.Event;
import intelmq.harmonization.Json;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Golden cases of experts: events, and a line for what became of each. */
final class GoldenExpert {
  private GoldenExpert() {}

  static void run(GoldenCase golden) throws IOException, InterruptedException {
    var ports = FakePorts.with(new FakeHttp(Exchanges.read(golden.folder())));
    Batch batch = batch(golden.events());
    var verdicts = new ArrayList<Verdict>();
    switch (golden.bot(ports, UnaryOperator.identity())) {
      case Expert expert -> {
        for (Item item : batch.items()) {
          verdicts.add(expert.process(item.event()));
        }
      }
      case BatchExpert expert -> verdicts.addAll(expert.process(batch));
      default -> throw new AssertionError("not an expert: " + golden.spec().name());
    }
    var lines = new ArrayList<String>();
    for (int i = 0; i < verdicts.size(); i++) {
      lines.add(Json.text(line(verdicts.get(i), batch.items().get(i).event())));
    }
    golden.checkLines(lines);
  }

  /** Events of the report of golden cases. */
  static Batch batch(List<Event> events) {
    var items = new ArrayList<Item>();
    for (Event event : events) {
      items.add(new Item(GoldenCase.REPORT + ":" + items.size(), event));
    }
    LocalDate day = LocalDate.ofInstant(FakePorts.NOW, ZoneOffset.UTC);
    return new Batch(GoldenCase.REPORT, GoldenCase.REPORT, day, items);
  }

  private static Map<String, Object> line(Verdict verdict, Event event) {
    Verdict settled =
        event.refusal().isPresent()
            ? new Reject(event.refusal().get().code(), event.refusal().get().message())
            : verdict;
    var line = new LinkedHashMap<String, Object>();
    switch (settled) {
      case Forward(List<String> paths, String rule) -> {
        line.put("paths", paths);
        line.put("event", GoldenCase.json(Json.text(event)));
      }
      case Drop(String rule) -> line.put("dropped", rule);
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
