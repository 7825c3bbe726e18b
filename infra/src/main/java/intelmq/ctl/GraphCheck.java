package intelmq.ctl;

import intelmq.bot.Verdict;
import intelmq.ctl.Blueprint.Planned;
import intelmq.harmonization.Nearest;
import intelmq.runtime.ConfiguredBots;
import intelmq.runtime.Destinations;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks at the ways of events: dead ends, cycles, queues that nobody reads, stages nobody feeds.
 */
final class GraphCheck {
  private static final String ERROR_PATH = "_on_error";

  private final String stack;
  private final List<Planned> functions;
  private final Set<String> queues = new LinkedHashSet<>();
  private final Map<String, Planned> readers = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  private GraphCheck(String stack, List<Planned> functions, Collection<String> queueUrls) {
    this.stack = stack;
    this.functions = List.copyOf(functions);
    queueUrls.forEach(url -> queues.add(shortName(url)));
    functions.forEach(planned ->
        planned.function().queueUrl().ifPresent(url -> readers.put(shortName(url), planned)));
  }

  /**
   * What is wrong with the ways of events.
   *
   * @param queueUrls all queues
   */
  static List<Finding> check(String stack, List<Planned> functions, Collection<String> queueUrls) {
    var check = new GraphCheck(stack, functions, queueUrls);
    functions.forEach(check::destinations);
    check.unfed();
    check.cycles();
    check.deadEnds();
    check.meetings();
    return check.findings;
  }

  private String shortName(String url) {
    String queue = Destinations.nameOf(url);
    return queue.startsWith(stack + "-") ? queue.substring(stack.length() + 1) : queue;
  }

  private void destinations(Planned planned) {
    StackFunction.Kind kind = planned.function().kind();
    Map<String, List<String>> paths = planned.function().paths(stack);
    boolean sends = kind == StackFunction.Kind.PARSER || kind == StackFunction.Kind.EXPERT;
    if (sends && !paths.containsKey(Verdict.DEFAULT_PATH)) {
      add(
          Finding.Level.ERROR,
          planned,
          "Destinations has no queue for the path " + Verdict.DEFAULT_PATH);
    }
    if (kind == StackFunction.Kind.OUTPUT && paths.containsKey(Verdict.DEFAULT_PATH)) {
      add(
          Finding.Level.WARNING,
          planned,
          "an output sends nothing on; its Destinations are ignored");
    }
    paths.forEach((path, targets) -> {
      if (path.startsWith("_") && !Set.of(Verdict.DEFAULT_PATH, ERROR_PATH).contains(path)) {
        add(
            Finding.Level.WARNING,
            planned,
            "no bot uses the path "
                + path
                + Nearest.hint(path, List.of(Verdict.DEFAULT_PATH, ERROR_PATH)));
      }
      for (String target : targets) {
        if (!queues.contains(target)) {
          add(
              Finding.Level.ERROR,
              planned,
              "path "
                  + path
                  + " leads to '"
                  + target
                  + "', which is no queue of this template"
                  + Nearest.hint(target, readers.keySet()));
        } else if (!readers.containsKey(target)) {
          add(
              Finding.Level.ERROR,
              planned,
              "path " + path + " leads to " + target + ", a queue that no function reads");
        }
      }
    });
  }

  private void unfed() {
    Set<String> fed = new HashSet<>();
    for (Planned planned : functions) {
      for (String next : planned.function().next(stack)) {
        if (!next.equals(planned.function().stage())) {
          fed.add(next);
        }
      }
    }
    for (Planned planned : functions) {
      StackFunction.Kind kind = planned.function().kind();
      boolean needsFeeding = kind == StackFunction.Kind.EXPERT || kind == StackFunction.Kind.OUTPUT;
      if (needsFeeding && !fed.contains(planned.function().stage())) {
        add(
            Finding.Level.WARNING,
            planned,
            "nothing sends to this stage: it never has anything to do");
      }
    }
  }

  private void cycles() {
    var done = new HashSet<String>();
    for (Planned planned : functions) {
      walk(planned.function().stage(), new ArrayDeque<>(), done);
    }
  }

