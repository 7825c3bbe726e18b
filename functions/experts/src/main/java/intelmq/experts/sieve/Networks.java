package intelmq.experts.sieve;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv4.IPv4AddressTrie;
import inet.ipaddr.ipv6.IPv6AddressTrie;
import intelmq.harmonization.Types;
import org.jspecify.annotations.Nullable;

/** A set of networks that is asked for addresses; the time that takes does not grow with it. */
final class Networks {
  private static final IPAddressStringParameters SINGLE =
      new IPAddressStringParameters.Builder()
          .allowEmpty(false)
          .allowAll(false)
          .allowSingleSegment(false)
          .allowPrefix(false)
          .allowMask(false)
          .allowPrefixOnly(false)
          .allowWildcardedSeparator(false)
          .setRangeOptions(RangeParameters.NO_RANGE)
          .getIPv4AddressParametersBuilder()
          .allow_inet_aton(false)
          .allowLeadingZeros(false)
          .allowBinary(false)
          .getParentBuilder()
          .getIPv6AddressParametersBuilder()
          .allowBase85(false)
          .allowBinary(false)
          .allowUnlimitedLeadingZeros(false)
          .allow_mixed_inet_aton(false)
          .getParentBuilder()
          .toParams();

  private final IPv4AddressTrie v4 = new IPv4AddressTrie();
  private final IPv6AddressTrie v6 = new IPv6AddressTrie();

  /** The address that a text is, by strict rules, or null. */
  static @Nullable IPAddress address(String text) {
    IPAddress address = new IPAddressString(text, SINGLE).getAddress();
    return address == null || !address.isIPv6() ? address : address.toIPv6().removeZone();
  }

  /** Adds a network, whose bits of hosts do not matter; false if the text is none. */
  boolean add(String text) {
    if (!(Types.IP_NETWORK.sanitize(text) instanceof String network)) {
      return false;
    }
    IPAddress block = new IPAddressString(network).getAddress();
    if (block == null) {
      return false;
    }
    if (block.isIPv4()) {
      v4.add(block.toIPv4());
    } else {
      v6.add(block.toIPv6());
    }
    return true;
  }

  boolean contain(IPAddress address) {
    return address.isIPv4()
        ? v4.elementContains(address.toIPv4())
        : v6.elementContains(address.toIPv6());
  }
}
