package intelmq.ctl;

import intelmq.localstack.cloud.Cloud;
import intelmq.localstack.results.Poison;
import intelmq.localstack.results.StoredEvent;
import java.nio.file.Path;
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
  private final Path directory;
  private final Path events;

  RunReport(
      Cloud cloud,
      Map<String, List<StoredEvent>> stored,
      List<String> imbalances,
      Path directory,
      Path events) {
    this.cloud = cloud;
    this.stored = stored;
    this.imbalances = imbalances;
    this.directory = directory;
    this.events = events;
  }

  /** The counts for programs. */
  String json() {
    var all = new LinkedHashMap<String, Object>();
    all.put("functions", cloud.ledger().counts());
    all.put("balanced", imbalances.isEmpty());
    return JSON.writeValueAsString(all);
  }

  /** Everything for people. */
  void print(Screen screen) {
    boolean colour = screen.inColour();
    screen.say("");
    screen.say(heading(colour, "%-24s".formatted("function") + cells(COLUMNS)));
    cloud.ledger().counts().forEach((stage, counts) -> screen.say(row(stage, counts)));
    stored.values().stream().findFirst().ifPresent(list -> printEvents(screen, list));
    printPoison(screen, Poison.read(cloud));
    screen.say("");
    screen.say(heading(colour, "Stored by the outputs"));
    stored.forEach((output, list) ->
        screen.say(String.format(Locale.ROOT, "  %-12s %6d events", output, list.size())));
    screen.say("");
    screen.say(heading(colour, "Results"));
    screen.say("  events of all outputs    " + events);
    screen.say("  buckets                  " + directory.resolve("s3"));
    screen.say("  mails                    " + directory.resolve("mail"));
    screen.say("  logs of the functions    " + directory.resolve("log"));
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
        .forEach(problem -> screen.say("  error: " + problem));
  }

  private static String cells(List<?> cells) {
    var row = new StringBuilder();
    cells.forEach(cell -> row.append("%12s".formatted(cell)));
    return row.toString();
  }

  private static String row(String stage, Map<String, Long> counts) {
    return "%-24s".formatted(stage) + cells(COLUMNS.stream().map(counts::get).toList());
  }

  private static void printEvents(Screen screen, List<StoredEvent> list) {
    screen.say("");
    screen.say(heading(screen.inColour(), "Some events"));
    int step = Math.max(1, list.size() / SHOWN_EVENTS);
    for (int i = 0; i < list.size() && i < step * SHOWN_EVENTS; i += step) {
      StoredEvent event = list.get(i);
      var text = new StringBuilder("  ").append(event.id());
      event.event().forEach((key, value) -> text.append(field(screen.inColour(), key, value)));
      screen.say(text.toString());
    }
  }

  private static String field(boolean colour, String key, @Nullable Object value) {
    String json = JSON.writeValueAsString(value);
    return "\n    "
        + (colour ? KEY + key + PLAIN + " = " + VALUE + json + PLAIN : key + " = " + json);
  }

  private static void printPoison(Screen screen, List<Poison> poison) {
    if (poison.isEmpty()) {
      return;
    }
    screen.say("");
    screen.say(heading(screen.inColour(), "In quarantine"));
    poison.stream().limit(SHOWN_POISON).forEach(one -> screen.say("  " + one.describe()));
    if (poison.size() > SHOWN_POISON) {
      screen.say("  … and " + (poison.size() - SHOWN_POISON) + " more");
    }
  }

  private static String heading(boolean colour, String text) {
    return colour ? BOLD + text + PLAIN : text;
  }
}
