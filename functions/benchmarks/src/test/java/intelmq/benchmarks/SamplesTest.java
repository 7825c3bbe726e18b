package intelmq.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** What is measured looks like what comes in. */
final class SamplesTest {
  private static final int COUNT = 100;

  @ParameterizedTest
  @CsvSource({"SMALL, 1340, 25", "WIDE, 4200, 65"})
  void eventsHaveTheSizeThatWasAskedFor(Data data, int bytes, int fields) {
    List<byte[]> lines = Samples.batches(data, COUNT, 1);
    assertThat(lines).hasSize(COUNT);
    assertThat(lines.stream().mapToInt(line -> line.length).average().orElseThrow())
        .isCloseTo(bytes, Percentage.withPercentage(5));
    assertThat(Samples.events(data, COUNT).stream().mapToInt(Map::size).average().orElseThrow())
        .isCloseTo(fields, Percentage.withPercentage(5));
  }

  @ParameterizedTest
  @CsvSource({"SMALL, 175", "WIDE, 890"})
  void batchesPackAsRealOnesDo(Data data, int bytes) {
    int packed = 0;
    for (byte[] batch : Samples.batches(data, 1000, 500)) {
      packed += new ZstdPacker().pack(batch, batch.length).length;
    }
    assertThat(packed / 1000).isCloseTo(bytes, Percentage.withPercentage(5));
  }

  @ParameterizedTest
  @EnumSource
  void everyValueIsHarmonised(Data data) {
    for (Map<String, Object> sample : Samples.events(data, COUNT)) {
      var event = new Event();
      sample.forEach((name, value) -> event.addHarmonised(Field.of(name), value));
      assertThat(event.refusal()).isEmpty();
      assertThat(event.names()).containsExactlyElementsOf(sample.keySet());
      sample.forEach((name, value) ->
          assertThat(String.valueOf(event.get(Field.of(name)))).isEqualTo(value.toString()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void pythonHasTheSameEvents(Data data) {
    List<Map<String, Object>> events = Samples.events(data, COUNT);
    List<String> lines = Samples.python(data, COUNT);
    assertThat(lines).hasSize(COUNT);
    for (int i = 0; i < COUNT; i++) {
      assertThat(lines.get(i))
          .startsWith("{\"feed.accuracy\": 100.0, \"feed.name\": \"")
          .endsWith("\", \"__type\": \"Event\"}")
          .matches("\\p{ASCII}+");
      events.get(i).put("__type", "Event");
      assertThat(JsonMapper.shared().readValue(lines.get(i), Object.class))
          .isEqualTo(events.get(i));
    }
  }

  @ParameterizedTest
  @EnumSource
  void batchesJoinedAreTheSame(Data data) {
    int whole = Samples.batches(data, COUNT, COUNT).getFirst().length;
    int parts = Samples.batches(data, COUNT, 7).stream().mapToInt(batch -> batch.length).sum();
    assertThat(parts).isEqualTo(whole);
  }
}
