package intelmq.experts.cymruwhois;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A network as the service tells of it: {@code 64496 | 192.0.2.0/24 | AT | ripencc | 2005-04-07}.
 *
 * @param asn the first of its AS numbers
 */
record Origin(String asn, String network, String country, String registry, String allocated) {
  private static final Pattern BAR = Pattern.compile("|", Pattern.LITERAL);
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,10}");
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final int PARTS = 5;

  /** The one with the longest prefix, or null. */
  static @Nullable Origin ofMostSpecific(List<String> texts) {
    return texts.stream()
        .map(Origin::parts)
        .filter(parts -> parts.size() >= PARTS)
        .map(
            p -> new Origin(p.getFirst().split(" ", -1)[0], p.get(1), p.get(2), p.get(3), p.get(4)))
        .max(Comparator.comparingInt(Origin::prefix))
        .orElse(null);
  }

  /** The name of an AS: the last of {@code 64496 | AT | ripencc | 2005-04-07 | EXAMPLE, AT}. */
  static String asName(List<String> texts) {
    List<String> parts = texts.isEmpty() ? List.of() : parts(texts.getFirst());
    // a bar in the name is the name's
    return parts.size() < PARTS ? "" : String.join(" | ", parts.subList(PARTS - 1, parts.size()));
  }

  boolean hasAsn() {
    return DIGITS.matcher(asn).matches();
  }

  /** The values by the names of their fields, without empty ones. */
  Map<String, String> values(String asName) {
    var values = new LinkedHashMap<String, String>();
    values.put("asn", hasAsn() ? asn : "");
    values.put("network", network);
    values.put("geolocation.cc", country);
    String name = registry.toUpperCase(Locale.ROOT);
    values.put("registry", name.equals("RIPENCC") ? "RIPE" : name);
    values.put("allocated", DAY.matcher(allocated).matches() ? allocated + "T00:00:00+00:00" : "");
    values.put("as_name", asName);
    values.values().removeIf(String::isEmpty);
    return values;
  }

  private int prefix() {
    String length = network.substring(network.indexOf('/') + 1);
    return length.length() <= 3 && DIGITS.matcher(length).matches() ? Integer.parseInt(length) : -1;
  }

  private static List<String> parts(String text) {
    return Arrays.stream(BAR.split(text, -1)).map(String::strip).toList();
  }
}
