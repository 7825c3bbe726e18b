package intelmq.experts.sieve;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.python.Equality;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is equal and what comes first does not depend on how a number is written. */
final class ComparablesTest {
  private static final BigInteger LARGE = BigInteger.TWO.pow(70);

  private static final List<Object> VALUES =
      List.of(
          0L,
          0.0,
          -0.0,
          false,
          1L,
          1.0,
          true,
          1.5,
          -1L,
          -1.0,
          "1",
          "",
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          0x1p63,
          -0x1p63,
          LARGE,
          0x1p70,
          LARGE.add(BigInteger.ONE),
          1e300);

  @Test
  void equalValuesHaveOneForm() {
    for (Object a : VALUES) {
      for (Object b : VALUES) {
        assertThat(Comparables.of(a).equals(Comparables.of(b)))
            .as("%s and %s", a, b)
            .isEqualTo(Equality.equal(a, b));
      }
    }
  }

  @Test
  void orderAgreesWithEquality() {
    for (Object a : VALUES) {
      for (Object b : VALUES) {
        if (a instanceof Number x && b instanceof Number y) {
          assertThat(Comparables.compare(x, y) == 0).isEqualTo(Equality.equal(x, y));
          assertThat(Comparables.compare(x, y)).isEqualTo(-Comparables.compare(y, x));
        }
      }
    }
    assertThat(Comparables.compare(LARGE, 0x1p69)).isPositive();
    assertThat(Comparables.compare(2L, 2.5)).isNegative();
  }

  @Test
  void listsAndObjectsAreInNoSet() {
    assertThat(Comparables.trySet(List.of(1L, true, 1.0, "a"))).containsExactlyInAnyOrder(1L, "a");
    assertThat(Comparables.trySet(List.of(List.of()))).isNull();
    assertThat(Comparables.trySet(List.of(Map.of()))).isNull();
  }
}
