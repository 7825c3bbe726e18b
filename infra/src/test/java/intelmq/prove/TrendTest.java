package intelmq.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class TrendTest {
  private static final double MEGA = 1 << 20;

  @Test
  void whatGrowsIsNotFlat() {
    Trend trend = trend(i -> (20 + 2 * i) * MEGA);

    assertThat(trend.isFlat()).isFalse();
    assertThat(trend.slope()).isCloseTo(2 * MEGA / 1000, Offset.offset(1.0));
  }

  @Test
  void whatGoesUpAndDownIsFlat() {
    assertThat(trend(i -> (20 + 10 * (i % 2)) * MEGA).isFlat()).isTrue();
  }

  @Test
  void fewSamplesSayNothing() {
    var trend = new Trend();
    trend.add(0, MEGA);

    assertThat(trend.isEnough()).isFalse();
  }

  private static Trend trend(IntToDoubleFunction bytes) {
    var trend = new Trend();
    for (int i = 0; i < 40; i++) {
      trend.add(1000.0 * i, bytes.applyAsDouble(i));
    }
    return trend;
  }
}
