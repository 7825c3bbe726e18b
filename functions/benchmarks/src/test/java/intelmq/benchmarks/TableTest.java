package intelmq.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.benchmarks.Measurements.Score;
import org.junit.jupiter.api.Test;

final class TableTest {
  private static final Row ZSTD = new Row(Data.SMALL, 500, Row.ZSTD);
  private static final Row PLAIN = new Row(Data.SMALL, 500, Row.NONE);

  private final Measurements measurements = new Measurements();

  @Test
  void aTargetIsMetByTheMedianOfTheRatiosWithinRounds() {
    round(ZSTD, 80, 100);
    // a busy moment: both are slow
    round(ZSTD, 8, 10);
    round(ZSTD, 50, 100);
    assertThat(table())
        .contains(
            "| small | 500 | zstd | 20000.00 | 50 | 80.0 % | - | - | 12 | 10000.00 | - | - | - |")
        .contains("| small to floor (500, zstd) | 75.0 % | 80.0 % | met |");
  }

  @Test
  void aTargetIsNotMet() {
    round(ZSTD, 74.9, 100);
    assertThat(table()).contains("| small to floor (500, zstd) | 75.0 % | 74.9 % | **not met** |");
  }

  @Test
  void ratiosToOthersAreTimes() {
    measurements.nextRound();
    add(PLAIN, Contender.CODEC, 960_000);
    add(PLAIN, Contender.TREE, 160_000);
    add(PLAIN, Contender.INTELMQ, 4800);
    assertThat(table())
        .contains(
            "| small | 500 | none | 1.04 | 960,000 | - | 6.0 | 200 | 12 | - | 6.25 | 12 | 208.33 |")
        .contains("| small to tree (500, none) | 6.0 x | 6.0 x | met |")
        .contains("| small to intelmq (500, none) | 200.0 x | 200.0 x | met |")
        .contains("| wide to tree (500, none) | 6.0 x | - | not measured |");
  }

  @Test
  void everyLineHasAsManyColumnsAsItsHead() {
    round(ZSTD, 80, 100);
    for (String part : table().split("\n\n", -1)) {
      assertThat(part.lines().map(line -> line.chars().filter(c -> c == '|').count()).distinct())
          .hasSize(1);
    }
  }

  private String table() {
    return Table.of(measurements);
  }

  private void round(Row row, double codec, double floor) {
    measurements.nextRound();
    add(row, Contender.CODEC, codec);
    add(row, Contender.FLOOR, floor);
  }

  private void add(Row row, Contender contender, double speed) {
    measurements.add(row, contender, new Score(speed, 12));
  }
}
