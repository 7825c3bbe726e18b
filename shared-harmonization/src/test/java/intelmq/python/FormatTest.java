package intelmq.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {
  private static final ZonedDateTime TIME =
      ZonedDateTime.of(2019, 7, 4, 1, 2, 3, 456_000, ZoneId.of("Europe/Vienna"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          a {name} b                  | a <name:[]:> b
          {{}}{0}                     | {}<0:[]:>
          {} {}                       | <0:[]:> <1:[]:>
          {ev[source.ip]}             | <ev:[source.ip]:>
          {matches[source.ip][1]}     | <matches:[source.ip, 1]:>
          {time[%H:%M!]}              | <time:[%H:%M!]:>
          {ev[time.source]:%Y-%m}     | <ev:[time.source]:%Y-%m>
          {ev[a]!r}                   | '<ev:[a]:>'
          {ev[a]!s:>5}                | <ev:[a]:>5>
          """)
  void fillsPlaces(String template, String expected) {
    assertThat(
            Format.of(template).apply(p -> "<" + p.name() + ":" + p.keys() + ":" + p.spec() + ">"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "}", "{a", "{a.b}", "{a!x}", "{a[b}", "{a[b]c}", "{a:{b}}", "{a{b}"})
  void refusesTemplates(String template) {
    assertThatThrownBy(() -> Format.of(template))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(template);
  }

  @Test
  void namesItsPlaces() {
    assertThat(Format.of("x {a[b]} {c}").places())
        .containsExactly(
            new Format.Place("a", List.of("b"), 's', ""),
            new Format.Place("c", List.of(), 's', ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          %Y-%m-%d %H:%M:%S.%f | 2019-07-04 01:02:03.000456
          %a %A %b %B %p %I    | Thu Thursday Jul July AM 01
          %j %U %W %w %u %G-%V | 185 26 26 4 4 2019-27
          %z                   | +0200
          %-d.%-m. %e %y%%     | 4.7.  4 19%
          %F %T %s             | 2019-07-04 01:02:03 1562194923
          """)
  void writesTimes(String pattern, String expected) {
    assertThat(Strftime.format(pattern, TIME)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "a%-", "%Q"})
  void refusesPatterns(String pattern) {
    assertThatThrownBy(() -> Strftime.format(pattern, TIME))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
