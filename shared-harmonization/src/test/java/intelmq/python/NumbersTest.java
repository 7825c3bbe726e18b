package intelmq.python;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          7, 7
          ' +7\n', 7
          -0, 0
          1_000, 1000
          1__000,
          _1,
          1_,
          ٤٢, 42
          １２, 12
          ²,
          0x10,
          7.0,
          1e3,
          --1,
          '',
          9223372036854775807, 9223372036854775807
          """)
  void readsIntegersAsPython(String text, @Nullable Long expected) {
    assertThat(Numbers.toInt(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1.5, 1.5
          .5, 0.5
          5., 5
          .,
          1e3, 1000
          1e,
          1_0.0_1e1_0, 1.001e11
          1._5,
          1e_5,
          iNf, Infinity
          -infinity, -Infinity
          +nan, NaN
          infinit,
          1E400, Infinity
          1e-400, 0
          ٣.٥, 3.5
          0x1p3,
          1d,
          '1,5',
          """)
  void readsFloatsAsPython(String text, @Nullable Double expected) {
    assertThat(Numbers.toFloat(text)).isEqualTo(expected);
  }

  @Test
  void refusesIntegersThatPythonRefuses() {
    assertThat(Numbers.toInt("9".repeat(4300))).isInstanceOf(BigInteger.class);
    assertThat(Numbers.toInt("9".repeat(4301))).isNull();
    assertThat(Numbers.toInt("9".repeat(2_000_000))).isNull();
    assertThat(Numbers.toInt(Double.POSITIVE_INFINITY)).isNull();
    assertThat(Numbers.toFloat(BigInteger.TEN.pow(400))).isNull();
  }

  @Test
  void readsBytesInAsciiOnly() {
    assertThat(Numbers.toInt(" 7 ".getBytes(UTF_8))).isEqualTo(7L);
    assertThat(Numbers.toInt("٧".getBytes(UTF_8))).isNull();
    assertThat(Numbers.toFloat("7.5".getBytes(UTF_8))).isEqualTo(7.5);
  }

  @Test
  void countsFewerCharactersAsWhiteSpaceThanTextsDo() {
    assertThat(Numbers.toInt("\u001c7")).isNull();
    assertThat(Numbers.toInt("\u00857\u2003")).isEqualTo(7L);
    assertThat(Numbers.toFloat("7\u001f")).isNull();
  }
}
