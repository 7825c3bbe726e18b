package intelmq.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.bot.Outcome.Events;
import intelmq.bot.Outcome.Malformed;
import intelmq.bot.Parser;
import intelmq.harmonization.Event;
import intelmq.harmonization.Json;
import intelmq.harmonization.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares the events of parsers field by field, in order, and how many records are set aside. */
public abstract class ParserConformanceTest extends ConformanceTest {
  @Override
  protected final void check(Replay replay) throws IOException {
    Recorded recorded = replay.recorded();
    var events = new ArrayList<Map<String, Object>>();
    int malformed = 0;
    for (Object input : recorded.list("input")) {
      Map<String, Object> fields = new LinkedHashMap<>(Recorded.asMap(input));
      Object raw = fields.remove("raw");
      fields.remove("__type");
      Report report =
          Json.report(
              Json.text(fields).getBytes(StandardCharsets.UTF_8), replay.ports().harmonization());
      byte[] content = Base64.getDecoder().decode(raw == null ? "" : raw.toString());
      for (Parsed parsed : Parsed.all((Parser<?>) replay.bot(), report, content)) {
        switch (parsed.outcome()) {
          case Events(List<Event> some) ->
              some.forEach(event -> events.add(Recorded.asMap(GoldenCase.json(Json.text(event)))));
          case Malformed m -> malformed++;
          default -> {}
        }
      }
    }
    List<?> expected = Recorded.asList(recorded.map("output").get("_default"));
    assertThat(recorded.lines(events)).isEqualTo(recorded.lines(expected));
    assertThat(malformed).as("failed records").isEqualTo(recorded.list("exceptions").size());
  }
}
