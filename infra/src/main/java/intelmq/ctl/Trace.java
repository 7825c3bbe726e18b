package intelmq.ctl;

import intelmq.ctl.DeployedThen.Configuration;
import intelmq.ctl.ReportFacts.Fate;
import intelmq.harmonization.Event;
import intelmq.harmonization.Json;
import intelmq.harmonization.Report;
import intelmq.runtime.ConfiguredBots;
import intelmq.runtime.Destinations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An event's way, for people and for programs. */
final class Trace {
  private static final int SHOWN = 500;

  private final String id;
  private final Map<String, Object> report = new LinkedHashMap<>();
  private final Map<String, Object> record = new LinkedHashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<String> ends = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  Trace(String id) {
    this.id = id;
  }

  /** What a stage did to the event. */
  static final class Step {
    private final String stage;
    private final String bots;
    private final String configuration;
    private final List<Map<String, Object>> changes = new ArrayList<>();
    private final Map<String, List<String>> next = new LinkedHashMap<>();
    private final List<Fate> fates = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Step(String stage, @Nullable Configuration configuration) {
      this.stage = stage;
      this.bots =
          configuration == null
              ? ""
              : String.join(", ", ConfiguredBots.names(configuration.document()));
      this.configuration = configuration == null ? "" : configuration.text();
    }

    /** Keeps how the event differs from what it was. */
    void changed(Map<String, Object> before, Event after) {
      Map<String, Object> now = after.toMap();
      now.forEach((field, value) -> {
        Object was = before.get(field);
        if (was == null) {
          change("added", field, null, value);
        } else if (!was.equals(value)) {
          change("changed", field, was, value);
        }
      });
      before.forEach((field, value) -> {
        if (!now.containsKey(field)) {
          change("removed", field, value, null);
        }
      });
    }

    private void change(
        String what, String field, @Nullable Object before, @Nullable Object after) {
      var change = new LinkedHashMap<String, Object>();
      change.put("change", what);
      change.put("field", field);
      if (before != null) {
        change.put("before", before);
      }
      if (after != null) {
        change.put("after", after);
      }
      changes.add(change);
    }

    void goesOn(String path, List<String> stages) {
      next.put(path, stages);
    }

    void fates(List<Fate> some) {
      fates.addAll(some);
    }

    void note(String note) {
      notes.add(note);
    }

    private Map<String, Object> toMap() {
      var map = new LinkedHashMap<String, Object>();
      map.put("stage", stage);
      map.put("bots", bots);
      map.put("configuration", configuration);
      map.put("changes", changes);
      map.put("next", next);
      map.put("facts", fates.stream().map(Fate::toMap).toList());
      map.put("notes", notes);
      return map;
    }
  }

  void report(String name, long size, Report known) {
    report.put("id", name);
    report.put("stored", true);
    report.put("bytes", size);
    report.put("fields", known.toMap());
  }

  void missing(String name) {
    report.put("id", name);
    report.put("stored", false);
  }

  void record(long number, long line, String text) {
    record.put("number", number);
    record.put("line", line);
    record.put("text", text);
  }

  Step step(String stage, @Nullable Configuration configuration) {
    var step = new Step(stage, configuration);
    steps.add(step);
    return step;
  }

  void end(String end) {
    ends.add(end);
  }

  void note(String note) {
    notes.add(note);
  }

  boolean isEnded() {
    return !ends.isEmpty();
  }

  /** For programs. */
  Map<String, Object> toMap() {
    var map = new LinkedHashMap<String, Object>();
    map.put("id", id);
    map.put("report", report);
    map.put("record", record);
    map.put("steps", steps.stream().map(Step::toMap).toList());
    map.put("ends", ends);
    map.put("notes", notes);
    return map;
  }

  /** For people, line by line. */
  void print(Consumer<String> out) {
    out.accept(id);
    out.accept("");
    out.accept(
        "report  "
            + report.get("id")
            + (report.containsKey("bytes")
                ? String.format(Locale.ROOT, ", %s bytes", report.get("bytes"))
                : ", which is not stored any more"));
    if (report.get("fields") instanceof Map<?, ?> fields) {
      fields.forEach((field, value) -> out.accept("        " + field + " = " + shown(value)));
    }
    if (!record.isEmpty()) {
      out.accept("record  " + record.get("number") + ", on line " + record.get("line"));
      String.valueOf(record.get("text"))
          .lines()
          .forEach(line -> out.accept("        | " + cut(line)));
    }
    steps.forEach(step -> printStep(out, step));
    out.accept("");
    if (ends.isEmpty()) {
      out.accept("It has come to no end that is known.");
    } else {
      out.accept("It ended:");
      ends.forEach(end -> out.accept("  " + end));
    }
    notes.forEach(note -> out.accept("  note: " + note));
  }

  private static void printStep(Consumer<String> out, Step step) {
    out.accept("");
    out.accept(
        step.stage
            + (step.bots.isEmpty() || step.bots.equals(step.stage) ? "" : " (" + step.bots + ")")
            + (step.configuration.isEmpty() ? "" : ", " + step.configuration));
    step.changes.forEach(change -> out.accept("    " + text(change)));
    step.notes.forEach(note -> out.accept("    " + note));
    step.fates.forEach(fate -> out.accept("    fact: " + fate.text()));
    step.next.forEach(
        (path, stages) -> out.accept("    -> " + String.join(", ", stages) + "  (" + path + ")"));
  }

  private static String text(Map<String, Object> change) {
    String field = String.valueOf(change.get("field"));
    return switch (String.valueOf(change.get("change"))) {
      case "added" -> "+ " + field + " = " + shown(change.get("after"));
      case "removed" -> "- " + field + " = " + shown(change.get("before"));
      default ->
          "~ "
              + field
              + " = "
              + shown(change.get("after"))
              + ", was "
              + shown(change.get("before"));
    };
  }

  private static String shown(@Nullable Object value) {
    return value == null ? "" : cut(Json.text(value));
  }

  private static String cut(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  /** The stages that queues belong to. */
  static List<String> stages(List<String> urls, String stack) {
    return urls.stream()
        .map(Destinations::nameOf)
        .map(queue -> queue.startsWith(stack + "-") ? queue.substring(stack.length() + 1) : queue)
        .toList();
  }
}
