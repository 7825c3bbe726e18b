package intelmq.harmonization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateTimesTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2020-03-31T12:00:00Z"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2019-07-04T01:02:03Z                  | 2019-07-04T01:02:03+00:00
          2019-07-04 01:02:03                   | 2019-07-04T01:02:03+00:00
          2019-07-04 01:02:03 UTC               | 2019-07-04T01:02:03+00:00
          2019-07-04 01:02:03.25                | 2019-07-04T01:02:03.250000+00:00
          2019-07-04T01:02:03.1234567Z          | 2019-07-04T01:02:03.123456+00:00
          2019-07-04T01:02:03+02:00             | 2019-07-03T23:02:03+00:00
          2019-07-04 01:02:03 +0530             | 2019-07-03T19:32:03+00:00
          2019-07-04 01:02:03 UTC+3             | 2019-07-04T04:02:03+00:00
          2019-07-04 01:02:03 CET               | 2019-07-04T01:02:03+00:00
          04/Jul/2019:01:02:03 +0200            | 2019-07-03T23:02:03+00:00
          Thu, 04 Jul 2019 01:02:03 +0000       | 2019-07-04T01:02:03+00:00
          Thu, 04 Jul 2019 01:02:03 -0700 (PDT) | 2019-07-04T08:02:03+00:00
          Thu Jul  4 01:02:03 2019              | 2019-07-04T01:02:03+00:00
          July 4th, 2019 at 1:02 pm             | 2019-07-04T13:02:00+00:00
          4.7.2019 1:02                         | 2019-04-07T01:02:00+00:00
          24.7.2019                             | 2019-07-24T00:00:00+00:00
          20190704                              | 2019-07-04T00:00:00+00:00
          20190704T010203                       | 2019-07-04T01:02:03+00:00
          20190704010203                        | 2019-07-04T01:02:03+00:00
          2019-07-04 1h 2m 3s                   | 2019-07-04T01:02:03+00:00
          Jan of 19                             | 2019-01-31T00:00:00+00:00
          Sep 2015                              | 2015-09-30T00:00:00+00:00
          monday                                | 2020-04-06T00:00:00+00:00
          01/02/69                              | 2069-01-02T00:00:00+00:00
          01/02/70                              | 1970-01-02T00:00:00+00:00
          seen on 2019-07-04 by a sensor        | 2019-07-04T00:00:00+00:00
          2019-13-45                            |
          2019-07-04 24:00                      |
          2019-07-04 10:00 +9999                |
          1562202123                            |
          nan                                   |
          no date at all                        |
          1.2.3.4.5                             |
          99999999999999999999 Jan              |
          20190704010203 10h PM s5              | 2019-07-04T22:02:03+00:00
          2019070401020312 10h                  |
          ①2019-07-04 01:02                     | 2020-07-04T01:02:00+00:00
          ２０１９-07-04                            | 2019-07-04T00:00:00+00:00
          2019-07-04T01:02:03.Z                 |
          2019-07-04T01:02:03.x                 |
          10h 5                                 | 2020-03-31T10:05:00+00:00
          4th of July 19                        | 2019-07-04T00:00:00+00:00
          2019 4 Jul                            | 2019-07-04T00:00:00+00:00
          12am                                  | 2020-03-31T00:00:00+00:00
          190704 010203                         | 2004-07-19T01:02:03+00:00
          """)
  void readsNearlyAnyForm(String text, @Nullable String expected) {
    assertThat(DateTimes.fuzzy(text, CLOCK)).isEqualTo(expected);
  }

  @Test
  void doesNotReadEndlessTexts() {
    assertThat(DateTimes.fuzzy("2019-07-04 " + "x ".repeat(10_000), CLOCK)).isNull();
    assertThat(DateTimes.fuzzy("2019-07-04 01:02:03." + "1".repeat(4000), CLOCK))
        .isEqualTo("2019-07-04T01:02:03.111111+00:00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          timestamp; 1562202123; 2019-07-04T01:02:03+00:00
          timestamp; 1562202123.5; 2019-07-04T01:02:03.500000+00:00
          timestamp; -0.25; 1969-12-31T23:59:59.750000+00:00
          timestamp; 1e18;
          timestamp; nan;
          windows_nt; 132066757230000000; 2019-07-04T01:02:03+00:00
          windows_nt; 133955350037582340; 2025-06-27T21:56:43.758232+00:00
          windows_nt; 449; 1601-01-01T00:00:00.000045+00:00
          windows_nt; -790; 1600-12-31T23:59:59.999921+00:00
          epoch_millis; 1562202123456; 2019-07-04T01:02:03+00:00
          epoch_millis; 156220212345; 2019-07-04T01:02:03+00:00
          epoch_millis; 15622021234;
          epoch_millis; -14410089701; 1965-06-08T03:58:22+00:00
          epoch_millis; 1_562_202_123; 1970-01-19T01:56:42+00:00
          epoch_millis; 15622021;
          utc_isoformat; 2019-07-04T01:02:03+00:00; 2019-07-04T01:02:03+00:00
          utc_isoformat; 2019-07-04T01:02:03Z;
          from_format|%d.%m.%Y %H:%M; 4.7.2019 1:02; 2019-07-04T01:02:00+00:00
          from_format|%d/%b/%Y:%H:%M:%S %z; 04/JUL/2019:01:02:03 +0200; 2019-07-03T23:02:03+00:00
          from_format|%Y-%m-%dT%H:%M:%S.%f%z; 2019-07-04T01:02:03.5+02:00; 2019-07-03T23:02:03.500000+00:00
          from_format|%I:%M %p, %B %d, %Y; 12:02 AM, July 4, 2019; 2019-07-04T00:02:00+00:00
          from_format|%Y %W %w; 2019 26 4; 2019-07-04T00:00:00+00:00
          from_format|%G-W%V-%u; 2019-W27-4; 2019-07-04T00:00:00+00:00
          from_format|%m%d; 11; 1900-01-01T00:00:00+00:00
          from_format|%Y-%m-%d; 2019-02-29;
          from_format|%Y-%m-%d; 2019-07-04 and more;
          from_format_midnight|%Y-%m-%d %H; 2019-07-04 23; 2019-07-04T00:00:00+00:00
          fuzzy; 4 July 2019; 2019-07-04T00:00:00+00:00
          """)
  void converts(String name, String value, @Nullable String expected) {
    assertThat(TimeFormat.of(name).convert(value, CLOCK)).isEqualTo(expected);
  }

  @Test
  void convertsNumbersAndBytesWhereTheyMeanTimes() {
    assertThat(TimeFormat.of("epoch_millis").convert(2_011_251_476.0, CLOCK))
        .as("the text has 12 characters")
        .isEqualTo("1970-08-21T18:48:34+00:00");
    assertThat(TimeFormat.of("fuzzy").convert("4 July 2019".getBytes(UTF_8), CLOCK))
        .isEqualTo("2019-07-04T00:00:00+00:00");
    assertThat(TimeFormat.of("fuzzy").convert(new byte[] {(byte) 0xff, '5'}, CLOCK)).isNull();
    assertThat(TimeFormat.of("fuzzy").convert(2019L, CLOCK)).isNull();
    assertThat(TimeFormat.of("from_format|%Y").convert(2019L, CLOCK)).isNull();
    assertThat(TimeFormat.of("utc_isoformat").convert(2019L, CLOCK)).isNull();
  }

  @Test
  void saysWhichFormatWasMeant() {
    assertThatThrownBy(() -> TimeFormat.of("timestmp"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did you mean 'timestamp'?");
    assertThatThrownBy(() -> TimeFormat.of("from_format|%Q")).hasMessageContaining("%Q");
  }

  @Test
  void readsItsOwnTexts() {
    Instant instant = Instant.parse("2019-07-04T01:02:03.000250Z");
    assertThat(DateTimes.instant(DateTimes.text(instant))).isEqualTo(instant);
    assertThat(DateTimes.instant("2019-7-4t1:2:3.00025+00:00")).isEqualTo(instant);
    assertThat(DateTimes.instant("2019-07-04")).isNull();
  }
}
