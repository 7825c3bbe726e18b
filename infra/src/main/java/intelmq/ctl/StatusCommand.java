package intelmq.ctl;

import intelmq.runtime.ConfiguredBots;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells how functions, queues and feeds are. */
@Command(
    name = "status",
    description = {
      "Tells how functions, queues and feeds are.",
      "A function is running, stopped (by stop) or disabled (its feed is not in EnabledFeeds). Exit status 1, for monitoring: one is stopped, dead letters wait, or an enabled feed is silent."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class StatusCommand implements Callable<Integer> {
  private static final String DEAD = "-dlq";

  @Mixin private TargetOption target = new TargetOption();
  @Mixin private OutputOption output = new OutputOption();

  @Parameters(
      paramLabel = "STAGE|FEED",
      arity = "0..*",
      description = "Only these stages, or those of these feeds.")
  private List<String> names = new ArrayList<>();

  /** A function with its queues. */
  private record Line(
      StackFunction function, Switches.State state, QueueCounts queue, QueueCounts dead) {}

  @Override
  public Integer call() throws InterruptedException {
    try (Installation installation = target.open()) {
      List<StackFunction> functions =
          names.isEmpty() ? installation.functions() : installation.select(names);
      Switches switches = Switches.of(installation);
      List<Line> lines =
          Parallel.map(functions, function -> line(installation, switches, function));
      List<FeedStatus> feeds =
          FeedStatus.of(installation, InstantSource.system()).stream()
              .filter(feed ->
                  functions.stream()
                      .anyMatch(function -> function.feed().orElse("").equals(feed.feed())))
              .toList();
      List<String> problems = problems(lines, feeds);
      if (output.isJson()) {
        output.json(json(installation, lines, feeds, problems));
      } else {
        print(installation, lines, feeds, problems);
      }
      return problems.isEmpty() ? ExitCode.OK : ExitCode.PROBLEM;
    }
  }

  private static Line line(Installation installation, Switches switches, StackFunction function) {
    QueueCounts none = new QueueCounts(0, 0, 0);
    QueueCounts queue =
        function.queueUrl().map(url -> QueueCounts.of(installation.sqs(), url)).orElse(none);
    QueueCounts dead =
        QueueCounts.of(installation.sqs(), installation.queueUrl(function.stage() + DEAD));
    return new Line(function, switches.state(function), queue, dead);
  }

  private static List<String> problems(List<Line> lines, List<FeedStatus> feeds) {
    var problems = new ArrayList<String>();
    for (Line line : lines) {
      String stage = line.function().stage();
      if (line.state() == Switches.State.STOPPED) {
        problems.add(stage + " is stopped");
      }
      if (line.dead().total() > 0) {
        problems.add(
            OutputOption.count(line.dead().total(), "dead letter") + " of " + stage + ": dlq show");
      }
    }
    for (FeedStatus feed : feeds) {
      if (feed.silent()) {
        problems.add(
            feed.feed()
                + " is silent: no report "
                + (feed.lastParsed() == null ? "ever" : "since " + feed.lastParsed())
                + ", expected every "
                + feed.interval().toMinutes()
                + " minutes");
      }
    }
    return problems;
  }

  private void print(
      Installation installation, List<Line> lines, List<FeedStatus> feeds, List<String> problems) {
    output.note(installation.description());
    output.table(
        List.of("function", "kind", "status", "visible", "in flight", "delayed", "dead letters"),
        lines.stream()
            .map(line -> {
              boolean reads = line.function().queueUrl().isPresent();
              return List.of(
                  line.function().stage(),
                  line.function().kind().label(),
                  line.state().label(),
                  reads ? line.queue().visible() : "-",
                  reads ? line.queue().inFlight() : "-",
                  reads ? line.queue().delayed() : "-",
                  line.dead().total());
            })
            .toList());
    if (!feeds.isEmpty()) {
      output.line("");
      output.table(FeedStatus.COLUMNS, feeds.stream().map(FeedStatus::row).toList());
    }
    if (!problems.isEmpty()) {
      output.line("");
      problems.forEach(output::line);
    }
  }

  private static Map<String, Object> json(
      Installation installation, List<Line> lines, List<FeedStatus> feeds, List<String> problems) {
    var json = new LinkedHashMap<String, Object>();
    json.put("stack", installation.stack());
    json.put("region", installation.region());
    json.put("local", installation.isLocal());
    json.put(
        "functions",
        lines.stream()
            .map(line -> {
              var function = new LinkedHashMap<String, Object>();
              function.put("stage", line.function().stage());
              function.put("kind", line.function().kind().label());
              function.put("bots", ConfiguredBots.names(line.function().variable("BOT")));
              function.put("status", line.state().label());
              if (line.function().queueUrl().isPresent()) {
                function.put("queue", line.queue().json());
              }
              function.put("dead_letters", line.dead().total());
              return function;
            })
            .toList());
    json.put("feeds", feeds.stream().map(FeedStatus::json).toList());
    json.put("problems", problems);
    return json;
  }
}
