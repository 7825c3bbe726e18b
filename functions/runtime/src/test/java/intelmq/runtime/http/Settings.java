package intelmq.runtime.http;

import intelmq.bot.config.HttpSettings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings for tests: loopback is allowed, everything else is as small as can be. */
final class Settings {
  private Settings() {}

  static HttpSettings plain() {
    return settings(true, null, null, null, 1 << 20, "127.0.0.1/32");
  }

  static HttpSettings withProxies(@Nullable String http, @Nullable String https) {
    return settings(true, http, https, null, 1 << 20);
  }

  static HttpSettings withUser(String user, String... allowed) {
    return settings(true, null, null, user, 1 << 20, allowed);
  }

  static HttpSettings withMaxBytes(long maxBytes) {
    return settings(true, null, null, null, maxBytes, "127.0.0.1/32");
  }

  static HttpSettings withoutVerification() {
    return settings(false, null, null, null, 1 << 20, "127.0.0.1/32");
  }

  static HttpSettings withNetworks(String... allowed) {
    return settings(true, null, null, null, 1 << 20, allowed);
  }

  private static HttpSettings settings(
      boolean verify,
      @Nullable String httpProxy,
      @Nullable String httpsProxy,
      @Nullable String user,
      long maxBytes,
      String... allowed) {
    return new HttpSettings(
        Map.of("X-Key", "k"),
        "agent/1",
        verify,
        httpProxy,
        httpsProxy,
        1,
        2,
        user,
        user == null ? null : () -> "secret",
        null,
        maxBytes,
        List.of(allowed));
  }
}
