package intelmq.localstack.faults;

import intelmq.localstack.faults.Snapshot.Fact;
import intelmq.localstack.results.StoredEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares a run under faults with one without: every event is in each output it was routed to
 * exactly once, or in quarantine for a reason that the faults may give.
 *
 * <p>Books are no help here, for a function that is killed cannot log; so it is ids and contents
 * that are compared. Which of several events with equal content passes the deduplicator depends on
 * the order in which they come, so an event is known by its content.
 */
final class Verifier {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String MAIL = "ses";
  private static final String FILE = "file";

  /** What may have happened to an event because of faults alone. */
  private static final Set<String> LEGITIMATE = Set.of("gave-up", "unconfirmed");

  private static final String UNCONFIRMED = "unconfirmed";

  private final Snapshot reference;
  private final Snapshot run;
  private final Predicate<String> delivered;
  private final Trail trail;
  private final List<String> failures = new ArrayList<>();
  private int twice;

  /** The ids of what was set aside because of faults, by stage. */
  private final Map<String, Set<String>> setAside = new TreeMap<>();

  /**
   * A comparison.
   *
   * @param delivered whether the report of an event was delivered in the run: the reference may
   *     have more
   */
  Verifier(Snapshot reference, Snapshot run, Predicate<String> delivered, Trail trail) {
    this.reference = reference;
    this.run = run;
    this.delivered = delivered;
    this.trail = trail;
  }

  /** What is wrong, a sentence each, with where the event was last seen. */
  List<String> failures() {
    run.deadLetters()
        .forEach((queue, bodies) ->
            failures.add(bodies.size() + " dead letters in " + queue + ": " + shown(bodies)));
    quarantine();
    var passed = new TreeMap<String, String>();
    reference
        .stored()
        .forEach((output, events) -> {
          if (!output.equals(MAIL)) {
            output(output, events, found(output), passed);
          }
        });
    if (reference.stored().containsKey(MAIL)) {
      mail(passed);
    }
    facts();
    return List.copyOf(failures);
  }

  /** How many events are in more than one part of the output of files. */
  int twice() {
    return twice;
  }

  /** How many events or records were set aside because of faults. */
  int setAside() {
    return setAside.values().stream().mapToInt(Set::size).sum();
  }

  private List<StoredEvent> found(String output) {
    return run.stored().getOrDefault(output, List.of());
  }

  /** A parser's poison is that of the reference; the rest is what faults may have done. */
  private void quarantine() {
    Set<String> expected = poison(reference);
    Set<String> poison = poison(run);
    poison.stream()
        .filter(line -> !expected.contains(line))
        .forEach(line -> failures.add("set aside, but not without faults: " + line));
    reference.quarantine().stream()
        .filter(Verifier::isPoison)
        .filter(line -> delivered.test(line.path("id").asString()))
        .filter(line -> !poison.contains(poison(line)))
        .forEach(line -> fail(line.path("id").asString(), "not set aside: " + poison(line)));
    for (JsonNode line : run.quarantine()) {
      String code = line.path("code").asString();
      if (!isPoison(line) && LEGITIMATE.contains(code)) {
        setAside
            .computeIfAbsent(line.path("stage").asString(), _ -> new TreeSet<>())
            .add(line.path("id").asString());
      } else if (!isPoison(line)) {
        failures.add("set aside for no good reason: " + line);
      }
    }
  }

  private static boolean isPoison(JsonNode line) {
    return line.path("stage").asString().endsWith("-parser");
  }

