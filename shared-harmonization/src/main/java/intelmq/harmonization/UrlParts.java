package intelmq.harmonization;

import intelmq.python.Text;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The parts of a URL that are fields of their own.
 *
 * @param scheme in lower case
 * @param account the user before the host, as written; empty for none
 * @param host in lower case, an IPv6 address without brackets
 * @param port as given, -1 for none
 * @param path with parameters, query and fragment cut off; empty for none
 */
public record UrlParts(String scheme, String account, String host, int port, String path) {
  private static final int HIGHEST_PORT = 65_535;

  /** Whose last part of the path may have parameters behind a semicolon (RFC 1808). */
  private static final Set<String> WITH_PARAMETERS =
      Set.of(
          "",
          "ftp",
          "hdl",
          "http",
          "https",
          "mms",
          "prospero",
          "rtsp",
          "rtspu",
          "sftp",
          "shttp",
          "sip",
          "sips",
          "tel");

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
    int hostEnd = hostEnd(server);
    int colon = server.indexOf(':', hostEnd);
    String host = host(server.substring(0, hostEnd));
    int port = colon < 0 || colon == server.length() - 1 ? -1 : port(server.substring(colon + 1));
    if (host.isEmpty() || port > HIGHEST_PORT) {
      return Optional.empty();
    }
    String scheme = split.scheme().toLowerCase(Locale.ROOT);
    int secret = user.indexOf(':');
    return Optional.of(
        new UrlParts(
            scheme,
            secret < 0 ? user : user.substring(0, secret),
            host,
            port,
            path(split.rest(), WITH_PARAMETERS.contains(scheme))));
  }

  private static int hostEnd(String server) {
    int end = server.startsWith("[") ? server.indexOf(']') + 1 : server.indexOf(':');
    return end <= 0 && !server.startsWith(":") ? server.length() : end;
  }

  /** In lower case up to a zone, which keeps its own, and without brackets. */
  private static String host(String text) {
    String host = text.startsWith("[") ? text.substring(1) : text;
    host = host.endsWith("]") ? host.substring(0, host.length() - 1) : host;
    int zone = host.indexOf('%');
    return zone < 0 ? Text.lower(host) : Text.lower(host.substring(0, zone)) + host.substring(zone);
  }

  /** A port's number; more than any port for what is none. */
  private static int port(String text) {
    boolean digits = text.length() <= 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Integer.parseInt(text) : HIGHEST_PORT + 1;
  }

  private static String path(String rest, boolean withParameters) {
    int end = 0;
    while (end < rest.length() && rest.charAt(end) != '?' && rest.charAt(end) != '#') {
      end++;
    }
    String path = rest.substring(0, end);
    int semicolon = withParameters ? path.indexOf(';', path.lastIndexOf('/') + 1) : -1;
    return semicolon < 0 ? path : path.substring(0, semicolon);
  }
}
