package intelmq.experts.taxonomy;

import static intelmq.harmonization.Fields.CLASSIFICATION_TAXONOMY;
import static intelmq.harmonization.Fields.CLASSIFICATION_TYPE;

import intelmq.bot.Bot;
import intelmq.bot.Expert;
import intelmq.bot.Verdict;
import intelmq.harmonization.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds the taxonomy that a classification type belongs to.
 *
 * <p>The mapping is that of the Reference Security Incident Taxonomy, with IntelMQ's own types. An
 * event without type gets the type {@code undetermined}; a taxonomy that is there stays.
 */
@Bot(name = "taxonomy", upstream = "intelmq.bots.experts.taxonomy.expert")
public final class TaxonomyExpert implements Expert {
  private static final String NO_TYPE = "undetermined";
  private static final String NO_TAXONOMY = "other";

  private static final Map<String, String> TAXONOMY_OF =
      byType(
          Map.ofEntries(
              Map.entry("abusive-content", List.of("harmful-speech", "spam", "violence")),
              Map.entry(
                  "availability", List.of("ddos", "dos", "misconfiguration", "outage", "sabotage")),
              Map.entry(
                  "fraud",
                  List.of("copyright", "masquerade", "phishing", "unauthorized-use-of-resources")),
              Map.entry(
                  "information-content-security",
                  List.of(
                      "data-leak",
                      "data-loss",
                      "unauthorised-information-access",
                      "unauthorised-information-modification")),
              Map.entry(
                  "information-gathering", List.of("scanner", "sniffing", "social-engineering")),
              Map.entry("intrusion-attempts", List.of("brute-force", "exploit", "ids-alert")),
              Map.entry(
                  "intrusions",
                  List.of(
                      "application-compromise",
                      "burglary",
                      "privileged-account-compromise",
                      "system-compromise",
                      "unprivileged-account-compromise")),
              Map.entry(
                  "malicious-code",
                  List.of(
                      "c2-server",
                      "infected-system",
                      "malware-configuration",
                      "malware-distribution")),
              Map.entry(
                  NO_TAXONOMY,
                  List.of("blacklist", "dga-domain", "malware", "other", "proxy", "tor", NO_TYPE)),
              Map.entry("test", List.of("test")),
              Map.entry(
                  "vulnerable",
                  List.of(
                      "ddos-amplifier",
                      "information-disclosure",
                      "potentially-unwanted-accessible",
                      "vulnerable-system",
                      "weak-crypto"))));

  @Override
  public Verdict process(Event event) {
    String type = event.text(CLASSIFICATION_TYPE);
    String taxonomy = TAXONOMY_OF.getOrDefault(type == null ? NO_TYPE : type, NO_TAXONOMY);
    event.addIfAbsent(CLASSIFICATION_TAXONOMY, taxonomy);
    event.addIfAbsent(CLASSIFICATION_TYPE, NO_TYPE);
    return Verdict.FORWARD;
  }

  private static Map<String, String> byType(Map<String, List<String>> types) {
    var taxonomies = new HashMap<String, String>();
    types.forEach((taxonomy, its) -> its.forEach(type -> taxonomies.put(type, taxonomy)));
    return Map.copyOf(taxonomies);
  }
}
