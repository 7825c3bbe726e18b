package intelmq.harmonization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.IDN;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdnaTest {
  @ParameterizedTest
  @CsvSource({
    "bücher, xn--bcher-kva",
    "BÜCHER, xn--bcher-kva",
    "faß, fass",
    "b\u00adücher, xn--bcher-kva",
    "💩, xn--ls8h",
    "עברית, xn--5dbqzzl",
    "א٢ב, xn--4dbc84b",
    "any𞤀, xn--any-dq22b",
    "a\u07cdb, xn--ab-iue",
    "a\u05c8b, xn--ab-6kd",
    "‥ü, xn--..-yka"
  })
  void encodes(String label, String expected) {
    assertThat(Idna.toAscii(label)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"אa", "א1", "1א", "a\u070f", "\ufdd0", "\u00ad", "xn--ü"})
  void refuses(String label) {
    assertThatThrownBy(() -> Idna.toAscii(label)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void encodesPunycodeAsTheJdk() {
    var random = new Random(20_200_331);
    for (int i = 0; i < 2000; i++) {
      var label = new StringBuilder("я");
      for (int length = random.nextInt(5); length > 0; length--) {
        label.append((char) ('a' + random.nextInt(26)));
        label.append((char) ('а' + random.nextInt(32)));
        label.appendCodePoint(0x1f300 + random.nextInt(200));
      }
      assertThat("xn--" + Punycode.encode(label.toString()))
          .isEqualTo(IDN.toASCII(label.toString(), IDN.ALLOW_UNASSIGNED));
    }
  }
}
