package intelmq.ctl.moving;

import intelmq.bot.config.BotSpec;
import intelmq.bot.config.BotSpec.Kind;
import intelmq.ctl.moving.Block.Target;
import intelmq.ctl.moving.Standing.Here;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Makes a template of an IntelMQ configuration. */
public final class Importer {
  /** A stage for events that would be lost otherwise. */
  private static final String UNDELIVERED = "undelivered";

  private final List<BotSpec> catalogue;
  private final KnownDifferences differences;
  private final IntelmqConfiguration configuration;
  private final TemplateText template;
  private final Translator translator;
  private final Graph graph;
  private final Names names;
  private final Map<String, Standing> standings = new LinkedHashMap<>();
  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final Map<String, Ways> ways = new LinkedHashMap<>();
  private final Map<String, String> stages = new LinkedHashMap<>();
  private final Map<String, String> blocks = new LinkedHashMap<>();
  private final List<Feed> feeds = new ArrayList<>();

  private Importer(
      IntelmqConfiguration configuration,
      TemplateText template,
      List<BotSpec> catalogue,
      KnownDifferences differences) {
    this.catalogue = List.copyOf(catalogue);
    this.differences = differences;
    this.configuration = configuration;
    this.template = template;
    this.translator = new Translator(configuration.global(), differences);
    this.names = new Names(template.names());
    configuration.bots().forEach(bot -> standings.put(bot.id(), Standing.of(bot, catalogue)));
    this.graph = new Graph(configuration.bots(), balances(), this::isHere);
  }

  /**
   * Makes it.
   *
   * @param template whose feeds and stages are replaced
   * @param catalogue the bots that are here
   */
  public static Imported run(
      IntelmqConfiguration configuration,
      TemplateText template,
      List<BotSpec> catalogue,
      KnownDifferences differences) {
    var importer = new Importer(configuration, template, catalogue, differences);
    importer.stages();
    importer.feeds();
    return importer.imported();
  }

  private boolean balances() {
    return Objects.toString(configuration.global().get("load_balance"), "")
        .equalsIgnoreCase("true");
  }

  private boolean isHere(SourceBot bot) {
    return standings.get(bot.id()) instanceof Here;
  }

  private void stages() {
    for (SourceBot bot : configuration.bots()) {
      if (standings.get(bot.id()) instanceof Here(BotSpec spec)
          && spec.kind() != Kind.COLLECTOR
          && isOriginal(bot)) {
        drafts.put(bot.id(), translator.translate(bot, spec));
        if (spec.kind() != Kind.OUTPUT) {
          ways.put(bot.id(), graph.ways(bot, balances()).orElse(UNDELIVERED));
        }
        if (spec.kind() != Kind.PARSER) {
          String stage = names.stage(bot.id());
          stages.put(bot.id(), stage);
        }
      }
    }
    boolean lost =
        ways.values().stream()
            .anyMatch(way -> way.paths().values().stream().anyMatch(List.of(UNDELIVERED)::equals));
    if (lost) {
      undelivered();
    }
    stages.forEach((id, stage) -> blocks.put(id, names.block(stage)));
  }

  private void undelivered() {
    BotSpec file =
        catalogue.stream()
            .filter(spec -> spec.kind() == Kind.OUTPUT && spec.name().equals("file"))
            .findFirst()
            .orElseThrow();
    var draft = new Draft(file, UNDELIVERED);
    Needs.add(draft);
    drafts.put(UNDELIVERED, draft);
    stages.put(UNDELIVERED, names.stage(UNDELIVERED));
  }

  private boolean isOriginal(SourceBot bot) {
    return graph.original(bot.id()).equals(bot.id());
  }

  private void feeds() {
    var plan =
        new FeedPlan(
            configuration.bots(), graph, standings, catalogue, translator, drafts, names::feed);
    feeds.addAll(plan.feeds());
  }

  private Imported imported() {
    var experts = new LinkedHashMap<String, Ways>();
    stages
        .keySet()
        .forEach(id -> experts.put(id, ways.getOrDefault(id, new Ways(Map.of(), List.of()))));
    var order = new StageOrder(experts);
    List<String> stageTexts = order.stages().stream().map(id -> stage(id, order).text()).toList();
    List<String> feedTexts =
        feeds.stream()
            .map(feed ->
                feed.block(names.block(feed.name()), targets(feed.parserId(), order)).text())
            .toList();
    var report = new ImportReport(configuration, standings, graph, drafts, ways, stages, feeds);
    Set<String> enabled = new LinkedHashSet<>();
    feeds.stream().filter(Feed::enabled).forEach(feed -> enabled.add(feed.name()));
    return new Imported(
        template.with(feedTexts, stageTexts),
        report.lines(differences, translator, configuration.global()),
        report.tasks(),
        List.copyOf(enabled));
  }

  private Block stage(String id, StageOrder order) {
    Draft draft = draft(id);
    String name = stages.getOrDefault(id, id);
    var own = new LinkedHashMap<String, String>();
    own.put("Stage", name);
    own.put("Kind", draft.spec().kind() == Kind.OUTPUT ? "Output" : "Expert");
    own.put("Bot", draft.document());
    String comment =
        id.equals(UNDELIVERED) ? "For events that no other stage gets." : "From " + id + ".";
    return new Block(
        blocks.getOrDefault(id, id), name, comment, own, List.of(draft), targets(id, order));
  }

  private Draft draft(String id) {
    return Objects.requireNonNull(drafts.get(id), id);
  }

  private Map<String, List<Target>> targets(String id, StageOrder order) {
    var targets = new LinkedHashMap<String, List<Target>>();
    Ways way = ways.get(id);
    if (way != null) {
      way.paths()
          .forEach((path, ids) ->
              targets.put(
                  path,
                  ids.stream()
                      .map(to ->
                          new Target(
                              blocks.getOrDefault(to, to),
                              stages.getOrDefault(to, to),
                              order.isBack(id, to)))
                      .toList()));
    }
    return targets;
  }
}
