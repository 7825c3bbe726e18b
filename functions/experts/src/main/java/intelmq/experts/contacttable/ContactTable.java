package intelmq.experts.contacttable;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.format.util.DualIPv4v6AssociativeTries;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Contacts by network, domain and AS; keys are harmonised. */
final class ContactTable {
  private final DualIPv4v6AssociativeTries<Entry> networks = new DualIPv4v6AssociativeTries<>();
  private final Map<String, Entry> domains = new HashMap<>();
  private final Map<String, Entry> numbers = new HashMap<>();

  /** A contact, and the line that it stands in. */
  record Entry(String contact, long line) {}

  /** The contact of the network with the longest prefix that the address is in. */
  Optional<String> ofAddress(String address) {
    var node = networks.longestPrefixMatchNode(parsed(address));
    return Optional.ofNullable(node).map(found -> found.getValue().contact());
  }

  /** The contact of the domain, or of the nearest one above. */
  Optional<String> ofDomain(String name) {
    String domain = name;
    while (!domains.containsKey(domain) && domain.indexOf('.') >= 0) {
      domain = domain.substring(domain.indexOf('.') + 1);
    }
    return Optional.ofNullable(domains.get(domain)).map(Entry::contact);
  }

  /** The contact of the AS with this number. */
  Optional<String> ofAs(String number) {
    return Optional.ofNullable(numbers.get(number)).map(Entry::contact);
  }

  /** Adds an entry; the one that has the key already, if there is one, stays. */
  Optional<Entry> addNetwork(String network, Entry entry) {
    IPAddress key = parsed(network);
    var there = networks.getAddedNode(key);
    if (there != null) {
      return Optional.of(there.getValue());
    }
    networks.put(key, entry);
    return Optional.empty();
  }

  /** As {@link #addNetwork}. */
  Optional<Entry> addDomain(String domain, Entry entry) {
    return Optional.ofNullable(domains.putIfAbsent(domain, entry));
  }

  /** As {@link #addNetwork}. */
  Optional<Entry> addAs(String number, Entry entry) {
    return Optional.ofNullable(numbers.putIfAbsent(number, entry));
  }

  private static IPAddress parsed(String text) {
    return Objects.requireNonNull(new IPAddressString(text).getAddress(), text);
  }
}
