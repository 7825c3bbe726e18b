package intelmq.runtime.http;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import intelmq.bot.FeedException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Says which addresses may be asked: public ones and those that the configuration lists. A feed, or
 * a redirect of it, must not reach what is inside: the function's own runtime interface, the
 * cloud's metadata, the private network.
 */
final class AddressGuard {
  /** IANA's registries of special-purpose addresses, those that are not globally reachable. */
  private static final List<IPAddress> NOT_PUBLIC =
      networks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10", // carrier-grade NAT
          "127.0.0.0/8",
          "168.63.129.16/32", // Azure's metadata
          "169.254.0.0/16", // link-local; AWS's and other clouds' metadata
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "224.0.0.0/3", // multicast, reserved, broadcast
          "::/96", // loopback, unspecified, IPv4-compatible
          "::ffff:0:0/96", // IPv4-mapped; the JDK makes IPv4 of it
          "64:ff9b:1::/48",
          "100::/64",
          "2001::/32", // Teredo
          "2002::/16", // 6to4
          "fc00::/7", // unique local; AWS's metadata
          "fe80::/10",
          "fec0::/10",
          "ff00::/8");

  /** NAT64: an IPv4 address is in the last four bytes. */
  private static final IPAddress NAT64 = networks("64:ff9b::/96").getFirst();

  private static final List<Function<String, InetAddress>> LITERALS =
      List.of(InetAddress::ofLiteral, Inet4Address::ofPosixLiteral);

  private final List<IPAddress> allowed;

  /**
   * A guard.
   *
   * @param allowed networks beside the public ones
   */
  AddressGuard(List<String> allowed) throws FeedException {
    try {
      this.allowed = networks(allowed.toArray(String[]::new));
    } catch (IllegalArgumentException e) {
      throw new FeedException("parameter 'allowed_networks': " + e.getMessage(), e);
    }
  }

  /** The addresses of a host that may be asked. */
  List<InetAddress> resolve(String host, DnsResolver resolver)
      throws FeedException, UnknownHostException {
    InetAddress[] all = resolver.resolve(host);
    List<InetAddress> good = Arrays.stream(all).filter(this::allows).toList();
    if (good.isEmpty()) {
      throw refused(host, all[0]);
    }
    return good;
  }

  /**
   * Checks a host that a proxy will resolve: the proxy has a network of its own, but an address
   * that stands there literally, in whatever notation, can be told.
   */
  void checkLiteral(String host) throws FeedException {
    String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    boolean local = name.equals("localhost") || name.endsWith(".localhost");
    for (InetAddress address : literals(local ? "127.0.0.1" : name)) {
      if (!allows(address)) {
        throw refused(host, address);
      }
    }
  }

  boolean allows(InetAddress inet) {
    IPAddress address = new IPAddressGenerator().from(inet.getAddress());
    if (allowed.stream().anyMatch(network -> network.contains(address))) {
      return true;
    }
    if (NAT64.contains(address)) {
      byte[] bytes = inet.getAddress();
      try {
        return allows(InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16)));
      } catch (UnknownHostException e) {
        return false;
      }
    }
    return NOT_PUBLIC.stream().noneMatch(network -> network.contains(address));
  }

  private static FeedException refused(String host, InetAddress address) {
    String literal = address.getHostAddress();
    return new FeedException(
        host
            + (literal.equals(host) ? "" : " is " + literal + ", which")
            + " is not a public address; parameter 'allowed_networks' can allow it");
  }

  private static List<InetAddress> literals(String host) {
    var literals = new ArrayList<InetAddress>();
    for (Function<String, InetAddress> notation : LITERALS) {
      try {
        literals.add(notation.apply(host));
      } catch (IllegalArgumentException e) {
        // a name, or another notation
      }
    }
    return literals;
  }

  private static List<IPAddress> networks(String... texts) {
    IPAddressStringParameters strict =
        new IPAddressStringParameters.Builder().allowEmpty(false).allowAll(false).toParams();
    return Arrays.stream(texts)
        .map(text -> {
          try {
            return new IPAddressString(text, strict).toAddress().toPrefixBlock();
          } catch (AddressStringException e) {
            throw new IllegalArgumentException("'" + text + "' is not a network", e);
          }
        })
        .toList();
  }
}
