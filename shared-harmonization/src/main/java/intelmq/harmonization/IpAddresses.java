package intelmq.harmonization;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv6.IPv6Address;
import intelmq.python.Numbers;
import java.math.BigInteger;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The type IPAddress, and strict reading of addresses as text. */
public final class IpAddresses {
  private static final int V4_BITS = 32;
  private static final int V6_BITS = 128;
  private static final int MOST_DIGITS = 39;

  /** Only what RFC 4291 allows: no ranges, wildcards, prefixes, other bases or separators. */
  private static final IPAddressStringParameters V6_ONLY =
      new IPAddressStringParameters.Builder()
          .allowEmpty(false)
          .allowAll(false)
          .allowSingleSegment(false)
          .allowPrefix(false)
          .allowMask(false)
          .allowPrefixOnly(false)
          .allowWildcardedSeparator(false)
          .setRangeOptions(RangeParameters.NO_RANGE)
          .allowIPv4(false)
          .getIPv6AddressParametersBuilder()
          .allowZone(false)
          .allowBase85(false)
          .allowBinary(false)
          .allowUnlimitedLeadingZeros(false)
          .allowMixed(true)
          .allow_mixed_inet_aton(false)
          .getParentBuilder()
          .toParams();

  private IpAddresses() {}

  /** Text, or the number that the address is; a zone and a prefix of full length are cut off. */
  static @Nullable Object sanitize(Object value) {
    return switch (value) {
      case Boolean bool -> bool ? "0.0.0.1" : "0.0.0.0";
      case Long number -> number < 0 ? null : ofNumber(number);
      case Integer number -> number < 0 ? null : ofNumber(number);
      case BigInteger number -> ofNumber(number);
      default -> {
        String text = Strings.stripped(value);
        yield text == null ? null : ofText(text);
      }
    };
  }

  static boolean isValid(Object value) {
    if (!(value instanceof String text)) {
      return false;
    }
    long v4 = parseV4(text);
    return v4 > 0 || (v4 < 0 && parseV6(text) != null);
  }

  /** The number that a dotted quad without leading zeros is, or -1. */
  public static long parseV4(String text) {
    int length = text.length();
    if (length < 7 || length > 15) {
      return -1;
    }
    long address = 0;
    int at = 0;
    for (int part = 0; part < 4; part++) {
      int start = at;
      int octet = 0;
      while (at < length && text.charAt(at) >= '0' && text.charAt(at) <= '9' && at - start < 3) {
        octet = octet * 10 + text.charAt(at) - '0';
        at++;
      }
      boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
      boolean ends = part == 3 ? at == length : at < length && text.charAt(at) == '.';
      if (at == start || leadingZero || octet > 255 || !ends) {
        return -1;
      }
      address = address << 8 | octet;
      at++;
    }
    return address;
  }

  /** An IPv6 address without zone and prefix, or null. */
  public static @Nullable IPv6Address parseV6(String text) {
    int colon = text.lastIndexOf(':');
    if (text.length() < 2 || text.length() > 45 || colon < 0) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != ':' && c != '.' && !HexFormat.isHexDigit(c)) {
        return null;
      }
    }
    if (text.indexOf('.', colon) >= 0 && parseV4(text.substring(colon + 1)) < 0) {
      return null;
    }
    IPAddress address = new IPAddressString(text, V6_ONLY).getAddress();
    return address == null || !address.isIPv6() ? null : address.toIPv6();
  }

  /** The text of an IPv4 address. */
  public static String v4Text(long address) {
    return (address >> 24)
        + "."
        + (address >> 16 & 255)
        + "."
        + (address >> 8 & 255)
        + "."
        + (address & 255);
  }

  /** The number that an address is, {@code Long} or {@code BigInteger}, or null. */
  static @Nullable Number toInt(String address) {
    long v4 = parseV4(address);
    if (v4 >= 0) {
      return v4;
    }
    IPv6Address v6 = parseV6(address);
    return v6 == null ? null : Numbers.toInt(v6.getValue());
  }

  /** The name of an address in the reverse tree of DNS, with its final dot, or null. */
  public static @Nullable String reverseName(String address) {
    long v4 = parseV4(address);
    if (v4 >= 0) {
      return (v4 & 255)
          + "."
          + (v4 >> 8 & 255)
          + "."
          + (v4 >> 16 & 255)
          + "."
          + (v4 >> 24)
          + ".in-addr.arpa.";
    }
    IPv6Address v6 = parseV6(address);
    if (v6 == null) {
      return null;
    }
    return v6.isIPv4Mapped()
        ? reverseName(v6.getEmbeddedIPv4Address().toString())
        : v6.toReverseDNSLookupString() + ".";
  }

  private static @Nullable String ofText(String text) {
    if (parseV4(text) >= 0) {
      return text;
    }
    if (isNumber(text)) {
      return ofNumber(new BigInteger(text));
    }
    int zone = text.indexOf('%');
    String rest = zone < 0 ? text : text.substring(0, zone);
    int slash = rest.indexOf('/');
    String address = slash < 0 ? rest : rest.substring(0, slash);
    String prefix = slash < 0 ? null : rest.substring(slash + 1);
    if (parseV4(address) >= 0) {
      return prefix == null || IpNetworks.v4Prefix(prefix) == V4_BITS ? address : null;
    }
    IPv6Address v6 = parseV6(address);
    return v6 != null && (prefix == null || IpNetworks.prefix(prefix, V6_BITS) == V6_BITS)
        ? v6.toCanonicalString()
        : null;
  }

  /** Digits without zeros before them. */
  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.length() == 1
        || (text.length() <= MOST_DIGITS && !text.isEmpty() && text.charAt(0) != '0');
  }

  private static String ofNumber(long number) {
    return number <= 0xffff_ffffL
        ? v4Text(number)
        : new IPv6Address(BigInteger.valueOf(number)).toCanonicalString();
  }

  private static @Nullable String ofNumber(BigInteger number) {
    if (number.signum() < 0 || number.bitLength() > V6_BITS) {
      return null;
    }
    return number.bitLength() < Long.SIZE
        ? ofNumber(number.longValue())
        : new IPv6Address(number).toCanonicalString();
  }
}
