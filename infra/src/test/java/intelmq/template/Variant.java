package intelmq.template;

import java.util.Map;

/** Sets of parameters that between them turn every condition of the template both ways. */
enum Variant {
  /** As it is without any parameter: no mail, no search. */
  DEFAULTS(Map.of()),

  /** With search on a server that is there already. */
  ENDPOINT(
      Map.of(
          "OpenSearch", "http://127.0.0.1:9200",
          "MailFrom", "cert@example.org",
          "EnabledFeeds", "feodotracker,example-csv")),

  /** With everything there is. */
  EVERYTHING(
      Map.ofEntries(
          Map.entry("OpenSearch", "managed"),
          Map.entry("MailFrom", "cert@example.org"),
          Map.entry("NotifyEmail", "analyst@example.org"),
          Map.entry("AlarmEmail", "alarms@example.org"),
          Map.entry("Constituency", "NO"),
          Map.entry("EnabledFeeds", "feodotracker,example-csv"),
          Map.entry("IndexSourceIp", "true"),
          Map.entry("IndexSourceAsn", "true"),
          Map.entry("SnapStart", "PublishedVersions"),
          Map.entry("Release", "2026-11")));

  @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
  private final Map<String, String> parameters;

  Variant(Map<String, String> parameters) {
    this.parameters = Map.copyOf(parameters);
  }

  Expanded expand() {
    return Expanded.of("template.yaml", parameters);
  }
}
