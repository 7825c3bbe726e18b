package intelmq.harmonization;

import intelmq.python.Text;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The type FQDN: domain names in the ASCII form of IDNA 2003 (RFC 3490). */
final class DomainNames {
  private static final int LONGEST_LABEL = 63;

  /** Longer ones cannot be short enough in ASCII, and finding that out takes quadratic time. */
  private static final int LONGEST_UNICODE_LABEL = 1000;

  private DomainNames() {}

  /** The ASCII form in lower case without dots around it; null if a label has no such form. */
  static @Nullable Object sanitize(Object value) {
    if (!(Strings.sanitize(value) instanceof String text)) {
      return null;
    }
    String name = Text.strip(text, '.');
    if (name.isEmpty()) {
      return null;
    }
    if (Text.isAscii(name)) {
      return hasGoodLabels(name) ? name.toLowerCase(Locale.ROOT) : null;
    }
    return toAscii(name);
  }

  /** Whether a value is a name in that form, and no address or URL. */
  static boolean isValid(Object value) {
    return value instanceof String name
        && !name.isEmpty()
        && name.charAt(0) != '.'
        && name.charAt(name.length() - 1) != '.'
        && isPlain(name)
        && hasGoodLabels(name)
        && IpAddresses.parseV4(name) <= 0;
  }

  /** ASCII without capitals and without what belongs to a URL or an IPv6 address. */
  private static boolean isPlain(String name) {
    for (int i = hasEmptyAuthority(name) ? 2 : 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c > 0x7f || (c >= 'A' && c <= 'Z') || c == ':' || c == '/') {
        return false;
      }
    }
    return !hasQuery(name);
  }

  /** Two slashes and nothing behind them are no part of a URL. */
  private static boolean hasEmptyAuthority(String name) {
    return name.startsWith("//") && (name.length() == 2 || "?#".indexOf(name.charAt(2)) >= 0);
  }

  /** Whether there is anything behind a question mark or a hash; a bare one counts for nothing. */
  private static boolean hasQuery(String name) {
    boolean begun = false;
    boolean inFragment = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '#' && !inFragment) {
        begun = true;
        inFragment = true;
      } else if (c == '?' && !begun) {
        begun = true;
      } else if (begun && c != '\n' && c != '\r' && c != '\t') {
        return true;
      }
    }
    return false;
  }

  private static boolean hasGoodLabels(String name) {
    int start = 0;
    for (int i = 0; i <= name.length(); i++) {
      if (i == name.length() || name.charAt(i) == '.') {
        if (i == start || i - start > LONGEST_LABEL) {
          return false;
        }
        start = i + 1;
      }
    }
    return true;
  }

  /** IDNA 2003 label by label; characters that Unicode 3.2 did not have yet are let through. */
  private static @Nullable String toAscii(String name) {
    var ascii = new StringBuilder(name.length() + 16);
    boolean dotted = isDot(name.charAt(name.length() - 1));
    int end = name.length() - (dotted ? 1 : 0);
    int start = 0;
    for (int i = 0; i <= end; i++) {
      if (i == end || isDot(name.charAt(i))) {
        String label = labelToAscii(name.substring(start, i));
        if (label == null) {
          return null;
        }
        ascii.append(start == 0 ? "" : ".").append(label);
        start = i + 1;
      }
    }
    return ascii.toString().toLowerCase(Locale.ROOT) + (dotted ? "." : "");
  }

  private static @Nullable String labelToAscii(String label) {
    if (label.length() > LONGEST_UNICODE_LABEL) {
      return null;
    }
    try {
      String ascii = Text.isAscii(label) ? label : Idna.toAscii(label);
      return ascii.isEmpty() || ascii.length() > LONGEST_LABEL ? null : ascii;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The dots of RFC 3490, section 3.1. */
  private static boolean isDot(char c) {
    return c == '.' || c == '\u3002' || c == '\uff0e' || c == '\uff61';
  }
}
