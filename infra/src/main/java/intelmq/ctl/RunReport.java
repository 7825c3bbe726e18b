package intelmq.ctl;

import intelmq.localstack.cloud.Cloud;
import intelmq.localstack.iam.Role.Permission;
import intelmq.localstack.results.Poison;
import intelmq.localstack.results.StoredEvent;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a run came to: counts, a few events, what was set aside and why, where everything is. */
final class RunReport {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> COLUMNS =
      List.of("received", "forwarded", "dropped", "quarantined", "deferred");
  private static final int SHOWN_EVENTS = 3;
  private static final int SHOWN_POISON = 10;
  private static final String BOLD = "\u001b[1m";
  private static final String KEY = "\u001b[36m";
  private static final String VALUE = "\u001b[32m";
  private static final String PLAIN = "\u001b[0m";

  private final Cloud cloud;
  private final Map<String, List<StoredEvent>> stored;
  private final List<String> imbalances;
  private final Results results;

  RunReport(
      Cloud cloud,
      Map<String, List<StoredEvent>> stored,
      List<String> imbalances,
      Results results) {
    this.cloud = cloud;
    this.stored = stored;
    this.imbalances = imbalances;
    this.results = results;
  }

  /** The counts for programs. */
  String json() {
    var all = new LinkedHashMap<String, Object>();
    all.put("functions", counts());
    all.put("balanced", imbalances.isEmpty());
    all.put(
        "unused_permissions",
        cloud.unusedPermissions().stream().map(Permission::toString).toList());
    return JSON.writeValueAsString(all);
  }

  /** Everything for people. */
  void print(Screen screen) {
    boolean colour = screen.inColour();
    screen.say("");
    screen.say(heading(colour, "%-24s".formatted("function") + cells(COLUMNS)));
    counts().forEach((stage, counts) -> screen.say(row(stage, counts)));
    printEvents(screen);
    printRules(screen);
    printPoison(screen, Poison.read(cloud));
    screen.say("");
    screen.say(heading(colour, "Stored by the outputs"));
    stored.forEach((output, list) ->
        screen.say(String.format(Locale.ROOT, "  %-12s %6d events", output, list.size())));
    screen.say("");
    screen.say(heading(colour, "Results"));
    screen.say("  events of all outputs    " + results.events());
    screen.say("  buckets                  " + results.directory().resolve("s3"));
    screen.say("  mails                    " + results.directory().resolve("mail"));
    screen.say("  logs of the functions    " + results.directory().resolve("log"));
    screen.say("");
    if (imbalances.isEmpty()) {
      screen.say("The books balance: every record and event has one disposition.");
    } else {
      screen.say("The books do not balance:");
      imbalances.forEach(imbalance -> screen.say("  " + imbalance));
    }
    cloud.problems().stream()
        .distinct()
        .limit(SHOWN_POISON)
        .forEach(problem -> screen.say("  error: " + Plain.line(problem)));
  }

  /** In the order of the pipeline. */
  private Map<String, Map<String, Long>> counts() {
    return Screen.ordered(cloud);
  }

  private static String cells(List<?> cells) {
    var row = new StringBuilder();
    cells.forEach(cell -> row.append("%12s".formatted(cell)));
    return row.toString();
  }

  private static String row(String stage, Map<String, Long> counts) {
    return "%-24s".formatted(stage) + cells(COLUMNS.stream().map(counts::get).toList());
  }

  /** From one of the outputs with most events, spread over all of them. */
  private void printEvents(Screen screen) {
    List<StoredEvent> list =
        stored.values().stream().max(Comparator.comparingInt(List::size)).orElse(List.of());
    List<StoredEvent> sorted = list.stream().sorted(Comparator.comparing(StoredEvent::id)).toList();
    if (sorted.isEmpty()) {
      return;
    }
    screen.say("");
    screen.say(heading(screen.inColour(), "Some events"));
    int shown = Math.min(SHOWN_EVENTS, sorted.size());
    for (int i = 0; i < shown; i++) {
      StoredEvent event = sorted.get(i * sorted.size() / shown);
      var text = new StringBuilder("  ").append(event.id());
      event.event().forEach((key, value) -> text.append(field(screen.inColour(), key, value)));
      screen.say(text.toString());
    }
  }

  static String field(boolean colour, String key, @Nullable Object value) {
    String name = Plain.line(key);
    String json = Plain.line(JSON.writeValueAsString(value));
    return "\n    "
        + (colour ? KEY + name + PLAIN + " = " + VALUE + json + PLAIN : name + " = " + json);
  }

  /** What was dropped by which rule. */
  private void printRules(Screen screen) {
    Map<String, Map<String, Long>> rules = cloud.ledger().rules();
    if (rules.isEmpty()) {
      return;
    }
    screen.say("");
    screen.say(heading(screen.inColour(), "Dropped"));
    for (String stage : cloud.stages()) {
      rules
          .getOrDefault(stage, Map.of())
          .forEach(
              (rule, units) -> screen.say("  " + Plain.line(stage + ": " + units + " by " + rule)));
    }
  }

  static void printPoison(Screen screen, List<Poison> poison) {
    if (poison.isEmpty()) {
      return;
    }
    screen.say("");
    screen.say(heading(screen.inColour(), "In quarantine"));
    poison.stream()
        .limit(SHOWN_POISON)
        .forEach(one -> screen.say("  " + Plain.line(one.describe())));
    if (poison.size() > SHOWN_POISON) {
      screen.say("  … and " + (poison.size() - SHOWN_POISON) + " more");
    }
  }

  private static String heading(boolean colour, String text) {
    return colour ? BOLD + text + PLAIN : text;
  }
}
