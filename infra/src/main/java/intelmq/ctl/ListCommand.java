package intelmq.ctl;

import intelmq.bot.config.BotSpec;
import intelmq.runtime.ConfiguredBots;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what an installation consists of. */
@Command(
    name = "list",
    description = "Lists bots, queues or feeds.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ListCommand.BotsCommand.class,
      ListCommand.QueuesCommand.class,
      ListCommand.FeedsCommand.class
    })
final class ListCommand {
  private ListCommand() {}

  /** Lists functions and their bots. */
  @Command(
      name = "bots",
      description =
          "Lists the stages, with the kind and the names of the bots that each runs, in the order in which events go through them.",
      mixinStandardHelpOptions = true)
  @SuppressWarnings("FieldCanBeFinal") // picocli sets them
  static final class BotsCommand implements Callable<Integer> {
    @Mixin private TargetOption target = new TargetOption();
    @Mixin private OutputOption output = new OutputOption();

    @Option(
        names = {"-q", "--quiet"},
        description = "The names of the enabled stages alone.")
    private boolean quiet;

    @Option(
        names = "--known",
        description = "All bots that there are, whatever runs; help BOT says more.")
    private boolean known;

    @Override
    public Integer call() {
      if (known) {
        known();
        return ExitCode.OK;
      }
      try (Installation installation = target.open()) {
        List<StackFunction> stages =
            installation.stages().stream()
                .filter(stage -> !quiet || Switches.isEnabled(stage))
                .toList();
        if (output.isJson()) {
          output.json(
              quiet
                  ? stages.stream().map(StackFunction::stage).toList()
                  : stages.stream().map(stage -> json(stage, installation.stack())).toList());
        } else if (quiet) {
          stages.forEach(stage -> output.line(stage.stage()));
        } else {
          output.table(
              List.of("stage", "kind", "enabled", "bots", "sends to"),
              stages.stream()
                  .map(stage ->
                      List.of(
                          stage.stage(),
                          stage.kind().label(),
                          Switches.isEnabled(stage) ? "yes" : "no",
                          String.join(", ", ConfiguredBots.names(stage.variable("BOT"))),
                          String.join(", ", stage.next(installation.stack()))))
                  .toList());
        }
        return ExitCode.OK;
      }
    }

    private void known() {
      List<BotSpec> bots = KnownBots.all();
      if (output.isJson()) {
        output.json(bots.stream().map(BotsCommand::json).toList());
      } else if (quiet) {
        bots.forEach(bot -> output.line(bot.name()));
      } else {
        output.table(
            List.of("kind", "bot", "what it does"),
            bots.stream()
                .map(bot -> List.of(bot.kind().label(), bot.name(), bot.summary()))
                .toList());
      }
    }

    private static Map<String, Object> json(BotSpec bot) {
      var json = new LinkedHashMap<String, Object>();
      json.put("kind", bot.kind().label());
      json.put("bot", bot.name());
      json.put("upstream", bot.upstream());
      json.put("summary", bot.summary());
      return json;
    }

    private static Map<String, Object> json(StackFunction stage, String stack) {
      var json = new LinkedHashMap<String, Object>();
      json.put("stage", stage.stage());
      json.put("kind", stage.kind().label());
      json.put("enabled", Switches.isEnabled(stage));
      json.put("bots", ConfiguredBots.names(stage.variable("BOT")));
      json.put("destinations", stage.paths(stack));
      return json;
    }
  }

  /** Lists queues and their messages. */
  @Command(
      name = "queues",
      description =
          "Lists the queues, dead letters' too, with the number of messages that wait, are worked on and are delayed.",
      mixinStandardHelpOptions = true)
  @SuppressWarnings("FieldCanBeFinal") // picocli sets them
  static final class QueuesCommand implements Callable<Integer> {
    @Mixin private TargetOption target = new TargetOption();
    @Mixin private OutputOption output = new OutputOption();

    @Option(
        names = {"-q", "--non-zero"},
        description = "Those alone that hold messages.")
    private boolean nonZero;

    @Option(
        names = {"-s", "--sum", "--count"},
        description = "The sum of all messages alone.")
    private boolean sum;

    private record Line(String queue, QueueCounts counts) {}

    @Override
    public Integer call() throws InterruptedException {
      try (Installation installation = target.open()) {
        List<Line> lines =
            Parallel.map(
                    installation.queues(),
                    queue ->
                        new Line(
                            queue,
                            QueueCounts.of(installation.sqs(), installation.queueUrl(queue))))
                .stream()
                .filter(line -> !nonZero || line.counts().total() > 0)
                .toList();
        if (sum) {
          long total = lines.stream().mapToLong(line -> line.counts().total()).sum();
          if (output.isJson()) {
            output.json(total);
          } else {
            output.line(Long.toString(total));
          }
        } else if (output.isJson()) {
          var json = new LinkedHashMap<String, Object>();
          lines.forEach(line -> json.put(line.queue(), line.counts().json()));
          output.json(json);
        } else {
          output.table(
              List.of("queue", "visible", "in flight", "delayed"),
              lines.stream()
                  .map(line ->
                      List.of(
                          line.queue(),
                          line.counts().visible(),
                          line.counts().inFlight(),
                          line.counts().delayed()))
                  .toList());
        }
        return ExitCode.OK;
      }
    }
  }

  /** Lists feeds and their last reports. */
  @Command(
      name = "feeds",
      description =
          "Lists the feeds, with how often a report is expected and what the last one held.",
      mixinStandardHelpOptions = true)
  @SuppressWarnings("FieldCanBeFinal") // picocli sets them
  static final class FeedsCommand implements Callable<Integer> {
    @Mixin private TargetOption target = new TargetOption();
    @Mixin private OutputOption output = new OutputOption();

    @Override
    public Integer call() throws InterruptedException {
      try (Installation installation = target.open()) {
        List<FeedStatus> feeds = FeedStatus.of(installation, InstantSource.system());
        if (output.isJson()) {
          output.json(feeds.stream().map(FeedStatus::json).toList());
        } else {
          output.table(FeedStatus.COLUMNS, feeds.stream().map(FeedStatus::row).toList());
        }
        return ExitCode.OK;
      }
    }
  }
}
