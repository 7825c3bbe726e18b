package intelmq.ctl.moving;

import intelmq.bot.config.BotSpec;
import intelmq.bot.config.BotSpec.Kind;
import intelmq.ctl.moving.Standing.Here;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes feeds: one for each pair of a collector and a parser that it sends to. A parser whose
 * collector is not here takes files that are put into the drop bucket.
 */
final class FeedPlan {
  private static final Set<String> OF_THE_FEED =
      Set.of("name", "provider", "code", "documentation", "accuracy");

  private final Graph graph;
  private final Map<String, Standing> standings;
  private final BotSpec dropped;
  private final Translator translator;
  private final Map<String, Draft> drafts;
  private final UnaryOperator<String> names;
  private final List<Feed> feeds = new ArrayList<>();

  FeedPlan(
      List<SourceBot> bots,
      Graph graph,
      Map<String, Standing> standings,
      List<BotSpec> catalogue,
      Translator translator,
      Map<String, Draft> drafts,
      UnaryOperator<String> names) {
    this.graph = graph;
    this.standings = standings;
    this.translator = translator;
    this.drafts = drafts;
    this.names = names;
    this.dropped =
        catalogue.stream()
            .filter(spec -> spec.kind() == Kind.COLLECTOR && spec.name().equals("file"))
            .findFirst()
            .orElseThrow();
    var fed = new HashSet<String>();
    bots.stream().filter(bot -> bot.kind() == Kind.COLLECTOR).forEach(bot -> collect(bot, fed));
    for (SourceBot bot : bots) {
      Draft parser = drafts.get(bot.id());
      if (parser != null && parser.spec().kind() == Kind.PARSER && !fed.contains(bot.id())) {
        Draft collector = drop(bot.id(), Map.of());
        feeds.add(
            new Feed(
                names.apply(stem(bot.id(), "parser")),
                "",
                bot.id(),
                collector,
                parser,
                bot.enabled()));
      }
    }
  }

  List<Feed> feeds() {
    return feeds;
  }

  private void collect(SourceBot bot, Set<String> fed) {
    List<SourceBot> parsers =
        graph.readersOf(bot).stream()
            .filter(reader -> reader.kind() == Kind.PARSER && drafts.containsKey(reader.id()))
            .toList();
    for (SourceBot parser : parsers) {
      Draft collector = drafts.computeIfAbsent(bot.id(), id -> collector(bot));
      fed.add(parser.id());
      String name = stem(bot.id(), "collector");
      feeds.add(
          new Feed(
              parsers.size() == 1
                  ? names.apply(name)
                  : names.apply(name + "-" + stem(parser.id(), "parser")),
              bot.id(),
              parser.id(),
              collector,
              Objects.requireNonNull(drafts.get(parser.id())),
              bot.enabled() && parser.enabled()));
    }
  }

  private Draft collector(SourceBot bot) {
    if (standings.get(bot.id()) instanceof Here(BotSpec spec)) {
      return translator.translate(bot, spec);
    }
    var told = new LinkedHashMap<String, @Nullable Object>(bot.parameters());
    told.keySet().retainAll(OF_THE_FEED);
    return drop(bot.id(), told);
  }

  /** A collector for files of any name. */
  private Draft drop(String id, Map<String, @Nullable Object> parameters) {
    var files = new SourceBot(id, "", Kind.COLLECTOR, true, false, parameters, "", Map.of());
    return translator.translate(files, dropped).put("postfix", "");
  }

  private static String stem(String id, String kind) {
    return id.replaceFirst("(?i)-" + kind + "$", "");
  }
}
