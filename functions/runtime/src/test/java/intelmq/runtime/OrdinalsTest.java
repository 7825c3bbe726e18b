package intelmq.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OrdinalsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|''",
        "0|0",
        "0 1|0-1",
        "3 1 2 0|0-3",
        "0 2 4|0 2 4",
        "17.1 18 0 1 2|0-2 18 17.1",
        "9 10 11 99 100|9-11 99-100",
        "5 5|5",
        "group/window|group/window",
        "999999999999999999 1000000000000000000|999999999999999999 1000000000000000000",
      })
  void runsAreRangesInOrder(String ordinals, String ranges) {
    List<String> list = ordinals.isEmpty() ? List.of() : List.of(ordinals.split(" ", -1));
    assertThat(Ordinals.ranges(list)).isEqualTo(ranges);
    assertThat(list).allMatch(ordinal -> Ordinals.contains(ranges, ordinal));
  }

  @Test
  void whatIsNotThereIsNotThere() {
    String ranges = "0-16 18 17.1";
    assertThat(List.of("17", "19", "1.1", "17.2", "", "x", "-1", "0-16x"))
        .noneMatch(ordinal -> Ordinals.contains(ranges, ordinal));
    assertThat(List.of("0", "9", "16", "18", "17.1"))
        .allMatch(ordinal -> Ordinals.contains(ranges, ordinal));
  }

  @ParameterizedTest
  @CsvSource({
    "0-16 18 17.1, 17, false",
    "0-16 18 17.1, 17.1, true",
    "0-16 18 17.1, 3.1, false",
    "0-16 18 17.1, 170, false",
    "'', 0, false",
    "7, 7, true",
    "by-day/2026-11-23, 7, false",
    "by-day/2026-11-23, by-day/2026-11-23, true",
  })
  void anOrdinalIsInARunOrByItself(String ranges, String ordinal, boolean contained) {
    assertThat(Ordinals.contains(ranges, ordinal)).isEqualTo(contained);
  }
}
