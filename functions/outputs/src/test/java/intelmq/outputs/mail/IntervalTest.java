package intelmq.outputs.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IntervalTest {
  @ParameterizedTest
  @CsvSource({
    "HOUR, 2026-11-23T13:00:00Z, 2026-11-23T14:00:00Z",
    "HOUR, 2026-11-23T23:59:59.999Z, 2026-11-24T00:00:00Z",
    "DAY, 2026-11-23T00:00:00Z, 2026-11-24T00:00:00Z",
    "DAY, 2026-12-31T12:00:00Z, 2027-01-01T00:00:00Z",
    "WEEK, 2026-11-23T00:00:00Z, 2026-11-30T00:00:00Z",
    "WEEK, 2026-11-29T23:59:59Z, 2026-11-30T00:00:00Z"
  })
  void isOverAtARoundTime(Interval interval, Instant time, Instant end) {
    assertThat(interval.end(time)).isEqualTo(end);
  }
}
