package intelmq.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.bot.Aggregator;
import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.Verdict;
import intelmq.bot.Verdict.Absorb;
import intelmq.bot.Verdict.Drop;
import intelmq.bot.Verdict.Forward;
import intelmq.bot.Verdict.Reject;
import intelmq.bot.Verdict.Retry;
import intelmq.harmonization.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Compares the events that experts forward on each path field by field, in order, and how many are
 * set aside.
 */
public abstract class ExpertConformanceTest extends ConformanceTest {
  @Override
  protected final void check(Replay replay) throws IOException, InterruptedException {
    Recorded recorded = replay.recorded();
    Batch batch =
        GoldenExpert.batch(
            recorded.events(replay.ports().harmonization()),
            "recorded@" + Integer.toHexString(recorded.id().hashCode()));
    List<Verdict> verdicts = GoldenExpert.verdicts(replay.bot(), batch);
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
        case Absorb absorb -> {}
        case Retry retry -> rejected++;
        case Reject reject -> rejected++;
      }
    }
    if (replay.bot() instanceof Aggregator aggregator) {
      for (Item item : GoldenExpert.due(aggregator)) {
        sent.computeIfAbsent(Verdict.DEFAULT_PATH, key -> new ArrayList<>())
            .add(GoldenCase.json(Json.text(item.event())));
      }
    }
    // a path that the recording does not name leads nowhere
    recorded
        .map("output")
        .forEach((path, expected) ->
            assertThat(recorded.lines(sent.getOrDefault(path, List.of())))
                .as(path)
                .isEqualTo(recorded.lines(Recorded.asList(expected))));
    assertThat(rejected).as("failed events").isEqualTo(recorded.list("exceptions").size());
  }
}
