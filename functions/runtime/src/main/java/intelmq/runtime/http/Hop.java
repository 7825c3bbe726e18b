package intelmq.runtime.http;

import intelmq.bot.FeedException;
import intelmq.bot.config.HttpSettings;
import intelmq.bot.config.Secret;
import intelmq.bot.port.Http.Request;
import intelmq.bot.port.Uris;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/**
 * One request of a chain of redirects.
 *
 * @param request what the bot asked, with the address and method of this hop
 * @param authority the host and port of this hop
 * @param home whether this is still the host that the bot asked; only that one is told credentials
 */
record Hop(Request request, URIAuthority authority, boolean home) {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  /** Headers that tell nothing, and so may go to another host; any other may be a key. */
  private static final Set<String> HARMLESS =
      Set.of("accept", "accept-language", "if-none-match", "if-modified-since", "user-agent");

  static Hop first(Request request) throws FeedException {
    return new Hop(request, authority(request.uri()), true);
  }

  /** Whether an answer says to ask elsewhere. */
  static boolean isRedirect(int status) {
    return REDIRECTS.contains(status);
  }

  /** The hop that a redirect leads to. */
  Hop redirected(int status, String location) throws FeedException {
    URI uri;
    try {
      uri = Uris.parse(Uris.withoutUser(Uris.resolve(request.uri(), location)));
    } catch (IllegalArgumentException e) {
      throw new FeedException(where() + " redirects to something else: " + e.getMessage(), e);
    }
    URIAuthority target = authority(uri);
    boolean same =
        home
            && target.getHostName().equalsIgnoreCase(authority.getHostName())
            && port(uri, target) == port()
            && uri.getScheme().equals(scheme());
    boolean get = status <= 303 && !request.method().equals("HEAD");
    if (!same && !get && request.body() != null) {
      throw new FeedException(where() + " redirects a body to another host, " + Uris.shown(uri));
    }
    Request next =
        new Request(
            get ? "GET" : request.method(),
            uri,
            request.headers(),
            get ? null : request.body(),
            same && !get ? request.signFor() : null);
    return new Hop(next, target, same);
  }

  /** All headers to send but those that the HTTP client makes itself. */
  Map<String, String> headers(HttpSettings settings, Signer signer) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Accept", "*/*");
    headers.put("User-Agent", settings.httpUserAgent());
    headers.putAll(settings.httpHeader());
    String credentials = home ? credentials(settings) : null;
    if (credentials != null) {
      headers.put(
          "Authorization",
          "Basic "
              + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }
    headers.putAll(request.headers());
    // what else there is would not be understood
    headers.put("Accept-Encoding", "gzip");
    if (!home) {
      headers
          .keySet()
          .removeIf(name ->
              !HARMLESS.contains(name.toLowerCase(Locale.ROOT))
                  && !name.equalsIgnoreCase("Accept-Encoding"));
    }
    if (request.signFor() != null) {
      headers.putAll(
          signer.sign(
              new Request(
                  request.method(), request.uri(), headers, request.body(), request.signFor())));
    }
    return headers;
  }

  String scheme() {
    return request.uri().getScheme().toLowerCase(Locale.ROOT);
  }

  /** The host's name; of a literal IPv6 address without brackets. */
  String host() {
    return authority.getHostName();
  }

  int port() {
    return port(request.uri(), authority);
  }

  /** The address, for messages. */
  String where() {
    return Uris.shown(request.uri());
  }

  private @Nullable String credentials(HttpSettings settings) throws IOException {
    String user = settings.httpUsername();
    if (user != null && !user.isEmpty()) {
      Secret password = settings.httpPassword();
      return user + ":" + (password == null ? "" : password.reveal());
    }
    String inAddress = authority.getUserInfo();
    return inAddress == null
        ? null
        : URLDecoder.decode(inAddress.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static int port(URI uri, URIAuthority authority) {
    if (authority.getPort() >= 0) {
      return authority.getPort();
    }
    return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }

  private static URIAuthority authority(URI uri) throws FeedException {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new FeedException("'" + Uris.shown(uri) + "' is not an http or https address");
    }
    try {
      return URIAuthority.create(uri.getRawAuthority());
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new FeedException("'" + Uris.shown(uri) + "' has no valid host", e);
    }
  }
}