  private void walk(String stage, Deque<String> way, Set<String> done) {
    if (way.contains(stage)) {
      List<String> cycle = new ArrayList<>();
      for (String passed : way) {
        if (!cycle.isEmpty() || passed.equals(stage)) {
          cycle.add(passed);
        }
      }
      boolean always =
          cycle.stream()
              .allMatch(passed ->
                  defaults(passed).contains(cycle.get((cycle.indexOf(passed) + 1) % cycle.size())));
      Planned planned = readers.get(stage);
      if (planned != null) {
        add(
            always ? Finding.Level.ERROR : Finding.Level.WARNING,
            planned,
            "events go round "
                + (always ? "for ever: " : "for as long as they leave on the same paths: ")
                + String.join(" -> ", cycle)
                + " -> "
                + stage);
      }
      return;
    }
    Planned planned = readers.get(stage);
    if (planned == null && way.isEmpty()) {
      return;
    }
    if (planned == null || !done.add(stage)) {
      return;
    }
    way.addLast(stage);
    planned.function().next(stack).forEach(next -> step(next, way, done));
    way.removeLast();
  }

  /** A stage on the way is looked at even if it was before: that is the cycle. */
  private void step(String next, Deque<String> way, Set<String> done) {
    if (way.contains(next) || !done.contains(next)) {
      walk(next, way, done);
    }
  }

  private List<String> defaults(String stage) {
    Planned planned = readers.get(stage);
    return planned == null
        ? List.of()
        : planned.function().paths(stack).getOrDefault(Verdict.DEFAULT_PATH, List.of());
  }

  /** Whether events of each stage come to an output. */
  private void deadEnds() {
    Map<String, Boolean> known = new HashMap<>();
    for (Planned planned : functions) {
      StackFunction.Kind kind = planned.function().kind();
      if ((kind == StackFunction.Kind.PARSER || kind == StackFunction.Kind.EXPERT)
          && !delivers(planned.function().stage(), new HashSet<>(), known)) {
        add(Finding.Level.ERROR, planned, "none of its events ever comes to an output");
      }
    }
  }

  private boolean delivers(String stage, Set<String> way, Map<String, Boolean> known) {
    Boolean before = known.get(stage);
    if (before != null) {
      return before;
    }
    Planned planned = readers.get(stage);
    if (planned == null || !way.add(stage)) {
      return false;
    }
    boolean delivers =
        planned.function().kind() == StackFunction.Kind.OUTPUT
            || planned.function().next(stack).stream().anyMatch(next -> delivers(next, way, known));
    if (delivers) {
      known.put(stage, true);
    }
    return delivers;
  }

  /**
   * Ways that part at a stage and meet at one output that keeps an object per batch: both have the
   * batch's name, and the later one replaces the other.
   */
  private void meetings() {
    for (Planned planned : functions) {
      Map<String, List<String>> ways = new LinkedHashMap<>();
      for (String next : planned.function().next(stack)) {
        var reached = new LinkedHashSet<String>();
        reach(next, reached);
        reached.forEach(stage -> ways.computeIfAbsent(stage, s -> new ArrayList<>()).add(next));
      }
      ways.forEach((stage, branches) -> {
        if (branches.size() > 1 && keepsBatches(stage)) {
          add(
              Finding.Level.WARNING,
              planned,
              "events part here and meet again at "
                  + stage
                  + ", by "
                  + String.join(" and by ", branches)
                  + ": there the later part of a batch replaces the earlier one; give each way an"
                  + " output of its own");
        }
      });
    }
  }

  private void reach(String stage, Set<String> reached) {
    Planned planned = readers.get(stage);
    if (planned != null && reached.add(stage)) {
      planned.function().next(stack).forEach(next -> reach(next, reached));
    }
  }

  private boolean keepsBatches(String stage) {
    Planned planned = readers.get(stage);
    return planned != null
        && planned.function().kind() == StackFunction.Kind.OUTPUT
        && ConfiguredBots.names(planned.function().variable("BOT")).contains("file");
  }

  private void add(Finding.Level level, Planned planned, String message) {
    findings.add(new Finding(level, planned.place(), planned.function().stage() + ": " + message));
  }
}
