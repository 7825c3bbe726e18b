package intelmq.ctl.moving;

import intelmq.bot.config.BotSpec;
import intelmq.bot.config.BotSpec.Kind;
import intelmq.ctl.moving.Standing.Here;
import intelmq.ctl.moving.Standing.Left;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what became of bots and parameters. */
final class ImportReport {
  private static final String DESTINATIONS = "destination_queues";

  private final IntelmqConfiguration configuration;
  private final Map<String, Standing> standings;
  private final Graph graph;
  private final Map<String, Draft> drafts;
  private final Map<String, Ways> ways;
  private final Map<String, String> stages;
  private final List<Feed> feeds;

  ImportReport(
      IntelmqConfiguration configuration,
      Map<String, Standing> standings,
      Graph graph,
      Map<String, Draft> drafts,
      Map<String, Ways> ways,
      Map<String, String> stages,
      List<Feed> feeds) {
    this.configuration = configuration;
    this.standings = standings;
    this.graph = graph;
    this.drafts = drafts;
    this.ways = ways;
    this.stages = stages;
    this.feeds = List.copyOf(feeds);
  }

  /** The lines of all bots. */
  List<BotLine> lines(
      KnownDifferences differences, Translator translator, Map<String, @Nullable Object> global) {
    var lines = new ArrayList<BotLine>();
    if (!global.isEmpty()) {
      lines.add(global(translator, global));
    }
    for (SourceBot bot : configuration.bots()) {
      lines.add(
          switch (standings.get(bot.id())) {
            case Here(BotSpec spec) -> here(bot, spec, differences);
            case Left(Moved moved, String reason) -> left(bot, moved, reason);
            case null -> throw new IllegalStateException(bot.id());
          });
    }
    return lines;
  }

  private BotLine left(SourceBot bot, Moved moved, String reason) {
    Draft drop = drafts.get(bot.id());
    if (drop == null) {
      String instead = bot.kind() == Kind.EXPERT ? "; events go past it" : "";
      return new BotLine(bot.id(), bot.module(), moved, reason + instead, List.of());
    }
    return new BotLine(
        bot.id(),
        bot.module(),
        moved,
        reason + "; " + ofFeeds(bot) + " takes files that are put into the drop bucket",
        drop.lines());
  }

  private BotLine here(SourceBot bot, BotSpec spec, KnownDifferences differences) {
    String bots = spec.kind().label() + " " + spec.name();
    if (!graph.original(bot.id()).equals(bot.id())) {
      String same = "the same as " + graph.original(bot.id()) + ": copies are one stage here";
      return new BotLine(bot.id(), bot.module(), Moved.DIFFERENT, same, List.of());
    }
    Draft draft = drafts.get(bot.id());
    if (draft == null) {
      String alone = bots + ", but it sends to no parser that is here";
      return new BotLine(bot.id(), bot.module(), Moved.MISSING, alone, List.of());
    }
    var parameters = new ArrayList<>(draft.lines());
    destinations(bot, parameters);
    boolean same =
        parameters.stream().allMatch(line -> line.moved() == Moved.CARRIED)
            && !differences.differs(spec);
    var reason = new StringBuilder(bots);
    String stage = stages.get(bot.id());
    reason.append(stage == null ? " of " + ofFeeds(bot) : ", the stage " + stage);
    if (!bot.enabled()) {
      reason.append(", which was disabled and is not among the feeds that ran");
    }
    if (differences.differs(spec)) {
      reason.append("; differences: ./intelmqctl help ").append(spec.name());
    }
    return new BotLine(
        bot.id(),
        bot.module(),
        same ? Moved.CARRIED : Moved.DIFFERENT,
        reason.toString(),
        parameters);
  }

  private void destinations(SourceBot bot, List<ParameterLine> lines) {
    Ways way = ways.get(bot.id());
    if (way != null) {
      String remarks = String.join("; ", way.remarks());
      lines.add(
          new ParameterLine(
              DESTINATIONS, remarks.isEmpty() ? Moved.CARRIED : Moved.DIFFERENT, remarks));
    } else if (bot.kind() == Kind.COLLECTOR) {
      long count = feeds.stream().filter(feed -> feed.collectorId().equals(bot.id())).count();
      List<String> others =
          graph.readersOf(bot).stream()
              .map(SourceBot::id)
              .filter(id -> feeds.stream().noneMatch(feed -> feed.parserId().equals(id)))
              .toList();
      String reason =
          (count > 1 ? "a feed for each of its parsers, which fetches by itself" : "")
              + (count > 1 && !others.isEmpty() ? "; " : "")
              + (others.isEmpty() ? "" : "not to " + String.join(", ", others));
      lines.add(
          new ParameterLine(
              DESTINATIONS, reason.isEmpty() ? Moved.CARRIED : Moved.DIFFERENT, reason));
    }
  }

  private String ofFeeds(SourceBot bot) {
    List<String> names =
        feeds.stream()
            .filter(feed -> feed.collectorId().equals(bot.id()) || feed.parserId().equals(bot.id()))
            .map(Feed::name)
            .toList();
    return (names.size() == 1 ? "the feed " : "the feeds ") + String.join(", ", names);
  }

  private BotLine global(Translator translator, Map<String, @Nullable Object> global) {
    var lines = new ArrayList<ParameterLine>();
    global.forEach((name, value) -> {
      Set<String> takers = new LinkedHashSet<>();
      for (SourceBot bot : configuration.bots()) {
        Draft draft = drafts.get(bot.id());
        if (draft != null && translator.inherited(bot, draft.spec()).containsKey(name)) {
          takers.add(bot.id());
        }
      }
      lines.add(
          takers.isEmpty()
              ? new ParameterLine(
                  name,
                  Moved.DIFFERENT,
                  SystemParameters.reason(name).orElse("no bot here has such a parameter"))
              : new ParameterLine(name, Moved.CARRIED, "written to " + String.join(", ", takers)));
    });
    return new BotLine(
        "global", "", Moved.CARRIED, "each bot's block has those that it takes", lines);
  }

  /** What is to be done, secrets first. */
  List<String> tasks() {
    var tasks = new LinkedHashSet<String>();
    for (Draft draft : drafts.values()) {
      if (!draft.secrets().isEmpty()) {
        tasks.add(
            draft.secrets().stream().distinct().collect(Collectors.joining(", "))
                + " of "
                + draft.place()
                + ": aws secretsmanager create-secret --name STACK/"
                + draft.place()
                + " --secret-string file://FILE, a JSON object with these texts");
      }
    }
    drafts.values().forEach(draft -> tasks.addAll(draft.tasks()));
    return List.copyOf(tasks);
  }
}
