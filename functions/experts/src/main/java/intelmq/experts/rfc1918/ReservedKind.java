package intelmq.experts.rfc1918;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.format.util.DualIPv4v6Tries;
import intelmq.harmonization.Types;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Kinds of values, and which of each are reserved: the registries of IANA as IntelMQ has them. */
enum ReservedKind {
  IP {
    @Override
    Answer check(Object value) {
      Object address =
          value instanceof String text ? withoutZone(text) : Types.IP_ADDRESS.sanitize(value);
      return address instanceof String string && Types.IP_ADDRESS.isValid(string)
          ? Answer.of(isReservedAddress(string))
          : Answer.UNREADABLE;
    }
  },
  FQDN {
    @Override
    Answer check(Object value) {
      return value instanceof String name ? Answer.of(isReservedName(name)) : Answer.UNREADABLE;
    }
  },
  URL {
    @Override
    Answer check(Object value) {
      if (!(value instanceof String url)) {
        return Answer.UNREADABLE;
      }
      // the authority as it stands, as in IntelMQ: with a port it is neither address nor name
      Matcher authority = AUTHORITY.matcher(url);
      if (!authority.lookingAt()) {
        return Answer.NO;
      }
      String host = authority.group(1);
      return host.indexOf('[') < 0 == host.indexOf(']') < 0
          ? Answer.of(isReservedName(host) || isReservedAddress(host))
          : Answer.UNREADABLE;
    }
  },
  ASN {
    @Override
    Answer check(Object value) {
      return Answer.of(value instanceof Number number && isReservedAs(number.doubleValue()));
    }
  },
  OTHER {
    @Override
    Answer check(Object value) {
      return Answer.NO;
    }
  };

  private static final Pattern AUTHORITY =
      Pattern.compile("(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?//([^/?#]*)");

  private static final DualIPv4v6Tries NETWORKS = new DualIPv4v6Tries();

  static {
    Stream.of(
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "2001:db8::/32",
            "fe80::/64")
        .map(ReservedKind::parsed)
        .forEach(NETWORKS::add);
  }

  /** RFC 2606: the second-level names are reserved themselves, too. */
  private static final List<String> NAMES = List.of("example.com", "example.net", "example.org");

  private static final List<String> TOP_LEVELS =
      List.of(".example", ".invalid", ".localhost", ".test");

  /** Whether a value is reserved. */
  enum Answer {
    YES,
    NO,
    UNREADABLE;

    static Answer of(boolean reserved) {
      return reserved ? YES : NO;
    }
  }

  abstract Answer check(Object value);

  /** The kind that a field's name tells. */
  static ReservedKind of(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "ip" -> IP;
      case "fqdn" -> FQDN;
      case "url" -> URL;
      case "asn" -> ASN;
      default -> OTHER;
    };
  }

  private static boolean isReservedAddress(String text) {
    return Types.IP_ADDRESS.isValid(text) && NETWORKS.elementContains(parsed(text));
  }

  /** The zone of an IPv6 address means something to the host that wrote it only. */
  private static String withoutZone(String text) {
    int zone = text.indexOf('%');
    return zone < 0 || text.indexOf(':') < 0 ? text : text.substring(0, zone);
  }

  private static IPAddress parsed(String text) {
    return Objects.requireNonNull(new IPAddressString(text).getAddress(), text);
  }

  private static boolean isReservedName(String name) {
    return TOP_LEVELS.stream().anyMatch(name::endsWith)
        || NAMES.stream()
            .anyMatch(reserved -> name.equals(reserved) || name.endsWith("." + reserved));
  }

  /** RFC 5398: AS 64496 to 64511 and 65536 to 65551 are for documentation. */
  private static boolean isReservedAs(double number) {
    return number == Math.rint(number)
        && ((number >= 64_496 && number <= 64_511) || (number >= 65_536 && number <= 65_551));
  }
}
