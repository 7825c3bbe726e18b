package intelmq.harmonization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TypesTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2020-03-31T12:00:00Z"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          String                 | ' a b '                   | a b
          LowercaseString        | ' ÄB '                    | äb
          UppercaseString        | straße                    | STRASSE
          Base64                 | ü                         | w7w=
          IPAddress              | ' 192.0.2.7 '             | 192.0.2.7
          IPAddress              | 3221225985                | 192.0.2.1
          IPAddress              | 192.0.2.7/32              | 192.0.2.7
          IPAddress              | 192.0.2.7/24              |
          IPAddress              | 192.0.2.07                |
          IPAddress              | 192.0.2.256               |
          IPAddress              | 192.0.2                   |
          IPAddress              | 2001:DB8:0:0::1           | 2001:db8::1
          IPAddress              | 2001:db8::1%eth0          | 2001:db8::1
          IPAddress              | 2001:db8::/32             |
          IPAddress              | 2001:db8:::1              |
          IPAddress              | 2001:db8::*               |
          IPAddress              | 2001:db8::00001           |
          IPAddress              | example.com               |
          IPNetwork              | 198.51.100.77/24          | 198.51.100.0/24
          IPNetwork              | 198.51.100.77/255.255.0.0 | 198.51.0.0/16
          IPNetwork              | 198.51.100.77/0.0.0.255   | 198.51.100.0/24
          IPNetwork              | 198.51.100.77/255.0.255.0 |
          IPNetwork              | 198.51.100.77             | 198.51.100.77/32
          IPNetwork              | 198.51.100.0/33           |
          IPNetwork              | 2001:db8:1::1/32          | 2001:db8::/32
          IPNetwork              | 2001:db8::/129            |
          FQDN                   | .WWW.Example.COM.         | www.example.com
          FQDN                   | bücher.example            | xn--bcher-kva.example
          FQDN                   | faß.example               | fass.example
          FQDN                   | a..example                |
          FQDN                   | ünder_score。example       | xn--nder_score-8db.example
          URL                    | hxxps://example.com/a     | https://example.com/a
          URL                    | example.com/a             |
          URL                    | file:///srv/a             | file://localhost/srv/a
          URL                    | http://[2001:db8::1]/     | http://[2001:db8::1]/
          URL                    | http://example[.]com/     |
          ClassificationTaxonomy | Malicious Code            | malicious-code
          ClassificationType     | C&C                       | c2-server
          TLP                    | TLP: yellow               | AMBER
          Registry               | ripe-ncc                  | RIPE
          Integer                | ' +1_000 '                | 1000
          Integer                | 1__0                      |
          Integer                | _1                        |
          Integer                | 1_                        |
          Integer                | 5.0                       |
          JSON                   | ' {"a": 1} '              | {"a": 1}
          JSON                   | a                         | "a"
          """)
  void sanitises(String type, String raw, @Nullable String expected) {
    Object harmonised = type(type).sanitize(raw);
    assertThat(harmonised == null ? null : harmonised.toString()).isEqualTo(expected);
    if (harmonised != null) {
      assertThat(type(type).isValid(harmonised)).as("valid").isTrue();
    }
  }

  static List<Arguments> otherValues() {
    return List.of(
        Arguments.of(Types.STRING, List.of("a", 1L), "['a', 1]"),
        Arguments.of(Types.STRING, "né".getBytes(UTF_8), "né"),
        Arguments.of(Types.STRING, false, null),
        Arguments.of(Types.LOWERCASE_STRING, 1L, null),
        Arguments.of(Types.BOOLEAN, " TRUE ", true),
        Arguments.of(Types.BOOLEAN, 0L, false),
        Arguments.of(Types.BOOLEAN, "1", null),
        Arguments.of(Types.INTEGER, 7.9, 7L),
        Arguments.of(Types.INTEGER, 7, 7L),
        Arguments.of(Types.INTEGER, true, 1L),
        Arguments.of(Types.INTEGER, "٣", 3L),
        Arguments.of(Types.INTEGER, Double.POSITIVE_INFINITY, null),
        Arguments.of(
            Types.INTEGER, "123456789012345678901", new BigInteger("123456789012345678901")),
        Arguments.of(Types.INTEGER, "9".repeat(5000), null),
        Arguments.of(Types.FLOAT, "-.5e1", -5.0),
        Arguments.of(Types.FLOAT, "1,5", null),
        Arguments.of(Types.FLOAT, "e5", null),
        Arguments.of(Types.FLOAT, ".", null),
        Arguments.of(Types.ACCURACY, true, 100.0),
        Arguments.of(Types.ACCURACY, "100.5", null),
        Arguments.of(Types.ASN, "as 64496", 64496L),
        Arguments.of(Types.ASN, 4294967296L, null),
        Arguments.of(Types.ASN, 0L, null),
        Arguments.of(Types.IP_ADDRESS, -1L, null),
        Arguments.of(Types.IP_ADDRESS, BigInteger.TWO.pow(128), null),
        Arguments.of(Types.JSON, Map.of("b", List.of(true)), "{\"b\": [true]}"),
        Arguments.of(Types.JSON_DICT, Map.of(), null),
        Arguments.of(Types.ANY, 5, 5L));
  }

  @ParameterizedTest
  @MethodSource("otherValues")
  void sanitisesOtherValues(FieldType type, Object raw, @Nullable Object expected) {
    assertThat(type.sanitize(raw)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          String                 | ''
          LowercaseString        | A
          UppercaseString        | a
          Base64                 | YQ
          IPAddress              | 0.0.0.0
          IPAddress              | 2001:db8::1%eth0
          IPAddress              | ' 192.0.2.1'
          IPNetwork              | 192.0.2.1/24
          FQDN                   | 192.0.2.1
          FQDN                   | example.com.
          FQDN                   | Example.com
          FQDN                   | bücher.example
          FQDN                   | example.com/a
          URL                    | http:///a
          ClassificationTaxonomy | malicious code
          ClassificationType     | botnet drone
          TLP                    | CLEAR
          Registry               | IANA
          JSON                   | {a}
          JSONDict               | '{}'
          JSONDict               | '[1]'
          DateTime               | 2020-03-31T12:00:00Z
          DateTime               | 2020-02-30T12:00:00+00:00
          DateTime               | 2020-03-31T12:00:00.1234567+00:00
          Integer                | 1
          """)
  void knowsInvalidValues(String type, String value) {
    assertThat(type(type).isValid(value)).isFalse();
  }

  @Test
  void takesNumbersThatJsonDoesNotHave() {
    assertThat(Types.FLOAT.isValid(Double.NaN)).isTrue();
    assertThat(Types.FLOAT.isValid(Double.NEGATIVE_INFINITY)).isTrue();
    assertThat(Types.ACCURACY.isValid(Double.NaN)).isFalse();
  }

  @Test
  void checksLowerCaseOfNothingThatItSanitises() {
    assertThat(Types.LOWERCASE_STRING.isValidSanitized("Example", CLOCK)).isTrue();
    assertThat(Types.LOWERCASE_STRING.isValidSanitized(5L, CLOCK)).isTrue();
    assertThat(Types.LOWERCASE_STRING.isValidSanitized(" ", CLOCK)).isFalse();
    assertThat(Types.UPPERCASE_STRING.isValidSanitized(5L, CLOCK)).isFalse();
    assertThat(Types.UPPERCASE_STRING.isValidSanitized("example", CLOCK)).isTrue();
  }

  @Test
  void takesWhatATimeLeavesOpenFromTheClock() {
    assertThat(Types.DATE_TIME.sanitize("10:11:12", CLOCK)).isEqualTo("2020-03-31T10:11:12+00:00");
    assertThat(Types.DATE_TIME.sanitize("Feb 2019", CLOCK)).isEqualTo("2019-02-28T00:00:00+00:00");
    assertThat(Types.DATE_TIME.sanitize("10:11:12")).as("without a clock").isNull();
    assertThat(Types.DATE_TIME.sanitize("2 Feb 2019")).isEqualTo("2019-02-02T00:00:00+00:00");
  }

  @Test
  void hasNamesOfIntelMqOnly() {
    assertThat(Types.all()).extracting(FieldType::name).doesNotHaveDuplicates().hasSize(20);
  }

  private static FieldType type(String name) {
    return Types.all().stream().filter(type -> type.name().equals(name)).findFirst().orElseThrow();
  }
}
