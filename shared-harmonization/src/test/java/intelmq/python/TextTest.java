package intelmq.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    "-0.0, -0.0",
    "1, 1.0",
    "100, 100.0",
    "0.1, 0.1",
    "0.001, 0.001",
    "0.0001, 0.0001",
    "0.00012345, 0.00012345",
    "0.00001, 1e-05",
    "-0.0000123, -1.23e-05",
    "12345678.9, 12345678.9",
    "1e7, 10000000.0",
    "1e15, 1000000000000000.0",
    "1e16, 1e+16",
    "123456789012345680, 1.2345678901234568e+17",
    "1e100, 1e+100",
    "1e-300, 1e-300",
    "4.9e-324, 5e-324",
    "9.9e-324, 1e-323",
    "1.5e-323, 1.5e-323",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "NaN, nan",
    "-Infinity, -inf"
  })
  void writesFloats(double number, String expected) {
    assertThat(Text.repr(number)).isEqualTo(expected);
  }

  static List<Arguments> values() {
    var map = new LinkedHashMap<String, @Nullable Object>();
    map.put("b", 1.5);
    map.put("a", Arrays.asList(null, true, "x", None.NONE));
    return List.of(
        Arguments.of("a", "'a'"),
        Arguments.of("it's", "\"it's\""),
        Arguments.of("'\"", "'\\'\"'"),
        Arguments.of("a\\b\t\r\n", "'a\\\\b\\t\\r\\n'"),
        Arguments.of("\u0001\u007f\u00a0é\u200b😀\ue000", "'\\x01\\x7f\\xa0é\\u200b😀\\ue000'"),
        Arguments.of("\ud800", "'\\ud800'"),
        Arguments.of("\udb40\udc01", "'\\U000e0001'"),
        Arguments.of(new BigInteger("36893488147419103232"), "36893488147419103232"),
        Arguments.of(false, "False"),
        Arguments.of(List.of(), "[]"),
        Arguments.of(map, "{'b': 1.5, 'a': [None, True, 'x', None]}"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void writesValues(Object value, String expected) {
    assertThat(Text.repr(value)).isEqualTo(expected);
    assertThat(Text.str(value)).isEqualTo(value instanceof String text ? text : expected);
  }

  @Test
  void stripsUnicodeWhiteSpace() {
    assertThat(Text.strip("\u2003\u00a0\u001c\u0085a b\n")).isEqualTo("a b");
    assertThat(Text.strip(" \t")).isEmpty();
    assertThat(Text.strip("\u200ba")).as("no white space").isEqualTo("\u200ba");
    assertThat(Text.strip("..a.b.", '.')).isEqualTo("a.b");
  }

  @Test
  void leavesOutWhatIsNoUtf8() {
    assertThat(Text.decode(new byte[] {'a', (byte) 0xff, (byte) 0xc3, (byte) 0xa4}))
        .isEqualTo("aä");
  }

  @Test
  void writesJsonAsPython() {
    var map = new LinkedHashMap<String, @Nullable Object>();
    map.put("b", Arrays.asList(1L, 1e-7, null, None.NONE, Double.NaN));
    map.put("a", "ü\"\\\u0001\u007f😀");
    assertThat(PyJson.dumps(map))
        .isEqualTo(
            "{\"b\": [1, 1e-07, null, null, NaN], \"a\":"
                + " \"\\u00fc\\\"\\\\\\u0001\\u007f\\ud83d\\ude00\"}");
    assertThat(PyJson.dumps(map, PyJson.Option.SORT_KEYS, PyJson.Option.KEEP_UNICODE))
        .startsWith("{\"a\": \"ü\\\"\\\\\\u0001\u007f😀\", ");
  }

  @Test
  void writesCsvAsPython() {
    assertThat(Csv.EXCEL.row(Arrays.asList("a", null, "b,c", "d\"e", 1.0, true, "f\ng")))
        .isEqualTo("a,,\"b,c\",\"d\"\"e\",1.0,True,\"f\ng\"\r\n");
    assertThat(new Csv(';', "\n").row(List.of("a,b", "c;d"))).isEqualTo("a,b;\"c;d\"\n");
    assertThat(Csv.EXCEL.row(List.of(""))).isEqualTo("\"\"\r\n");
  }

  @Test
  void writesBytes() {
    assertThat(Text.repr(new byte[] {'a', '\'', '\\', '\n', 0, (byte) 0xff}))
        .isEqualTo("b\"a'\\\\\\n\\x00\\xff\"");
  }

  @Test
  void comparesByCodePoints() {
    assertThat(Text.compare("\uffff", "😀")).isNegative();
    assertThat(Text.compare("😀", "\uffff")).isPositive();
    assertThat(Text.compare("a😀", "a😁")).isNegative();
    assertThat(Text.compare("a", "ab")).isNegative();
    assertThat(Text.compare("\ud800", "\uffff")).isNegative();
    assertThat(Text.compare("é", "é")).isZero();
  }

  @Test
  void leavesOutHalvesOfCharacters() {
    assertThat(Text.decode(Text.encode("a\ud800b\udc00😀"))).isEqualTo("ab😀");
  }

  @Test
  void lowersSigmasByTheirPlace() {
    assertThat(Text.lower("ΟΔΥΣΣΕΥΣ ΣΑΣ Σ")).isEqualTo("οδυσσευς σας σ");
    assertThat(Text.lower("ΑΣ\u00ad'Α")).isEqualTo("ασ\u00ad'α");
    assertThat(Text.lower("İΣ")).isEqualTo("i̇ς");
  }
}