  private static Set<String> poison(Snapshot snapshot) {
    return snapshot.quarantine().stream()
        .filter(Verifier::isPoison)
        .map(Verifier::poison)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String poison(JsonNode line) {
    return line.path("stage").asString()
        + " "
        + line.path("code").asString()
        + " "
        + line.path("raw").asString();
  }

  /** An output that holds whole events. */
  private void output(
      String output,
      List<StoredEvent> expected,
      Collection<StoredEvent> found,
      Map<String, String> passed) {
    var ids = new TreeMap<String, String>();
    for (StoredEvent event : found) {
      String content = content(event);
      String before = ids.put(event.id(), content);
      if (before != null && !output.equals(FILE)) {
        fail(event.id(), output + " holds it twice");
      } else if (before != null) {
        twice++;
        if (!before.equals(content)) {
          fail(event.id(), output + " holds it with two contents");
        }
      }
    }
    var byContent = new TreeMap<String, Set<String>>();
    ids.forEach((id, content) -> byContent.computeIfAbsent(content, _ -> new TreeSet<>()).add(id));
    byContent.forEach((content, same) -> {
      if (same.size() > 1) {
        same.forEach(id -> fail(id, output + " holds equal events " + same));
      }
      String id = same.iterator().next();
      String elsewhere = passed.putIfAbsent(content, id);
      if (elsewhere != null && !elsewhere.equals(id)) {
        fail(id, output + " holds it, another output holds " + elsewhere + " of equal content");
      }
    });
    var wanted = new TreeMap<String, String>();
    expected.stream()
        .filter(event -> delivered.test(event.id()))
        .forEach(event -> wanted.put(content(event), event.id()));
    Set<String> known = expected.stream().map(Verifier::content).collect(Collectors.toSet());
    byContent.forEach((content, same) -> {
      if (!known.contains(content)) {
        same.forEach(
            id -> fail(id, output + " holds what it would not without faults: " + content));
      }
    });
    wanted.forEach((content, id) -> {
      String candidate = Objects.requireNonNullElse(passed.get(content), id);
      if (!byContent.containsKey(content) && !isSetAside(output, List.of(id, candidate))) {
        fail(candidate, output + " lacks it" + (candidate.equals(id) ? "" : " (or " + id + ")"));
      }
    });
  }

  /** What was set aside by an output is missing there alone; by an expert, everywhere. */
  private boolean isSetAside(String output, Collection<String> ids) {
    return setAside.entrySet().stream()
        .filter(entry ->
            entry.getKey().equals(output) || !reference.stored().containsKey(entry.getKey()))
        .anyMatch(entry -> ids.stream().anyMatch(entry.getValue()::contains));
  }

  /** Whoever is to be mailed an event is mailed it once. */
  private void mail(Map<String, String> passed) {
    Map<String, StoredEvent> whole =
        reference.stored().entrySet().stream()
            .filter(entry -> !entry.getKey().equals(MAIL))
            .flatMap(entry -> entry.getValue().stream())
            .collect(Collectors.toMap(StoredEvent::id, Function.identity(), (a, b) -> a));
    var wanted = new TreeMap<String, StoredEvent>();
    for (StoredEvent row : reference.stored().getOrDefault(MAIL, List.of())) {
      StoredEvent event = whole.get(row.id());
      if (event == null || !delivered.test(row.id())) {
        continue;
      }
      wanted.put(Objects.requireNonNullElse(passed.get(content(event)), row.id()), row);
    }
    Set<String> unconfirmed =
        run.quarantine().stream()
            .filter(line -> line.path("code").asString().equals(UNCONFIRMED))
            .map(line -> line.path("id").asString())
            .collect(Collectors.toSet());
    var mailed = new HashSet<String>();
    for (StoredEvent row : found(MAIL)) {
      StoredEvent expected = wanted.get(row.id());
      if (!mailed.add(row.id())) {
        fail(row.id(), "mailed twice");
      } else if (expected == null) {
        fail(row.id(), "mailed, but not without faults");
      } else if (!expected.event().equals(row.event())) {
        fail(row.id(), "mailed as " + row.event() + " instead of " + expected.event());
      } else if (!unconfirmed.contains(row.id()) && isSetAside(MAIL, Set.of(row.id()))) {
        fail(row.id(), "mailed and set aside");
      }
    }
    wanted.keySet().stream()
        .filter(id -> !mailed.contains(id) && !isSetAside(MAIL, Set.of(id)))
        .forEach(id -> fail(id, "not mailed"));
  }

  /** The facts say what the stores hold. */
  private void facts() {
    if (run.facts().stream().allMatch(fact -> fact.stage().isEmpty())) {
      return;
    }
    run.stored()
        .forEach((output, events) -> {
          Set<String> stored =
              events.stream().map(StoredEvent::id).collect(Collectors.toCollection(TreeSet::new));
          var said = new TreeSet<String>();
          run.facts().stream()
              .filter(fact -> fact.stage().equals(output))
              .forEach(fact -> said.addAll(ids(fact)));
          stored.stream()
              .filter(id -> !said.contains(id) && !isSetAside(output, Set.of(id)))
              .forEach(id -> fail(id, "no fact says that " + output + " has delivered it"));
          said.stream()
              .filter(id -> !stored.contains(id))
              .forEach(
                  id -> fail(id, "a fact says that " + output + " has delivered it, it has not"));
        });
  }

  /** The ids of {@code 0-16 18 17.1}. */
  private static Set<String> ids(Fact fact) {
    var ids = new LinkedHashSet<String>();
    for (String range : fact.delivered().split(" ", -1)) {
      int hyphen = range.indexOf('-');
      if (hyphen < 0 && !range.isEmpty()) {
        ids.add(fact.report() + ":" + range);
      } else if (hyphen > 0) {
        long last = Long.parseLong(range.substring(hyphen + 1));
        for (long i = Long.parseLong(range.substring(0, hyphen)); i <= last; i++) {
          ids.add(fact.report() + ":" + i);
        }
      }
    }
    return ids;
  }

  private static String content(StoredEvent event) {
    var fields = new TreeMap<>(event.event());
    fields.remove("raw");
    fields.remove("time.observation");
    return JSON.writeValueAsString(fields);
  }

  private void fail(String id, String problem) {
    failures.add(id + ": " + problem + "; " + trail.of(id, run));
  }

  private static String shown(List<String> bodies) {
    return bodies.stream()
        .map(body -> body.substring(0, Math.min(200, body.length())))
        .collect(Collectors.joining(" | "));
  }
}
