package intelmq.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values are equal if they are in Python. */
final class EqualityTest {
  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(1L, 1.0, true),
        Arguments.of(1L, true, true),
        Arguments.of(0.0, false, true),
        Arguments.of(new BigInteger("10000000000000000000000"), 1e22, true),
        Arguments.of("1", 1L, false),
        Arguments.of("a", "a", true),
        Arguments.of(null, null, true),
        Arguments.of(null, 0L, false),
        Arguments.of(List.of(1L, List.of(true)), List.of(1.0, List.of(1L)), true),
        Arguments.of(List.of(1L, 2L), List.of(2L, 1L), false),
        Arguments.of(List.of(1L), List.of(1L, 1L), false),
        Arguments.of(List.of(), "", false),
        Arguments.of(Map.of("a", 1L, "b", "x"), Map.of("b", "x", "a", 1.0), true),
        Arguments.of(Map.of("a", 1L), Map.of("a", 2L), false),
        Arguments.of(Map.of("a", 1L), Map.of("b", 1L), false),
        Arguments.of(Map.of("a", 1L), List.of("a"), false));
  }

  @ParameterizedTest
  @MethodSource("values")
  void equal(@Nullable Object a, @Nullable Object b, boolean equal) {
    assertThat(Equality.equal(a, b)).isEqualTo(equal);
    assertThat(Equality.equal(b, a)).isEqualTo(equal);
  }
}
