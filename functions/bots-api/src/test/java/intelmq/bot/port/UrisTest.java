package intelmq.bot.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrisTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "http://example.com http://example.com",
        "HTTPS://example.com/A?b=c#d https://example.com/A?b=c#d",
        "http://example.com/a|b?c={d}&e=%20 http://example.com/a%7Cb?c=%7Bd%7D&e=%20",
        "http://example.com/100%&%zz http://example.com/100%25&%25zz",
        "http://example.com/ä http://example.com/%C3%A4",
        "http://bücher.example/ http://xn--bcher-kva.example/",
        "http://user:secret@bücher.example/ http://user:secret@xn--bcher-kva.example/",
        "http://under_score.example:8080/ http://under_score.example:8080/",
        "http://[2001:db8::1]/ http://[2001:db8::1]/",
      })
  void addressesAreReadAsPeopleWriteThem(String text, String expected) {
    assertThat(Uris.parse(text)).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com/a",
        "ftp://example.com/",
        "file:///etc/passwd",
        "http:///a",
        "http://example.com, http://example.net",
        "javascript:alert(1)",
      })
  void whatIsNoWebAddressIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Uris.parse(text))
        .withMessageContaining("is not an http or https address");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/c http://example.com/c",
        "c|d http://example.com/a/c%7Cd",
        "?q=1 http://example.com/a/?q=1",
        "//example.net/c http://example.net/c",
        "https://example.net/c https://example.net/c",
        "HTTPS://example.net/c https://example.net/c",
      })
  void redirectsAreResolved(String location, String expected) {
    assertThat(Uris.resolve(URI.create("http://example.com/a/b"), location)).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "data:,x", "gopher://example.com/"})
  void redirectsToSomethingElseAreRefused(String location) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Uris.resolve(URI.create("http://example.com/"), location));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "http://user:secret@example.com/a?key=b http://example.com/a",
        "http://example.com/a http://example.com/a",
      })
  void messagesShowNoSecret(URI uri, String expected) {
    assertThat(Uris.shown(uri)).isEqualTo(expected);
  }
}
