package intelmq.bot.port;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of web servers as people and servers write them. */
public final class Uris {
  private static final Pattern ADDRESS =
      Pattern.compile("(https?)://([^/?#]+)(.*)", Pattern.DOTALL);

  /** What may stand in a path or a query without being escaped; RFC 3986, and {@code %} itself. */
  private static final String LEGAL = "-._~:/?#@!$&'()*+,;=%";

  /** One that escapes nothing. */
  private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private static final String REFUSED = " is not an http or https address";

  private Uris() {}

  /**
   * Reads an address; characters that ought to be escaped are.
   *
   * @throws IllegalArgumentException if it is not an address of a web server
   */
  public static URI parse(String text) {
    String stripped = text.strip();
    int colon = Math.max(stripped.indexOf(':'), 0);
    Matcher matcher =
        ADDRESS.matcher(
            stripped.substring(0, colon).toLowerCase(Locale.ROOT) + stripped.substring(colon));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "'" + REFUSED);
    }
    String authority = matcher.group(2);
    int host = authority.lastIndexOf('@') + 1;
    try {
      String ascii =
          authority.chars().allMatch(c -> c < 0x80)
              ? authority
              : authority.substring(0, host) + IDN.toASCII(authority.substring(host));
      return new URI(matcher.group(1) + "://" + ascii + escape(matcher.group(3)));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + text + "'" + REFUSED + ": " + e.getMessage(), e);
    }
  }

  /**
   * Resolves what a redirect says against the address that was asked.
   *
   * @throws IllegalArgumentException if that is not an address of a web server
   */
  public static URI resolve(URI base, String location) {
    String relative = location.strip();
    if (ADDRESS.matcher(relative).matches()) {
      return parse(relative);
    }
    String absolute;
    try {
      absolute = base.resolve(escape(relative)).toString();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + location + "'" + REFUSED + ": " + e.getMessage(), e);
    }
    return parse(absolute);
  }

  /** The address without user and password. */
  public static String withoutUser(URI uri) {
    String user = uri.getRawUserInfo();
    return user == null
        ? uri.toString()
        : uri.toString().replaceFirst(Pattern.quote(user + "@"), "");
  }

  /** The address for a message: without user, password and query, which may hold keys. */
  public static String shown(URI uri) {
    return withoutUser(uri).replaceFirst("[?#].*", "");
  }

  private static String escape(String text) {
    var escaped = new StringBuilder();
    for (byte b : STRAY_PERCENT.matcher(text).replaceAll("%25").getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || LEGAL.indexOf(c) >= 0)) {
        escaped.append(c);
      } else {
        escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return escaped.toString();
  }
}
