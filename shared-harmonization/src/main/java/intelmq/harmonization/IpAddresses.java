package intelmq.harmonization;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv6.IPv6Address;
import intelmq.python.Numbers;
import intelmq.python.Text;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The type IPAddress, and strict reading of addresses as text. */
final class IpAddresses {
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
  static long parseV4(String text) {
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
  static @Nullable IPv6Address parseV6(String text) {
    if (text.length() < 2 || text.length() > 45 || text.indexOf(':') < 0) {
      return null;
    }
    IPAddress address = new IPAddressString(text, V6_ONLY).getAddress();
    return address == null || !address.isIPv6() ? null : address.toIPv6();
  }

  /** The text of an IPv4 address. */
  static String v4Text(long address) {
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
  static @Nullable String reverseName(String address) {
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
    return v6 == null ? null : v6.toReverseDNSLookupString() + ".";
  }

  private static @Nullable String ofText(String text) {
    String address = text;
    if (isNumber(address)) {
      return ofNumber(new BigInteger(address));
    }
    int slash = address.indexOf('/');
    String prefix = slash < 0 ? "" : address.substring(slash);
    if (slash >= 0) {
      address = address.substring(0, slash);
    }
    int zone = address.indexOf('%');
    if (zone >= 0) {
      address = address.substring(0, zone);
    }
    long v4 = parseV4(address);
    if (v4 >= 0) {
      return prefix.isEmpty() || prefix.equals("/32") ? address : null;
    }
    IPv6Address v6 = parseV6(address);
    return v6 != null && (prefix.isEmpty() || prefix.equals("/128"))
        ? v6.toCanonicalString()
        : null;
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.length() <= MOST_DIGITS && !text.isEmpty();
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

  /** Addresses as other code of this package gets them, without white space around them. */
  static boolean isAddress(String text) {
    String address = Text.strip(text);
    return parseV4(address) >= 0 || parseV6(address) != null;
  }
}
