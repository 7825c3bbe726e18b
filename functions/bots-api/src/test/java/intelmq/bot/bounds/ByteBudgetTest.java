package intelmq.bot.bounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import intelmq.bot.FeedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {
  @Test
  void whatFitsIsReadWhole() throws IOException {
    var budget = new ByteBudget("the report", "max_bytes", 10);
    assertThat(budget.meter(zeros(10))).hasBinaryContent(new byte[10]);
    assertThat(budget.spent()).isEqualTo(10);
  }

  @Test
  void oneByteMoreFails() {
    InputStream in = new ByteBudget("the report", "max_bytes", 10).meter(zeros(11));
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(in::readAllBytes)
        .withMessage("the report is larger than 10 bytes (max_bytes)");
  }

  @Test
  void streamsShareABudget() throws IOException {
    var budget = new ByteBudget("the archive", "max_bytes", 10);
    budget.meter(zeros(6)).readAllBytes();
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> budget.meter(zeros(6)).skipNBytes(6));
  }

  @Test
  void muchOutOfLittleIsABomb() {
    InputStream in =
        new ByteBudget("the archive", "max_bytes", 1 << 30, () -> 1000).meter(zeros(17 << 20));
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(in::readAllBytes)
        .withMessage("the archive expands to more than 200 times its size, as a bomb does");
  }

  @Test
  void muchOutOfMuchIsNone() throws IOException {
    var budget = new ByteBudget("the archive", "max_bytes", 1 << 30, () -> 1 << 20);
    assertThat(budget.meter(zeros(17 << 20)).readAllBytes()).hasSize(17 << 20);
  }

  private static InputStream zeros(int count) {
    return new ByteArrayInputStream(new byte[count]);
  }
}
