package intelmq.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import intelmq.bot.FeedException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "HTTP_PROXY", "http://192.0.2.1:3128",
          "https_proxy", "192.0.2.2:3129",
          "NO_PROXY", "example.net, .example.org,192.0.2.128/25, example.com:8080,2001:db8::1");

  @ParameterizedTest
  @CsvSource({
    "http, example.com, 80, http://192.0.2.1:3128",
    "https, example.com, 443, http://192.0.2.2:3129",
    "http, example.com, 8080,",
    "http, example.net, 80,",
    "http, WWW.example.net, 80,",
    "http, notexample.net, 80, http://192.0.2.1:3128",
    "http, www.example.org, 80,",
    "http, 192.0.2.129, 80,",
    "http, 192.0.2.1, 80, http://192.0.2.1:3128",
    "http, 2001:db8::1, 80,",
  })
  void theEnvironmentDecides(String scheme, String host, int port, @Nullable String proxy)
      throws FeedException {
    Proxies.Proxy found = new Proxies(ENVIRONMENT).of(scheme, host, port, Settings.plain());
    assertThat(found == null ? null : found.host().toURI()).isEqualTo(proxy);
  }

  @ParameterizedTest
  @CsvSource({"http, http://192.0.2.3:1", "https, http://192.0.2.4:2"})
  void theSettingsGoFirst(String scheme, String proxy) throws FeedException {
    Proxies.Proxy found =
        new Proxies(ENVIRONMENT)
            .of(
                scheme,
                "example.net",
                80,
                Settings.withProxies("http://192.0.2.3:1", "http://user:p%40ss@192.0.2.4:2"));
    assertThat(found == null ? null : found.host().toURI()).isEqualTo(proxy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"socks5://user:secret@192.0.2.3:1", "http://user:secret@:x"})
  void badProxiesAreRefusedWithoutTheirPassword(String proxy) {
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() ->
            new Proxies(Map.of()).of("http", "example.com", 80, Settings.withProxies(proxy, null)))
        .withMessage("http_proxy is not the http address of a proxy");
  }
}
