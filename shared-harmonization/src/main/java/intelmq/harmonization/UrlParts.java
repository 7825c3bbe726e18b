package intelmq.harmonization;

import java.util.Locale;
import java.util.Optional;

/**
 * The parts of a URL that are fields of their own.
 *
 * @param scheme in lower case
 * @param account the user before the host, as written; empty for none
 * @param host in lower case, an IPv6 address without brackets
 * @param port as given, -1 for none
 * @param path with query and fragment cut off; empty for none
 */
public record UrlParts(String scheme, String account, String host, int port, String path) {
  private static final int HIGHEST_PORT = 65_535;

  /** The parts of a URL; nothing if its port is none, or it has no host. */
  public static Optional<UrlParts> parse(String url) {
    Urls.Split split = Urls.split(url);
    if (split == null) {
      return Optional.empty();
    }
    String authority = split.authority();
    int at = authority.lastIndexOf('@');
    String user = at < 0 ? "" : authority.substring(0, at);
    String server = authority.substring(at + 1);
    int colon = server.indexOf(':', server.lastIndexOf(']') + 1);
    String host = (colon < 0 ? server : server.substring(0, colon)).toLowerCase(Locale.ROOT);
    int port = colon < 0 || colon == server.length() - 1 ? -1 : port(server.substring(colon + 1));
    if (host.isEmpty() || port > HIGHEST_PORT) {
      return Optional.empty();
    }
    int secret = user.indexOf(':');
    return Optional.of(
        new UrlParts(
            split.scheme().toLowerCase(Locale.ROOT),
            secret < 0 ? user : user.substring(0, secret),
            host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host,
            port,
            path(split.rest())));
  }

  /** A port's number; more than any port for what is none. */
  private static int port(String text) {
    boolean digits = text.length() <= 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Integer.parseInt(text) : HIGHEST_PORT + 1;
  }

  private static String path(String rest) {
    for (int i = 0; i < rest.length(); i++) {
      if (rest.charAt(i) == '?' || rest.charAt(i) == '#') {
        return rest.substring(0, i);
      }
    }
    return rest;
  }
}
