package intelmq.parsers.n6;

import intelmq.python.Text;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a category of n6 is in IntelMQ.
 *
 * @param taxonomy of the classification
 * @param type of the classification
 * @param identifier of the classification, if there is one
 */
record Category(String taxonomy, String type, @Nullable String identifier) {
  private static final String BOTS = "bots";
  private static final Category BLACKLIST = new Category("other", "blacklist", null);
  private static final Map<String, Category> BY_NAME =
      Map.ofEntries(
          Map.entry("amplifier", new Category("vulnerable", "vulnerable-system", "amplifier")),
          Map.entry("backdoor", new Category("intrusions", "system-compromise", "hacked server")),
          Map.entry(BOTS, new Category("malicious-code", "infected-system", "malware-generic")),
          Map.entry("cnc", new Category("malicious-code", "c2-server", "c&c server")),
          Map.entry("dns-query", new Category("other", "other", "ignore me")),
          Map.entry("dos-attacker", new Category("availability", "ddos", "dos-attacker")),
          Map.entry("dos-victim", new Category("availability", "ddos", "dos-victim")),
          Map.entry("flow", new Category("other", "other", "flow")),
          Map.entry("flow-anomaly", new Category("other", "other", "flow-anomaly")),
          Map.entry("fraud", new Category("fraud", "masquerade", "fraud")),
          Map.entry("leak", new Category("information-content-security", "data-leak", "leak")),
          Map.entry("malurl", new Category("malicious-code", "malware-distribution", "malurl")),
          Map.entry(
              "malware-action",
              new Category("malicious-code", "malware-configuration", "malware-configuration")),
          Map.entry("other", new Category("other", "other", "other")),
          Map.entry("phish", new Category("fraud", "phishing", "phish")),
          Map.entry("proxy", new Category("other", "proxy", "open proxy")),
          Map.entry("sandbox-url", new Category("other", "other", "ignore me")),
          Map.entry("scanning", new Category("information-gathering", "scanner", "scanning")),
          Map.entry(
              "server-exploit", new Category("intrusion-attempts", "exploit", "server-exploit")),
          Map.entry("spam", new Category("abusive-content", "spam", "spam")),
          Map.entry("spam-url", new Category("abusive-content", "spam", "spam-url")),
          Map.entry("tor", new Category("other", "tor", "tor")),
          Map.entry("vulnerable", new Category("vulnerable", "vulnerable-system", "vulnerable")),
          Map.entry(
              "webinject", new Category("malicious-code", "malware-configuration", "malware")));

  /** What a message is; null if n6 had no such category. */
  static @Nullable Category of(Map<?, ?> message) {
    if (Objects.equals(message.get("type"), "bl-update")) {
      return BLACKLIST;
    }
    Category category = BY_NAME.get(Text.str(message.get("category")));
    return category != null
            && Objects.equals(message.get("category"), BOTS)
            && message.get("name") instanceof String name
        ? new Category(category.taxonomy(), category.type(), name)
        : category;
  }
}
