package intelmq.runtime.http;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import intelmq.bot.FeedException;
import intelmq.bot.config.HttpSettings;
import intelmq.bot.port.Uris;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy is asked: the settings' own, or the environment's {@code HTTP_PROXY} and {@code
 * HTTPS_PROXY}, which {@code NO_PROXY} has exceptions for (names with all that is below them,
 * addresses, networks, {@code *}).
 */
final class Proxies {
  private final Map<String, String> environment;
  private final List<String> exceptions;

  /** A proxy, and who asks it. */
  record Proxy(HttpHost host, @Nullable UsernamePasswordCredentials credentials) {}

  Proxies(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    this.exceptions =
        Arrays.stream(variable("NO_PROXY").split(",", -1))
            .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
            .filter(entry -> !entry.isEmpty())
            .toList();
  }

  @Nullable Proxy of(String scheme, String host, int port, HttpSettings settings)
      throws FeedException {
    boolean https = scheme.equals("https");
    String own = https ? settings.httpsProxy() : settings.httpProxy();
    if (own != null && !own.isEmpty()) {
      return parse(own, https ? "https_proxy" : "http_proxy");
    }
    String name = https ? "HTTPS_PROXY" : "HTTP_PROXY";
    String proxy = variable(name);
    return proxy.isEmpty() || isException(host.toLowerCase(Locale.ROOT), port)
        ? null
        : parse(proxy, name);
  }

  private boolean isException(String host, int port) {
    return exceptions.stream()
        .anyMatch(entry -> {
          String name = entry.replaceFirst("^\\*?\\.", "");
          return entry.equals("*")
              || host.equals(name)
              || host.endsWith("." + name)
              || (host + ":" + port).equals(name)
              || inNetwork(host, entry);
        });
  }

  private static boolean inNetwork(String host, String entry) {
    IPAddress network = new IPAddressString(entry).getAddress();
    IPAddress address = new IPAddressString(host).getAddress();
    return entry.contains("/")
        && network != null
        && address != null
        && network.toPrefixBlock().contains(address);
  }

  private String variable(String name) {
    String upper = environment.getOrDefault(name, "");
    return upper.isEmpty() ? environment.getOrDefault(name.toLowerCase(Locale.ROOT), "") : upper;
  }

  private static Proxy parse(String text, String name) throws FeedException {
    try {
      URI uri = Uris.parse(text.contains("://") ? text : "http://" + text);
      if (!uri.getScheme().equals("http")) {
        throw new IllegalArgumentException("a proxy is asked by http");
      }
      URIAuthority authority = URIAuthority.create(uri.getRawAuthority());
      int port = authority.getPort() < 0 ? 80 : authority.getPort();
      return new Proxy(
          new HttpHost("http", authority.getHostName(), port),
          credentials(authority.getUserInfo()));
    } catch (IllegalArgumentException | URISyntaxException e) {
      // the text may hold a password
      throw new FeedException(name + " is not the http address of a proxy", e);
    }
  }

  private static @Nullable UsernamePasswordCredentials credentials(@Nullable String userInfo) {
    if (userInfo == null) {
      return null;
    }
    String[] parts = userInfo.split(":", 2);
    return new UsernamePasswordCredentials(
        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
        (parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8))
            .toCharArray());
  }
}
