package intelmq.docs;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.bot.config.BotSpec;
import intelmq.bot.config.BotSpec.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the committed reference pages, {@code docs/bots}, equal to those that the bots generate;
 * {@code ./build -Dupdate} writes them.
 */
final class BotPagesTest {
  private static final Path FOLDER = Path.of("..", "docs", "bots");
  private static final String ADVICE = " (./build -Dupdate writes docs/bots anew)";

  @Test
  void pagesAreThoseOfTheBots() throws IOException {
    Map<String, String> wanted = pages();
    if (Boolean.getBoolean("update")) {
      write(wanted);
    }
    Map<String, String> found = committed();
    var problems = new ArrayList<String>();
    wanted.forEach((file, page) -> {
      if (!found.containsKey(file)) {
        problems.add("missing: " + file);
      } else if (!page.equals(found.get(file))) {
        problems.add("stale: " + file);
      }
    });
    found.keySet().stream()
        .filter(file -> !wanted.containsKey(file))
        .forEach(file -> problems.add("superfluous: " + file));
    assertThat(problems).as("pages in docs/bots" + ADVICE).isEmpty();
  }

  private static Map<String, String> pages() throws IOException {
    var pages = new TreeMap<String, String>();
    pages.put("README.md", index());
    for (BotSpec bot : Bots.all()) {
      pages.put(
          file(bot), Bots.generated(bot, "docs", ".md") + Example.of(bot) + Differences.of(bot));
    }
    return pages;
  }

  private static String index() {
    var index = new StringBuilder("# Bots\n\n");
    index.append("Generated, as the pages are, from the bots' `@Bot`, `@Param` and Javadoc.\n");
    for (Kind kind : Kind.values()) {
      index.append("\n## ").append(title(kind)).append("\n\n");
      index.append("| Name | What it does | In IntelMQ |\n|---|---|---|\n");
      Bots.all().stream()
          .filter(bot -> bot.kind() == kind)
          .map(BotPagesTest::row)
          .forEach(index::append);
    }
    return index.toString();
  }

  private static String row(BotSpec bot) {
    String upstream = bot.upstream().isEmpty() ? "–" : "`" + bot.upstream() + "`";
    return "| [%s](%s) | %s | %s |\n"
        .formatted(bot.name(), file(bot), bot.summary().replace("|", "\\|"), upstream);
  }

  private static String title(Kind kind) {
    return switch (kind) {
      case COLLECTOR -> "Collectors";
      case PARSER -> "Parsers";
      case EXPERT -> "Experts";
      case OUTPUT -> "Outputs";
    };
  }

  private static String file(BotSpec bot) {
    return bot.kind().label() + "/" + bot.name() + ".md";
  }

  private static Map<String, String> committed() throws IOException {
    var files = new TreeMap<String, String>();
    if (Files.isDirectory(FOLDER)) {
      try (Stream<Path> paths = Files.walk(FOLDER)) {
        for (Path path : paths.filter(Files::isRegularFile).toList()) {
          files.put(FOLDER.relativize(path).toString().replace('\\', '/'), Files.readString(path));
        }
      }
    }
    return files;
  }

  private static void write(Map<String, String> pages) throws IOException {
    for (String file : committed().keySet()) {
      if (!pages.containsKey(file)) {
        Files.delete(FOLDER.resolve(file));
      }
    }
    for (var page : pages.entrySet()) {
      Path file = FOLDER.resolve(page.getKey());
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, page.getValue());
    }
  }
}
