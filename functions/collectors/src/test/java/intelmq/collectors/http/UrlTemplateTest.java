package intelmq.collectors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import intelmq.bot.config.ConfigurationException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTemplateTest {
  private static final String EXAMPLE = "http://example.com/";

  @ParameterizedTest
  @MethodSource("templates")
  void timesAreFormatted(String text, @Nullable Object formatting, String expected) {
    assertThat(
            new UrlTemplate("http_url", EXAMPLE + text, formatting)
                .at(Instant.parse("2026-11-01T00:30:00Z")))
        .hasToString(EXAMPLE + expected);
  }

  private static List<Arguments> templates() {
    return List.of(
        arguments("{time[%Y]}", null, "%7Btime%5B%25Y%5D%7D"),
        arguments("a", false, "a"),
        arguments("a{{b}}", Map.of(), "a%7B%7Bb%7D%7D"),
        arguments("{time[%Y-%m-%d]}/{time[%H:%M]}", true, "2026-11-01/00:30"),
        arguments("{{{time[%y]}}}", true, "%7B26%7D"),
        arguments("{time[%Y-%m-%d]}", Map.of("days", -1), "2026-10-31"),
        arguments("{time[%H:%M]}", Map.of("hours", 1.5, "minutes", -30), "01:30"),
        arguments("{time[%j]}", Map.of("weeks", 1), "312"));
  }

  @ParameterizedTest
  @MethodSource("offsets")
  void offsetsThatMakeNoSenseAreRefused(Object formatting) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> new UrlTemplate("http_url", EXAMPLE, formatting))
        .withMessageContaining("parameter 'http_url_formatting' must be ");
  }

  private static List<Object> offsets() {
    return List.of("yes", 5, Map.of("months", 1), Map.of("days", "x"), List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{time}", "{date[%Y]}", "{time[%Y]", "}", "{time[%Y%]}"})
  void templatesThatMakeNoSenseAreRefused(String text) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> new UrlTemplate("http_url", EXAMPLE + text, true))
        .withMessageStartingWith("parameter 'http_url': ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.com", "ftp://example.com/"})
  void addressesThatMakeNoSenseAreRefused(String text) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> new UrlTemplate("http_url", text, null))
        .withMessageContaining("is not an http or https address");
  }
}
