package intelmq.ctl;

import intelmq.runtime.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A feed of the catalogue, {@code infra/feeds.yaml}.
 *
 * @param name as in a template
 * @param title what its provider calls it
 * @param documentation where the provider describes it; empty if nowhere
 * @param needs what the user has to fill in or to have; empty for nothing
 * @param collector {@code {name: {parameters}}}, without what the feed says of itself
 * @param parser a name, or {@code {name: {parameters}}}
 * @param schedule how often it is worth fetching
 * @param sample what the provider's answer looks like; empty if that of the parser's golden folder
 *     does
 */
record KnownFeed(
    String name,
    String provider,
    String title,
    String documentation,
    String needs,
    Map<?, ?> collector,
    Object parser,
    String schedule,
    String sample) {
  /** Twice a day without a report, for lists that may stay as they are for a while. */
  private static final int SILENCE_MINUTES = 2880;

  /** All feeds of the catalogue, by name. */
  static Map<String, KnownFeed> all(Path home) throws IOException {
    Path file = home.resolve("infra").resolve("feeds.yaml");
    if (!(Yaml.read(Files.readString(file), "infra/feeds.yaml") instanceof Map<?, ?> map)) {
      throw new IOException(file + " must be a map from names to feeds");
    }
    var feeds = new LinkedHashMap<String, KnownFeed>();
    map.forEach((name, value) -> {
      if (!(value instanceof Map<?, ?> feed)
          || !(feed.get("collector") instanceof Map<?, ?> collector)) {
        throw new IllegalArgumentException(file + ": " + name + " is no feed");
      }
      Object parser = feed.get("parser");
      if (parser == null) {
        throw new IllegalArgumentException(file + ": " + name + " has no parser");
      }
      feeds.put(
          String.valueOf(name),
          new KnownFeed(
              String.valueOf(name),
              text(feed, "provider"),
              text(feed, "title"),
              text(feed, "documentation"),
              text(feed, "needs"),
              collector,
              parser,
              text(feed, "schedule"),
              text(feed, "sample")));
    });
    return feeds;
  }

  /** The name of the parser. */
  String parserName() {
    return parser instanceof Map<?, ?> map
        ? String.valueOf(map.keySet().iterator().next())
        : String.valueOf(parser);
  }

  /** The block that adds it to a template, under a name of one's choice. */
  FeedBlock block(String as) {
    var bots = new LinkedHashMap<String, Object>();
    collector.forEach((bot, given) -> {
      var parameters = new LinkedHashMap<String, @Nullable Object>();
      if (given instanceof Map<?, ?> map) {
        map.forEach((key, value) -> parameters.put(String.valueOf(key), value));
      }
      parameters.put("name", title);
      parameters.put("provider", provider);
      parameters.put("code", as);
      if (!documentation.isEmpty()) {
        parameters.put("documentation", documentation);
      }
      bots.put(String.valueOf(bot), parameters);
    });
    return new FeedBlock(as, bots, parser, schedule, SILENCE_MINUTES);
  }

  /** Writes an answer of the provider, as it might look, into a folder of samples. */
  Path writeSample(Path home, Path samples) throws IOException {
    Files.createDirectories(samples);
    if (!sample.isEmpty()) {
      Path file = samples.resolve("sample.txt");
      Files.writeString(file, sample);
      return file;
    }
    Path golden = home.resolve("functions/parsers/src/test/golden").resolve(parserName());
    try (Stream<Path> files = Files.walk(golden)) {
      Path input =
          files
              .filter(file -> String.valueOf(file.getFileName()).startsWith("input."))
              .sorted()
              .findFirst()
              .orElseThrow(() -> new IOException("there is no sample below " + golden));
      Path file = samples.resolve(String.valueOf(input.getFileName()).replace("input", "sample"));
      Files.copy(input, file);
      return file;
    }
  }

  private static String text(Map<?, ?> feed, String key) {
    return feed.get(key) instanceof String text ? text : "";
  }
}
