package intelmq.testkit;

import static intelmq.testkit.Recordings.lines;
import static intelmq.testkit.Recordings.list;
import static intelmq.testkit.Recordings.map;
import static org.assertj.core.api.Assertions.assertThat;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.Verdict;
import intelmq.bot.Verdict.Drop;
import intelmq.bot.Verdict.Forward;
import intelmq.bot.Verdict.Reject;
import intelmq.bot.config.BotSpec;
import intelmq.harmonization.Event;
import intelmq.harmonization.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Replays recordings of IntelMQ's experts, {@code experts.jsonl} in the folder that the system
 * property {@code conformance.dir} names, with the experts of the module's catalogue, and compares
 * the events of each path field by field, in order. Skipped where there are no recordings.
 */
public abstract class ExpertConformanceTest {
  private final Map<String, Map<String, ?>> parameters;
  private final Set<String> differences;

  /**
   * A test of all cases.
   *
   * @param parameters by bot, parameters that it has here and IntelMQ's has not
   * @param differences the ids of cases that differ for a reason, which is written down
   */
  protected ExpertConformanceTest(Map<String, Map<String, ?>> parameters, Set<String> differences) {
    this.parameters = Map.copyOf(parameters);
    this.differences = Set.copyOf(differences);
  }

  @TestFactory
  final Stream<DynamicNode> conformance() throws IOException {
    return Recordings.tests("experts.jsonl", differences, this::replay);
  }

  private void replay(BotSpec spec, Map<String, Object> recorded)
      throws IOException, InterruptedException {
    Map<String, ?> more = parameters.getOrDefault(spec.name(), Map.of());
    Batch batch = GoldenExpert.batch(events(recorded));
    List<Verdict> verdicts = GoldenExpert.verdicts(Recordings.bot(spec, recorded, more), batch);
    var sent = new LinkedHashMap<String, List<Object>>();
    int rejected = 0;
    for (int i = 0; i < verdicts.size(); i++) {
      Item item = batch.items().get(i);
      switch (GoldenExpert.settled(verdicts.get(i), item.event())) {
        case Forward(List<String> paths, String rule) ->
            paths.forEach(path ->
                sent.computeIfAbsent(path, key -> new ArrayList<>())
                    .add(GoldenCase.json(Json.text(item.event()))));
        case Drop drop -> {}
        case Reject reject -> rejected++;
      }
    }
    var volatileFields = list(recorded.get("volatile"));
    // a path that the recording does not name leads nowhere
    map(recorded.get("output"))
        .forEach((path, expected) ->
            assertThat(lines(sent.getOrDefault(path, List.of()), volatileFields))
                .as(path)
                .isEqualTo(lines(list(expected), volatileFields)));
    assertThat(rejected).as("failed events").isEqualTo(list(recorded.get("exceptions")).size());
  }

  private static List<Event> events(Map<String, Object> recorded) throws IOException {
    var events = new ArrayList<Event>();
    for (Object input : list(recorded.get("input"))) {
      Map<String, Object> fields = new LinkedHashMap<>(map(input));
      fields.remove("__type");
      byte[] json = Json.text(fields).getBytes(StandardCharsets.UTF_8);
      events.add(Json.event(json, 0, json.length));
    }
    return events;
  }
}
