package intelmq.harmonization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlPartsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          HTTP://User:Secret@WWW.Example.com:8080/a/b?c#d | http  | User | www.example.com     | 8080 | /a/b
          https://example.com                             | https | ''   | example.com         | -1   | ''
          https://example.com:/                           | https | ''   | example.com         | -1   | /
          ftp://[2001:DB8::1]:21/                         | ftp   | ''   | 2001:db8::1         | 21   | /
          http://[2001:DB8::1%Eth0]/                      | http  | ''   | 2001:db8::1%Eth0    | -1   | /
          http://a@b@example.com/                         | http  | a@b  | example.com         | -1   | /
          http://example.com/a;b/c;d?e                    | http  | ''   | example.com         | -1   | /a;b/c
          xmpp://example.com/c;d                          | xmpp  | ''   | example.com         | -1   | /c;d
          //example.com/a                                 | ''    | ''   | example.com         | -1   | /a
          """)
  void splits(String url, String scheme, String account, String host, int port, String path) {
    assertThat(UrlParts.parse(url)).contains(new UrlParts(scheme, account, host, port, path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com",
        "http:///a",
        "http://:80/",
        "http://example.com:65536/",
        "http://example.com:http/",
        "http://example.com:-1/",
        "http://example.com:٨٠/",
        "http://[2001:db8::1/"
      })
  void knowsWhatHasNoHostOrPort(String url) {
    assertThat(UrlParts.parse(url)).isEmpty();
  }
}
