package intelmq.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrptimeTest {
  @Test
  void longFormsNeedNoMoreStackThanThereIs() {
    String format = "a ".repeat(500);
    assertThat(Strptime.of(format).parse(format)).isNotNull();
    String longer = format + "a";
    assertThatThrownBy(() -> Strptime.of(longer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the form is longer than 1000 characters");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          %Y-%m-%d; 2019-7-4; 2019-07-04T00:00
          %Y-%m-%d; 2019-07- 4; 2019-07-04T00:00
          %Y-%m-%d; ２０１９-07-04; 2019-07-04T00:00
          %y; 68; 2068-01-01T00:00
          %y; 69; 1969-01-01T00:00
          %y %Y; 68 1999; 1999-01-01T00:00
          %Y %y; 1999 68; 2068-01-01T00:00
          %m %b; 03 Jul; 1900-07-01T00:00
          %b %m; Jul 03; 1900-03-01T00:00
          %H %I %p; 5 7 PM; 1900-01-01T19:00
          %I %p %H; 7 PM 5; 1900-01-01T05:00
          %p %I; pm 12; 1900-01-01T12:00
          %d%m; 111; 1900-01-11T00:00
          %H%M; 24; 1900-01-01T02:04
          %S; 60;
          %f; 5; 1900-01-01T00:00:00.500
          %j; 366; 1901-01-01T00:00
          %Y %j; 9999 366;
          %d %m; 29 2;
          %Y %U %w; 2019 26 4; 2019-07-04T00:00
          %Y %W %a; 2019 0 Mon; 2018-12-31T00:00
          %Y %U; 2019 26; 2019-01-01T00:00
          %G %V %u; 2019 27 4; 2019-07-04T00:00
          %G %V %u; 2019 53 1; 2019-12-30T00:00
          %G %V; 2019 27;
          %V %u; 27 4;
          %Y %V %u; 2019 27 4;
          %G %j; 2019 100;
          %Y %G; 2018 2019; 2018-01-01T00:00
          %Y %V %U %w; 2019 10 26 4; 2019-07-04T00:00
          %c; thu jul 4 01:02:03 2019; 2019-07-04T01:02:03
          %x %X; 07/04/19 01:02:03; 2019-07-04T01:02:03
          %%%Y; %2019; 2019-01-01T00:00
          a.b %Y; aXb 2019;
          %Y %m; 2019\u2003\t7; 2019-07-01T00:00
          😀%Y; 😀2019; 2019-01-01T00:00
          %Y %Z; 2019 gmt; 2019-01-01T00:00
          %Y %Z; 2019 CET;
          """)
  void readsAsPython(String format, String text, @Nullable LocalDateTime expected) {
    assertThat(Strptime.of(format).parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "+0200, 2019-07-03T22:00",
    "-02:30, 2019-07-04T02:30",
    "+02:00:30, 2019-07-03T21:59:30",
    "+020030, 2019-07-03T21:59:30",
    "+020030.5, 2019-07-03T21:59:29.500",
    "+02:0030,",
    "+0200:30,",
    "+2359, 2019-07-03T00:01",
    "+2400,",
    "Z, 2019-07-04T00:00",
    "z,"
  })
  void goesToUtc(String zone, @Nullable LocalDateTime expected) {
    assertThat(Strptime.of("%Y-%m-%d %z").parseUtc("2019-07-04 " + zone)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+2400", "-9900"})
  void refusesOffsetsOfDaysForLocalTimesToo(String zone) {
    assertThat(Strptime.of("%z").parse(zone)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%Q", "%s", "%-d", "% Y", "%Y%Y", "%é"})
  void refusesFormats(String format) {
    assertThatThrownBy(() -> Strptime.of(format)).isInstanceOf(IllegalArgumentException.class);
  }
}
