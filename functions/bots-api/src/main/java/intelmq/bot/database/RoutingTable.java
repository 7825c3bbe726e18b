package intelmq.bot.database;

import inet.ipaddr.ipv6.IPv6Address;
import intelmq.harmonization.IpAddresses;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A table of routes: which AS announces which network. It is read from text, which gzip may have
 * compressed, a route a line, in the format of pyasn ({@code 192.0.2.0/24}, tab, {@code 64496}; a
 * later line replaces an earlier one for the same network) or of the dumps for RIS whois ({@code
 * 64496}, tab, {@code 192.0.2.0/24}, tab, how many peers see it; what most of them see counts).
 * Lines that begin with {@code ;}, {@code %} or {@code #} are comments.
 */
public final class RoutingTable {
  private static final int V4_BITS = 32;
  private static final int V6_BITS = 128;
  private static final int SHOWN = 80;
  private static final long MOST_AS = 0xffff_ffffL;

  private final Routes v4 = new Routes();
  private final Routes v6 = new Routes();

  private RoutingTable() {}

  /**
   * A route.
   *
   * @param network in CIDR notation
   * @param as the number of the AS that announces it
   */
  public record Route(String network, long as) {}

  /**
   * Reads a table.
   *
   * @throws IllegalArgumentException naming the line that is no route
   */
  public static RoutingTable read(byte[] content) {
    var table = new RoutingTable();
    try (var lines =
        new BufferedReader(new InputStreamReader(plain(content), StandardCharsets.ISO_8859_1))) {
      long number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && ";%#".indexOf(line.charAt(0)) < 0 && !table.add(line)) {
          throw new IllegalArgumentException(
              "line "
                  + number
                  + ": '"
                  + (line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line)
                  + "' is no route, expected a network and the number of an AS, a tab between");
        }
        number++;
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("the table is damaged: " + e.getMessage(), e);
    }
    if (table.size() == 0) {
      throw new IllegalArgumentException("there is no route in it");
    }
    table.v4.sort();
    table.v6.sort();
    return table;
  }

  /** How many networks it has. */
  public int size() {
    return v4.size() + v6.size();
  }

  /** The route of the smallest network that an address is in. */
  public Optional<Route> find(String address) {
    long dotted = IpAddresses.parseV4(address);
    if (dotted >= 0) {
      int at = v4.find(dotted << V4_BITS, 0);
      return at < 0 ? Optional.empty() : route(IpAddresses.v4Text(v4.high(at) >>> V4_BITS), v4, at);
    }
    IPv6Address ip = IpAddresses.parseV6(address);
    int at = ip == null ? -1 : v6.find(high(ip), low(ip));
    return at < 0
        ? Optional.empty()
        : route(address(v6.high(at), v6.low(at)).toCanonicalString(), v6, at);
  }

  private static Optional<Route> route(String address, Routes routes, int at) {
    return Optional.of(new Route(address + "/" + routes.length(at), routes.as(at)));
  }

  private static InputStream plain(byte[] content) throws IOException {
    var in = new ByteArrayInputStream(content);
    boolean compressed =
        content.length > 2 && (content[0] & 0xff) == 0x1f && (content[1] & 0xff) == 0x8b;
    return compressed ? new GZIPInputStream(in, 1 << 16) : in;
  }

  /** Adds the route of a line; whether there is one. */
  private boolean add(String line) {
    int tab = line.indexOf('\t');
    int next = tab < 0 ? -1 : line.indexOf('\t', tab + 1);
    if (tab < 0) {
      return false;
    }
    String first = line.substring(0, tab).strip();
    String second = (next < 0 ? line.substring(tab + 1) : line.substring(tab + 1, next)).strip();
    if (first.indexOf('/') >= 0) {
      return add(first, as(second), 0);
    }
    long peers = next < 0 ? 0 : number(line.substring(next + 1).strip(), Integer.MAX_VALUE);
    return peers >= 0 && add(second, as(first), (int) peers);
  }

  private boolean add(String network, long as, int peers) {
    int slash = network.indexOf('/');
    if (slash < 0 || as < 0) {
      return false;
    }
    String address = network.substring(0, slash);
    String bits = network.substring(slash + 1);
    long dotted = IpAddresses.parseV4(address);
    if (dotted >= 0) {
      long length = number(bits, V4_BITS);
      return length >= 0 && v4.add(dotted << V4_BITS, 0, (int) length, (int) as, peers);
    }
    IPv6Address ip = IpAddresses.parseV6(address);
    long length = number(bits, V6_BITS);
    return ip != null && length >= 0 && v6.add(high(ip), low(ip), (int) length, (int) as, peers);
  }

  /** The number of an AS; of a set of them the first; -1 if it is none. */
  private static long as(String text) {
    if (!text.startsWith("{") || !text.endsWith("}")) {
      return number(text, MOST_AS);
    }
    int comma = text.indexOf(',');
    return number(text.substring(1, comma < 0 ? text.length() - 1 : comma).strip(), MOST_AS);
  }

  /** A number without sign, or -1. */
  private static long number(String text, long most) {
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      number = number * 10 + digit;
      if (digit < 0 || digit > 9 || number > most) {
        return -1;
      }
    }
    return text.isEmpty() ? -1 : number;
  }

  private static long high(IPv6Address ip) {
    return ip.getSection(0, 4).getValue().longValue();
  }

  private static long low(IPv6Address ip) {
    return ip.getSection(4).getValue().longValue();
  }

  private static IPv6Address address(long high, long low) {
    return new IPv6Address(ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array());
  }
}
