package intelmq.ctl;

import intelmq.harmonization.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Feeds that are known: infra/feeds.yaml. */
@Command(
    name = "feed",
    description = "Lists, shows or adds feeds that are known (infra/feeds.yaml).",
    mixinStandardHelpOptions = true,
    subcommands = {
      FeedCommand.ListFeedsCommand.class,
      FeedCommand.ShowCommand.class,
      FeedCommand.AddCommand.class
    })
final class FeedCommand {
  private FeedCommand() {}

  /** Lists the catalogue. */
  @Command(
      name = "list",
      description = "Lists the feeds that are known, and whether template.yaml has them.",
      mixinStandardHelpOptions = true)
  @SuppressWarnings("FieldCanBeFinal") // picocli sets them
  static final class ListFeedsCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private OutputOption output = new OutputOption();

    @Parameters(
        paramLabel = "TEXT",
        arity = "0..1",
        description = "Those alone that have this in their name, provider or title.")
    private String wanted = "";

    @Override
    public Integer call() throws IOException {
      Path home = IntelmqCtl.home(spec);
      var rows = new ArrayList<Map<String, Object>>();
      for (KnownFeed feed : KnownFeed.all(home).values()) {
        String words = feed.name() + " " + feed.provider() + " " + feed.title();
        if (words.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT))) {
          var row = new LinkedHashMap<String, Object>();
          row.put("feed", feed.name());
          row.put("provider", feed.provider());
          row.put("title", feed.title());
          row.put("parser", feed.parserName());
          row.put("added", FeedBlock.isIn(home.resolve("template.yaml"), feed.name()));
          rows.add(row);
        }
      }
      if (output.isJson()) {
        output.json(rows);
      } else {
        output.table(
            List.of("feed", "provider", "title", "parser", "added"),
            rows.stream()
                .map(row ->
                    List.of(
                        row.get("feed"),
                        row.get("provider"),
                        row.get("title"),
                        row.get("parser"),
                        Objects.equals(row.get("added"), true) ? "yes" : "no"))
                .toList());
      }
      return ExitCode.OK;
    }
  }

  /** Shows what is known of a feed. */
  @Command(
      name = "show",
      description = "Shows a feed: where it comes from, what it needs, and the block for it.",
      mixinStandardHelpOptions = true)
  @SuppressWarnings("FieldCanBeFinal") // picocli sets them
  static final class ShowCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private OutputOption output = new OutputOption();

    @Parameters(paramLabel = "NAME", description = "The feed's name in the list.")
    private String name = "";

    @Override
    public Integer call() throws IOException {
      Path home = IntelmqCtl.home(spec);
      KnownFeed feed = find(home, name);
      List<String> template = Files.readAllLines(home.resolve("template.yaml"));
      String block = feed.block(name).text(template).stripLeading();
      if (output.isJson()) {
        var json = new LinkedHashMap<String, Object>();
        json.put("feed", feed.name());
        json.put("provider", feed.provider());
        json.put("title", feed.title());
        json.put("documentation", feed.documentation());
        json.put("needs", feed.needs());
        json.put("block", block);
        output.json(json);
      } else {
        output.line(feed.provider() + ": " + feed.title());
        if (!feed.documentation().isEmpty()) {
          output.line("Described at " + feed.documentation());
        }
        if (!feed.needs().isEmpty()) {
          output.line("Needs " + feed.needs());
        }
        output.lines("\n  " + block.stripTrailing());
      }
      return ExitCode.OK;
    }
  }

  /** Adds a feed to the template. */
  @Command(
      name = "add",
      description = {
        "Writes the block of a feed into template.yaml, behind the last feed, and a sample of what its provider answers for ./intelmqctl local.",
        "In an account nothing is fetched until EnabledFeeds names the feed."
      },
      mixinStandardHelpOptions = true)
  @SuppressWarnings("FieldCanBeFinal") // picocli sets them
  static final class AddCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;
    @Mixin private OutputOption output = new OutputOption();

    @Parameters(paramLabel = "NAME", description = "The feed's name in the list.")
    private String name = "";

    @Option(
        names = "--as",
        paramLabel = "NAME",
        description = "What it is called here; by default as in the list.")
    private @Nullable String as;

    @Override
    public Integer call() throws IOException {
      Path home = IntelmqCtl.home(spec);
      KnownFeed feed = find(home, name);
      String own = as == null ? name : as;
      Path template = home.resolve("template.yaml");
      try {
        feed.block(own).addTo(template);
      } catch (IllegalArgumentException e) {
        throw new Failure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
      }
      Path sample = feed.writeSample(home, home.resolve("events/reports").resolve(own));
      output.line("Written: the block of " + own + " in " + template);
      output.line("Written: a sample, " + sample + "; run ./intelmqctl local");
      if (!feed.needs().isEmpty()) {
        output.line("It needs " + feed.needs());
      }
      return ExitCode.OK;
    }
  }

  private static KnownFeed find(Path home, String name) throws IOException {
    Map<String, KnownFeed> feeds = KnownFeed.all(home);
    KnownFeed feed = feeds.get(name);
    if (feed == null) {
      throw Failure.problem(
          "there is no feed '"
              + name
              + "' in infra/feeds.yaml"
              + Nearest.hint(name, feeds.keySet()));
    }
    return feed;
  }
}
