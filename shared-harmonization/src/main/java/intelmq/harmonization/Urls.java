package intelmq.harmonization;

import intelmq.python.Text;
import java.text.Normalizer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The type URL: any text with an authority, split as in RFC 3986, otherwise unchanged. */
final class Urls {
  private Urls() {}

  /** The URL with {@code hxxp} put right and a host for files; null if it has no authority. */
  static @Nullable Object sanitize(Object value) {
    String text = Strings.stripped(value);
    if (text == null) {
      return null;
    }
    String url = text.contains("hxxp") ? refang(text) : text;
    if (isPlain(url)) {
      return url;
    }
    Split split = split(url);
    if (split == null) {
      return null;
    }
    if (split.authority().isEmpty() && split.scheme().equalsIgnoreCase("file")) {
      return withHost(split.rest());
    }
    return split.authority().isEmpty() ? null : url;
  }

  static boolean isValid(Object value) {
    if (!(value instanceof String url) || url.isEmpty()) {
      return false;
    }
    if (isPlain(url)) {
      return true;
    }
    Split split = " \t\n\u000b\f\r".indexOf(url.charAt(0)) >= 0 ? null : split(url);
    return split != null && !split.authority().isEmpty();
  }

  /** Most URLs: a scheme, an authority, and nothing that has a meaning of its own in one. */
  private static boolean isPlain(String url) {
    int authority = schemeEnd(url) + 3;
    if (!url.startsWith("://", authority - 3)
        || authority >= url.length()
        || "/?#".indexOf(url.charAt(authority)) >= 0) {
      return false;
    }
    for (int i = authority; i < url.length(); i++) {
      char c = url.charAt(i);
      if (c <= ' ' || c > '~' || c == '[' || c == ']') {
        return false;
      }
    }
    return true;
  }

  /**
   * The authority of a URL, user and port included; null if it has none or it is an IPv4 address.
   */
  static @Nullable String domainName(String url) {
    Split split = split(url);
    return split == null || split.authority().isEmpty() || IpAddresses.isValid(split.authority())
        ? null
        : split.authority();
  }

  private static String refang(String text) {
    return text.replace("hxxp://", "http://").replace("hxxps://", "https://");
  }

  private static String withHost(String rest) {
    int hash = rest.indexOf('#');
    String fragment = hash < 0 ? "" : rest.substring(hash);
    String unfragmented = hash < 0 ? rest : rest.substring(0, hash);
    int mark = unfragmented.indexOf('?');
    String query = mark < 0 ? "" : unfragmented.substring(mark);
    String path = mark < 0 ? unfragmented : unfragmented.substring(0, mark);
    return "file://localhost"
        + (path.isEmpty() || path.startsWith("/") ? "" : "/")
        + path
        + (query.length() > 1 ? query : "")
        + (fragment.length() > 1 ? fragment : "");
  }

  /** Scheme, authority and the rest; null if the authority cannot be one. */
  static @Nullable Split split(String text) {
    String url = withoutControls(text);
    int colon = schemeEnd(url);
    int at = colon < 0 ? 0 : colon + 1;
    int end = at;
    if (url.startsWith("//", at)) {
      at += 2;
      end = at;
      while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
        end++;
      }
    }
    String authority = url.substring(at, end);
    return isAuthority(authority)
        ? new Split(colon < 0 ? "" : url.substring(0, colon), authority, url.substring(end))
        : null;
  }

  /** As browsers and Python do: no controls before it, no line breaks or tabs in it. */
  private static String withoutControls(String text) {
    int start = 0;
    while (start < text.length() && text.charAt(start) <= ' ') {
      start++;
    }
    String url = text.substring(start);
    boolean broken = url.indexOf('\n') >= 0 || url.indexOf('\r') >= 0 || url.indexOf('\t') >= 0;
    return broken ? url.replace("\n", "").replace("\r", "").replace("\t", "") : url;
  }

  private static int schemeEnd(String url) {
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
      if (c == ':') {
        return i == 0 ? -1 : i;
      }
      if (!letter && (i == 0 || !other)) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isAuthority(String authority) {
    boolean opens = authority.indexOf('[') >= 0;
    boolean closes = authority.indexOf(']') >= 0;
    return opens == closes && (!opens || hasLiteral(authority)) && !hidesDelimiters(authority);
  }

  /** Whether the host is an address in brackets, with nothing around it but a user and a port. */
  private static boolean hasLiteral(String authority) {
    String server = authority.substring(authority.lastIndexOf('@') + 1);
    int open = server.indexOf('[');
    if (open < 0) {
      int colon = server.indexOf(':');
      return isLiteral(colon < 0 ? server : server.substring(0, colon));
    }
    int close = server.indexOf(']', open);
    boolean alone = close < 0 || close == server.length() - 1 || server.charAt(close + 1) == ':';
    return open == 0
        && alone
        && isLiteral(server.substring(1, close < 0 ? server.length() : close));
  }

  /** What stands in brackets: an IPv6 address, with a zone perhaps, or a future version's. */
  private static boolean isLiteral(String text) {
    if (text.startsWith("v")) {
      return isFuture(text);
    }
    int zone = text.indexOf('%');
    if (zone < 0) {
      return IpAddresses.parseV6(text) != null;
    }
    return zone < text.length() - 1
        && text.indexOf('%', zone + 1) < 0
        && IpAddresses.parseV6(text.substring(0, zone)) != null;
  }

  /** {@code v}, hexadecimal digits, a dot and more. */
  private static boolean isFuture(String text) {
    int point = text.indexOf('.');
    for (int i = 1; i < point; i++) {
      if (!HexFormat.isHexDigit(text.charAt(i))) {
        return false;
      }
    }
    return point > 1 && point < text.length() - 1;
  }

  /** Characters that become delimiters when they are normalised point to another host. */
  private static boolean hidesDelimiters(String authority) {
    if (Text.isAscii(authority)) {
      return false;
    }
    String name = authority.replace("@", "").replace(":", "").replace("#", "").replace("?", "");
    String normal = Normalizer.normalize(name, Normalizer.Form.NFKC);
    return !normal.equals(name) && normal.chars().anyMatch(c -> "/?#@:".indexOf(c) >= 0);
  }

  /**
   * The parts of a URL.
   *
   * @param scheme as written, or empty
   * @param authority user, host and port as written, or empty
   * @param rest path, query and fragment
   */
  record Split(String scheme, String authority, String rest) {}
}
