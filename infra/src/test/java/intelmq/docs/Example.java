package intelmq.docs;

import intelmq.bot.config.BotSpec;
import intelmq.bot.config.BotSpec.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The section of a bot's page with its first golden case, which the tests run. */
final class Example {
  private static final Path FUNCTIONS = Path.of("..", "functions");
  private static final int LINES = 6;
  private static final int WIDTH = 300;

  private Example() {}

  static String of(BotSpec bot) {
    String folder = bot.kind().label() + "s/src/test/golden/" + bot.name();
    try (Stream<Path> cases = Files.list(FUNCTIONS.resolve(folder))) {
      Path first = cases.filter(Files::isDirectory).sorted().findFirst().orElseThrow();
      String name = String.valueOf(first.getFileName());
      var text = new StringBuilder("\n## Example\n\n");
      text.append(
          "As the tests run it ([functions/%s/%s](../../../functions/%s/%s)):\n"
              .formatted(folder, name, folder, name));
      String parameters = read(first.resolve("parameters.yaml")).strip();
      text.append(
          block(
              "yaml",
              parameters.isEmpty()
                  ? List.of(bot.name())
                  : Stream.concat(Stream.of(bot.name() + ":"), parameters.indent(2).lines())
                      .toList()));
      if (bot.kind() == Kind.EXPERT || bot.kind() == Kind.PARSER) {
        text.append("\ngets\n").append(block("", head(input(first))));
        text.append("\nand makes of it\n")
            .append(block("json", head(first.resolve("expected.jsonl"))));
      }
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private static Path input(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith("input."))
          .findFirst()
          .orElseThrow();
    }
  }

  private static List<String> head(Path file) throws IOException {
    List<String> lines = read(file).lines().toList();
    Stream<String> shown =
        lines.stream()
            .limit(LINES)
            .map(line -> line.length() > WIDTH ? line.substring(0, WIDTH) + "…" : line);
    return (lines.size() > LINES ? Stream.concat(shown, Stream.of("…")) : shown).toList();
  }

  private static String block(String language, List<String> lines) {
    return "\n```" + language + "\n" + String.join("\n", lines) + "\n```\n";
  }
}
