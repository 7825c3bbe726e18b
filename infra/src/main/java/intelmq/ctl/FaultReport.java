package intelmq.ctl;

import intelmq.localstack.faults.Outcome;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** What a run under faults came to, for people and for programs. */
final class FaultReport {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int SHOWN = 20;

  private final Outcome outcome;
  private final Path directory;

  FaultReport(Outcome outcome, Path directory) {
    this.outcome = outcome;
    this.directory = directory;
  }

  /** Everything for programs. */
  String json() {
    var all = new LinkedHashMap<String, Object>();
    all.put("seed", outcome.seed());
    var faults = new LinkedHashMap<String, Integer>();
    new TreeMap<>(outcome.faults())
        .forEach((kind, count) -> faults.put(kind.name().toLowerCase(Locale.ROOT), count));
    all.put("faults", faults);
    all.put("reports", outcome.reports());
    all.put("events", outcome.events());
    all.put("in_two_parts", outcome.twice());
    all.put("set_aside", outcome.setAside());
    all.put("seconds", outcome.time().toMillis() / 1000.0);
    all.put("failures", outcome.failures());
    all.put("command", outcome.command());
    return JSON.writeValueAsString(all);
  }

  /** Everything for people. */
  void print(Screen screen) {
    screen.say("");
    screen.say("Seed " + outcome.seed() + ", " + outcome.injected() + " faults:");
    new TreeMap<>(outcome.faults())
        .forEach((kind, count) ->
            screen.say(String.format(Locale.ROOT, "  %6d %s", count, kind.label())));
    screen.say("");
    screen.say(
        outcome.events()
            + " events of "
            + outcome.reports()
            + " reports arrived, in "
            + outcome.time().toSeconds()
            + " seconds; "
            + outcome.twice()
            + " are in two parts of the output file, "
            + outcome.setAside()
            + " were set aside because of faults.");
    screen.say(
        "Books do not balance under faults, for what is killed cannot log: ids and contents were compared with a run without.");
    screen.say("  faults                   " + directory.resolve("faults.log"));
    screen.say("  logs of the functions    " + directory.resolve("log"));
    screen.say("");
    if (outcome.failures().isEmpty()) {
      screen.say("Nothing was lost, and nothing arrived twice.");
      return;
    }
    screen.say("This must not be:");
    outcome.failures().stream().limit(SHOWN).forEach(failure -> screen.say("  " + failure));
    if (outcome.failures().size() > SHOWN) {
      screen.say("  … and " + (outcome.failures().size() - SHOWN) + " more");
    }
    screen.say("The same again: " + outcome.command());
  }
}
