package intelmq.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ordinals as facts keep them. */
final class RangesTest {
  @ParameterizedTest
  @CsvSource({
    "0-16 18 17.1, 0, true",
    "0-16 18 17.1, 16, true",
    "0-16 18 17.1, 17, false",
    "0-16 18 17.1, 18, true",
    "0-16 18 17.1, 17.1, true",
    "0-16 18 17.1, 3.1, false",
    "0-16 18 17.1, 170, false",
    "'', 0, false",
    "7, 7, true",
  })
  void anOrdinalIsInARunOrByItself(String ranges, String ordinal, boolean contained) {
    assertThat(Ranges.contain(ranges, ordinal)).isEqualTo(contained);
  }
}
