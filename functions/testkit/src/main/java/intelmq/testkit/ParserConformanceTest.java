package intelmq.testkit;

import static intelmq.testkit.Recordings.lines;
import static intelmq.testkit.Recordings.list;
import static intelmq.testkit.Recordings.map;
import static org.assertj.core.api.Assertions.assertThat;

import intelmq.bot.Outcome.Events;
import intelmq.bot.Outcome.Malformed;
import intelmq.bot.Parser;
import intelmq.bot.config.BotSpec;
import intelmq.harmonization.Event;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import intelmq.harmonization.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Replays recordings of IntelMQ's parsers, {@code parsers.jsonl} in the folder that the system
 * property {@code conformance.dir} names, with the parsers of the module's catalogue, and compares
 * their events field by field, in order. Skipped where there are no recordings.
 */
public abstract class ParserConformanceTest {
  private final Set<String> differences;

  /**
   * A test of all cases.
   *
   * @param differences the ids of cases that differ for a reason, which is written down
   */
  protected ParserConformanceTest(Set<String> differences) {
    this.differences = Set.copyOf(differences);
  }

  @TestFactory
  final Stream<DynamicNode> conformance() throws IOException {
    return Recordings.tests("parsers.jsonl", differences, this::replay);
  }

  /**
   * Parameters that a case's bot needs and its recording lacks.
   *
   * @param recorded the recording
   * @param reference the folder of what IntelMQ had at hand when it was recorded
   */
  protected Map<String, Object> parameters(Map<String, Object> recorded, Path reference)
      throws IOException {
    return Map.of();
  }

  /** The fields of events where a case was recorded; as for {@link #parameters}. */
  protected Harmonization harmonization(Map<String, Object> recorded, Path reference)
      throws IOException {
    return Harmonization.standard();
  }

  private void replay(BotSpec spec, Map<String, Object> recorded) throws IOException {
    Path reference = Recordings.FOLDER.resolveSibling("reference");
    Harmonization harmonization = harmonization(recorded, reference);
    var parser =
        (Parser<?>) Recordings.bot(spec, recorded, parameters(recorded, reference), harmonization);
    var volatileFields = list(recorded.get("volatile"));
    var events = new ArrayList<Map<String, Object>>();
    int malformed = 0;
    for (Object input : list(recorded.get("input"))) {
      Map<String, Object> fields = new LinkedHashMap<>(map(input));
      Object raw = fields.remove("raw");
      fields.remove("__type");
      Report report =
          Json.report(Json.text(fields).getBytes(StandardCharsets.UTF_8), harmonization);
      byte[] content = Base64.getDecoder().decode(raw == null ? "" : raw.toString());
      for (Parsed parsed : Parsed.all(parser, report, content)) {
        switch (parsed.outcome()) {
          case Events(List<Event> some) ->
              some.forEach(event -> events.add(map(GoldenCase.json(Json.text(event)))));
          case Malformed m -> malformed++;
          default -> {}
        }
      }
    }
    assertThat(lines(events, volatileFields))
        .isEqualTo(lines(list(map(recorded.get("output")).get("_default")), volatileFields));
    assertThat(malformed).as("failed lines").isEqualTo(list(recorded.get("exceptions")).size());
  }
}
