package intelmq.docs;

import intelmq.bot.config.BotSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The section of a bot's page with its lines of docs/differences.md. */
final class Differences {
  private static final Path FILE = Path.of("..", "docs", "differences.md");

  private Differences() {}

  static String of(BotSpec bot) throws IOException {
    if (bot.upstream().isEmpty()) {
      return "";
    }
    var found = new StringBuilder();
    String kind = "";
    boolean belongs = false;
    List<String> lines =
        Files.readString(FILE).lines().takeWhile(l -> !l.startsWith("## ")).toList();
    for (String line : lines) {
      if (line.startsWith("- ")) {
        int colon = line.indexOf(": ");
        belongs =
            colon > 0 && kind.equals(bot.kind().label()) && names(line, colon).contains(bot.name());
        if (belongs) {
          found.append("- ").append(line.substring(colon + 2)).append('\n');
        }
      } else if (line.startsWith("  ") && belongs) {
        found.append(line).append('\n');
      } else if (line.endsWith("s:")) {
        kind = line.substring(0, line.length() - 2).toLowerCase(Locale.ROOT);
        belongs = false;
      }
    }
    String common =
        "What all "
            + bot.kind().label()
            + "s have in common: [differences](../../differences.md).\n";
    return "\n## Differences from IntelMQ\n\n" + found + (found.isEmpty() ? "" : "\n") + common;
  }

  /** The bots that a line is about: of {@code - a, b (c): …} these are a and b. */
  private static List<String> names(String line, int colon) {
    return Arrays.stream(line.substring(2, colon).split(", ", -1))
        .map(name -> name.replaceFirst(" \\(.*", ""))
        .toList();
  }
}
