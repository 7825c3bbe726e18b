package intelmq.harmonization;

import inet.ipaddr.ipv6.IPv6Address;
import org.jspecify.annotations.Nullable;

/** The type IPNetwork: an address and the length of its prefix. */
final class IpNetworks {
  private static final int V4_BITS = 32;
  private static final int V6_BITS = 128;

  private IpNetworks() {}

  /** The network that an address is in, by prefix, netmask or host mask; without, itself alone. */
  static @Nullable Object sanitize(Object value) {
    String text = Strings.stripped(value);
    return text == null ? null : network(text, false);
  }

  static boolean isValid(Object value) {
    return value instanceof String text && network(text, true) != null;
  }

  /** The network's text; null if it is none, or if it is to be strict and has bits of a host. */
  private static @Nullable String network(String text, boolean strict) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    String mask = slash < 0 ? null : text.substring(slash + 1);
    long v4 = IpAddresses.parseV4(address);
    return v4 >= 0 ? v4Network(v4, mask, strict) : v6Network(address, mask, strict);
  }

  private static @Nullable String v4Network(long address, @Nullable String mask, boolean strict) {
    int prefix = mask == null ? V4_BITS : v4Prefix(mask);
    if (prefix < 0) {
      return null;
    }
    long network = address & ~hostBits(prefix);
    return strict && network != address ? null : IpAddresses.v4Text(network) + "/" + prefix;
  }

  /** The length of a prefix that is given as such, as a netmask or as a host mask; -1 if none. */
  static int v4Prefix(String mask) {
    long bits = IpAddresses.parseV4(mask);
    if (bits < 0) {
      return prefix(mask, V4_BITS);
    }
    for (int prefix = 0; prefix <= V4_BITS; prefix++) {
      if (bits == (~hostBits(prefix) & 0xffff_ffffL)) {
        return prefix;
      }
    }
    for (int prefix = 0; prefix <= V4_BITS; prefix++) {
      if (bits == hostBits(prefix)) {
        return prefix;
      }
    }
    return -1;
  }

  private static long hostBits(int prefix) {
    return (1L << (V4_BITS - prefix)) - 1;
  }

  private static @Nullable String v6Network(String text, @Nullable String mask, boolean strict) {
    int percent = text.indexOf('%');
    boolean wellZoned =
        percent < 0 || (percent < text.length() - 1 && text.indexOf('%', percent + 1) < 0);
    IPv6Address address = IpAddresses.parseV6(percent < 0 ? text : text.substring(0, percent));
    int prefix = mask == null ? V6_BITS : prefix(mask, V6_BITS);
    if (address == null || prefix < 0 || !wellZoned) {
      return null;
    }
    IPv6Address network = address.toZeroHost(prefix);
    boolean same = network.getValue().equals(address.getValue());
    if (strict && !same) {
      return null;
    }
    // a zone belongs to the address given, and is kept only if that is the network's own
    String zone = percent < 0 || !same ? "" : text.substring(percent);
    return network.withoutPrefixLength().toCanonicalString() + zone + "/" + prefix;
  }

  /** A number of bits, -1 for what is none or too many. */
  static int prefix(String text, int bits) {
    int prefix = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      prefix = prefix * 10 + c - '0';
      if (prefix > bits) {
        return -1;
      }
    }
    return text.isEmpty() ? -1 : prefix;
  }
}
