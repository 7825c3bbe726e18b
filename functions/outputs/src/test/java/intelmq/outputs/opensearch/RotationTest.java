package intelmq.outputs.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.harmonization.Event;
import intelmq.harmonization.Fields;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RotationTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

  @ParameterizedTest
  @CsvSource({
    "NEVER, 2026-11-23, i",
    "DAILY, 2026-01-02, i-2026-01-02",
    "MONTHLY, 2026-01-02, i-2026-01",
    "YEARLY, 2026-01-02, i-2026",
    // days before the first Monday are in week 0
    "WEEKLY, 2026-01-04, i-2026-00",
    "WEEKLY, 2026-01-05, i-2026-01",
    "WEEKLY, 2026-12-31, i-2026-52",
    "WEEKLY, 2024-01-01, i-2024-01",
  })
  void namesTheIndexByTheDay(Rotation rotation, LocalDate day, String index) {
    assertThat(rotation.index("i", new Event(), day)).isEqualTo(index);
  }

  @Test
  void theTimeOfTheSourceComesFirstThenThatOfObservation() {
    var event = new Event();
    event.add(Fields.TIME_OBSERVATION, "2026-02-02T00:00:00+00:00");
    assertThat(Rotation.DAILY.index("i", event, DAY)).isEqualTo("i-2026-02-02");
    event.add(Fields.TIME_SOURCE, "2026-01-01T23:59:59+00:00");
    assertThat(Rotation.DAILY.index("i", event, DAY)).isEqualTo("i-2026-01-01");
  }

  @Test
  void timesWithFractionsAreNotRecognised() {
    var event = new Event();
    event.add(Fields.TIME_SOURCE, "2026-01-01T23:59:59.5+00:00");
    assertThat(Rotation.DAILY.index("i", event, DAY)).isEqualTo("i-2026-11-23");
  }
}
