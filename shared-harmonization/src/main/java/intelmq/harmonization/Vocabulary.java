package intelmq.harmonization;

import intelmq.python.Text;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The types ClassificationTaxonomy and ClassificationType (ENISA's Reference Security Incident
 * Taxonomy with IntelMQ's additions), TLP and Registry, with older names for their values.
 */
final class Vocabulary {
  static final Set<String> TAXONOMIES =
      Set.of(
          "abusive-content",
          "availability",
          "fraud",
          "information-content-security",
          "information-gathering",
          "intrusion-attempts",
          "intrusions",
          "malicious-code",
          "other",
          "test",
          "vulnerable");

  static final Set<String> TYPES =
      Set.of(
          "application-compromise",
          "blacklist",
          "brute-force",
          "burglary",
          "c2-server",
          "copyright",
          "data-leak",
          "data-loss",
          "ddos",
          "ddos-amplifier",
          "dga-domain",
          "dos",
          "exploit",
          "harmful-speech",
          "ids-alert",
          "infected-system",
          "information-disclosure",
          "malware",
          "malware-configuration",
          "malware-distribution",
          "masquerade",
          "misconfiguration",
          "other",
          "outage",
          "phishing",
          "potentially-unwanted-accessible",
          "privileged-account-compromise",
          "proxy",
          "sabotage",
          "scanner",
          "sniffing",
          "social-engineering",
          "spam",
          "system-compromise",
          "test",
          "tor",
          "unauthorised-information-access",
          "unauthorised-information-modification",
          "unauthorized-use-of-resources",
          "undetermined",
          "unprivileged-account-compromise",
          "violence",
          "vulnerable-system",
          "weak-crypto");

  static final Set<String> TLP = Set.of("WHITE", "GREEN", "AMBER", "RED");

  static final Set<String> REGISTRIES = Set.of("AFRINIC", "APNIC", "ARIN", "LACNIC", "RIPE");

  private static final Map<String, String> OLD_TAXONOMIES =
      Map.of(
          "abusive content", "abusive-content",
          "information gathering", "information-gathering",
          "intrusion attempts", "intrusion-attempts",
          "malicious code", "malicious-code");

  private static final Map<String, String> OLD_TYPES =
      Map.ofEntries(
          Map.entry("backdoor", "system-compromise"),
          Map.entry("botnet drone", "infected-system"),
          Map.entry("c&c", "c2-server"),
          Map.entry("c2server", "c2-server"),
          Map.entry("compromised", "system-compromise"),
          Map.entry("defacement", "unauthorised-information-modification"),
          Map.entry("dga domain", "dga-domain"),
          Map.entry("dropzone", "other"),
          Map.entry("ids alert", "ids-alert"),
          Map.entry("infected system", "infected-system"),
          Map.entry("leak", "data-leak"),
          Map.entry("malware configuration", "malware-configuration"),
          Map.entry("ransomware", "infected-system"),
          Map.entry("unauthorized-command", "system-compromise"),
          Map.entry("unauthorized-login", "system-compromise"),
          Map.entry("unknown", "undetermined"),
          Map.entry("vulnerable client", "vulnerable-system"),
          Map.entry("vulnerable service", "vulnerable-system"));

  private static final Map<String, String> OLD_REGISTRIES =
      Map.of("RIPENCC", "RIPE", "RIPE-NCC", "RIPE");

  private Vocabulary() {}

  static @Nullable Object taxonomy(Object value) {
    String name = Strings.lowerText(value);
    return name == null || name.isEmpty() ? null : OLD_TAXONOMIES.getOrDefault(name, name);
  }

  static @Nullable Object type(Object value) {
    String name = Strings.lowerText(value);
    return name == null || name.isEmpty() ? null : OLD_TYPES.getOrDefault(name, name);
  }

  static @Nullable Object registry(Object value) {
    String name = Strings.upperText(value);
    return name == null ? null : OLD_REGISTRIES.getOrDefault(name, name);
  }

  /** A colour of the Traffic Light Protocol, version 1, with {@code TLP:} before it or without. */
  static @Nullable Object tlp(Object value) {
    String name = Strings.upperText(value);
    if (name == null || name.isEmpty()) {
      return null;
    }
    if (name.startsWith("TLP")) {
      name = name.substring(name.startsWith("TLP:") ? 4 : 3);
      name = Text.strip(name);
    }
    return name.equals("YELLOW") ? "AMBER" : name;
  }
}
