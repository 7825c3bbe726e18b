package intelmq.ctl;

import intelmq.bot.Verdict;
import intelmq.bot.config.ConfigurationException;
import intelmq.ctl.Blueprint.Planned;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Nearest;
import intelmq.localstack.template.TemplateException;
import intelmq.runtime.ConfiguredBots.Configured;
import intelmq.runtime.Destinations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Checks template.yaml before it is deployed. */
@Command(
    name = "check",
    description = {
      "Checks template.yaml: whether it expands, the parameters of each bot, permissions, and the ways of events (dead ends, cycles, queues nobody reads, stages nobody feeds).",
      "Blocks that a parameter switches on are checked as well. With --stack, or while a local cloud runs, what parameters refer to (ssm:, secret:, s3:) is asked for, and queues are named that hold messages but are not in the template. Exit status 1 if there are errors."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class CheckCommand implements Callable<Integer> {
  /** What switches on blocks that are off by default. */
  private static final Map<String, String> OPTIONAL =
      Map.of("MailFrom", "cert@example.org", "OpenSearch", "https://search.example.org");

  private static final Pattern SCHEDULE =
      Pattern.compile("rate\\([1-9][0-9]* (minute|hour|day)s?\\)|cron\\(.+\\)");

  @Spec private @Nullable CommandSpec spec;
  @Mixin private TargetOption target = new TargetOption();
  @Mixin private OutputOption output = new OutputOption();
  @Mixin private HarmonizationOption harmonization = new HarmonizationOption();

  @Option(
      names = {"-p", "--parameter"},
      paramLabel = "NAME=VALUE",
      description = "A parameter of the template as it will be deployed; may be repeated.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(
      names = {"-C", "--no-connections"},
      description = "Look at files alone, also if there is a stack to ask.")
  private boolean offline;

  private Harmonization fields = Harmonization.standard();
  private final Set<Finding> findings = new LinkedHashSet<>();

  /** The names of all queues of the template. */
  private final Set<String> queues = new LinkedHashSet<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (offline && target.isGiven()) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "--no-connections goes without --stack");
    }
    fields = harmonization.read();
    boolean asks =
        !offline && (target.isGiven() || CloudFile.running(IntelmqCtl.cloud(spec)) != null);
    if (asks) {
      try (Installation installation = target.open()) {
        check(installation);
      }
    } else {
      check(null);
    }
    return report();
  }

  private void check(@Nullable Installation installation) throws IOException, InterruptedException {
    Path home = IntelmqCtl.home(spec);
    String stack = installation == null ? "intelmq" : installation.stack();
    Blueprint blueprint = expand(home, stack, parameters);
    if (blueprint == null) {
      return;
    }
    inspect(blueprint, installation);
    for (Map.Entry<String, String> option : OPTIONAL.entrySet()) {
      if (!parameters.containsKey(option.getKey())) {
        var more = new LinkedHashMap<>(parameters);
        more.put(option.getKey(), option.getValue());
        Blueprint with = optional(home, stack, more);
        if (with != null) {
          inspect(with, installation);
        }
      }
    }
    if (installation != null) {
      orphans(installation);
    }
  }

  private @Nullable Blueprint expand(Path home, String stack, Map<String, String> given)
      throws IOException {
    try {
      return Blueprint.of(home, stack, given);
    } catch (TemplateException e) {
      findings.add(
          new Finding(Finding.Level.ERROR, "template.yaml", String.valueOf(e.getMessage())));
      return null;
    }
  }

  /** A template may have no such parameter. */
  private @Nullable Blueprint optional(Path home, String stack, Map<String, String> given)
      throws IOException {
    try {
      return Blueprint.of(home, stack, given);
    } catch (TemplateException e) {
      if (!String.valueOf(e.getMessage()).contains("there is no parameter")) {
        findings.add(
            new Finding(Finding.Level.ERROR, "template.yaml", String.valueOf(e.getMessage())));
      }
      return null;
    }
  }

  private void inspect(Blueprint blueprint, @Nullable Installation installation) {
    List<Planned> functions = blueprint.functions();
    Map<String, String> arns = blueprint.queues();
    arns.keySet().forEach(url -> queues.add(Destinations.nameOf(url)));
    var bots = new BotCheck(installation, fields);
    var permissions = new PermissionCheck(arns);
    var readable = new ArrayList<Planned>();
    for (Planned planned : functions) {
      String stage = planned.function().stage();
      List<Configured> configured =
          bots.check(
              planned.function(),
              (level, message) ->
                  findings.add(new Finding(level, planned.place(), stage + ": " + message)));
      try {
        permissions
            .check(planned, configured)
            .forEach(sentence -> add(Finding.Level.ERROR, planned, sentence));
        unusedPaths(planned, configured, blueprint.stack());
        readable.add(planned);
      } catch (ConfigurationException e) {
        add(Finding.Level.ERROR, planned, String.valueOf(e.getMessage()));
      }
    }
    findings.addAll(GraphCheck.check(blueprint.stack(), readable, arns.keySet()));
    schedules(blueprint, functions);
    feeds(functions);
  }

  private void unusedPaths(Planned planned, List<Configured> bots, String stack) {
    var used = new LinkedHashSet<String>();
    for (Configured bot : bots) {
      List<String> paths = PermissionCheck.paths(planned.function().kind(), bot);
      if (paths == null) {
        return;
      }
      used.addAll(paths);
    }
    for (String path : planned.function().paths(stack).keySet()) {
      if (!path.startsWith("_") && !bots.isEmpty() && !used.contains(path)) {
        used.add(Verdict.DEFAULT_PATH);
        add(
            Finding.Level.WARNING,
            planned,
            "no bot here uses the path '" + path + "'" + Nearest.hint(path, used));
      }
    }
  }

  private void schedules(Blueprint blueprint, List<Planned> functions) {
    Map<String, String> schedules = blueprint.schedules();
    for (Planned planned : functions) {
      String expression = schedules.get(planned.function().arn());
      if (expression != null && !SCHEDULE.matcher(expression).matches()) {
        add(
            Finding.Level.ERROR,
            planned,
            "Schedule is '"
                + expression
                + "', expected for instance rate(1 hour), rate(15 minutes) or cron(0 6 * * ? *)");
      }
    }
  }

  /** Names in EnabledFeeds that are no feeds. */
  private void feeds(List<Planned> functions) {
    List<String> feeds =
        functions.stream()
            .flatMap(planned -> planned.function().feed().stream())
            .distinct()
            .toList();
    String enabled = parameters.getOrDefault("EnabledFeeds", "");
    Stream.of(enabled.split(",", -1))
        .filter(feed -> !feed.isEmpty() && !feeds.contains(feed))
        .forEach(feed ->
            findings.add(
                new Finding(
                    Finding.Level.ERROR,
                    Blueprint.parameter("EnabledFeeds"),
                    "there is no feed '" + feed + "'" + Nearest.hint(feed, feeds))));
  }

  /** Queues of a former template, in which messages wait for nobody. */
  private void orphans(Installation installation) throws InterruptedException {
    String prefix = installation.stack() + "-";
    List<String> others =
        installation.queues().stream().filter(queue -> !queues.contains(prefix + queue)).toList();
    List<Long> waiting =
        Parallel.map(
            others,
            queue -> QueueCounts.of(installation.sqs(), installation.queueUrl(queue)).total());
    for (int i = 0; i < others.size(); i++) {
      if (waiting.get(i) > 0) {
        findings.add(
            new Finding(
                Finding.Level.WARNING,
                installation.description(),
                "the queue "
                    + others.get(i)
                    + " holds "
                    + OutputOption.count(waiting.get(i), "message")
                    + ", but no function of the template reads it"));
      }
    }
  }

  private void add(Finding.Level level, Planned planned, String message) {
    findings.add(new Finding(level, planned.place(), planned.function().stage() + ": " + message));
  }

  private int report() {
    boolean errors = findings.stream().anyMatch(finding -> finding.level() == Finding.Level.ERROR);
    if (output.isJson()) {
      var json = new LinkedHashMap<String, Object>();
      json.put("status", errors ? "error" : "success");
      json.put("findings", findings.stream().map(Finding::json).toList());
      output.json(json);
    } else {
      findings.forEach(finding -> output.line(finding.text()));
      if (findings.isEmpty()) {
        output.line("No problems found.");
      }
    }
    return errors ? ExitCode.PROBLEM : ExitCode.OK;
  }
}
