package intelmq.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BreakerTest {
  private Instant now = Fixture.NOW;
  private final Breaker breaker = new Breaker(() -> now, Duration.ofSeconds(15));

  @Test
  void pausesDoubleUpToAMinute() {
    assertThat(breaker.admits()).isTrue();
    var pauses = new ArrayList<Long>();
    for (int i = 0; i < 5; i++) {
      breaker.fail();
      long seconds = 0;
      while (!breaker.admits()) {
        now = now.plusSeconds(1);
        seconds++;
      }
      pauses.add(seconds);
    }
    assertThat(pauses).isEqualTo(List.of(15L, 30L, 60L, 60L, 60L));
  }

  @Test
  void afterThePauseOneIsLetThroughAndTheOthersWaitForIt() {
    breaker.fail();
    now = now.plusSeconds(15);
    assertThat(breaker.admits()).isTrue();
    assertThat(breaker.admits()).isFalse();
    assertThat(breaker.isOpen()).isTrue();
    breaker.succeed();
    assertThat(breaker.admits()).isTrue();
    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void whatWorkedWithinAMinuteWorkedLately() {
    assertThat(breaker.workedLately()).isFalse();
    breaker.succeed();
    now = now.plusSeconds(59);
    assertThat(breaker.workedLately()).isTrue();
    now = now.plusSeconds(1);
    assertThat(breaker.workedLately()).isFalse();
  }
}
