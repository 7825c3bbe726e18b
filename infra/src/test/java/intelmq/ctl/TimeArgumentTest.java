package intelmq.ctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as users write them. */
final class TimeArgumentTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T13:00:00Z"));

  @ParameterizedTest
  @CsvSource({
    "2026-11-22, 2026-11-22T00:00:00Z",
    "2026-11-22T12:30, 2026-11-22T12:30:00Z",
    "2026-11-22T12:30:05Z, 2026-11-22T12:30:05Z",
    "2026-11-22T12:30+02:00, 2026-11-22T10:30:00Z",
    "90m, 2026-11-23T11:30:00Z",
    "6H, 2026-11-23T07:00:00Z",
    "2d, 2026-11-21T13:00:00Z",
    "90s, 2026-11-23T12:58:30Z",
    "3w, 2026-11-02T13:00:00Z",
  })
  void aDayATimeOrHowLongAgo(String text, String time) {
    assertThat(TimeArgument.read("--since", text, CLOCK)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2026-13-01", "2026-11-22T25:00", "3y", "-1d"})
  void anythingElseIsRefusedWithTheForms(String text) {
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> TimeArgument.read("--since", text, CLOCK))
        .withMessageContaining("--since")
        .withMessageContaining("6h");
  }
}
