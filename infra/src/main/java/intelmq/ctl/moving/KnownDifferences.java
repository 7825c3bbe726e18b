package intelmq.ctl.moving;

import intelmq.bot.config.BotSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code docs/differences.md} says of bots and parameters. */
public final class KnownDifferences {
  /** A line: the kind of its bots, their names, and what it says. */
  private record Line(String kind, List<String> bots, String text) {
    Line {
      bots = List.copyOf(bots);
    }
  }

  private final List<Line> lines = new ArrayList<>();

  /** The differences of a page; none for an empty one. */
  public KnownDifferences(String page) {
    String kind = "";
    for (String line : page.lines().takeWhile(text -> !text.startsWith("## ")).toList()) {
      int colon = line.indexOf(": ");
      if (line.startsWith("- ") && colon > 0) {
        List<String> bots =
            Arrays.stream(line.substring(2, colon).split(", ", -1))
                .map(bot -> bot.replaceFirst(" \\(.*", ""))
                .toList();
        lines.add(new Line(kind, bots, line.substring(colon + 2)));
      } else if (line.startsWith("  ") && !lines.isEmpty()) {
        Line last = lines.removeLast();
        lines.add(new Line(last.kind(), last.bots(), last.text() + " " + line.strip()));
      } else if (line.endsWith("s:")) {
        kind = line.substring(0, line.length() - 2).toLowerCase(Locale.ROOT);
      }
    }
  }

  /** Whether results of a bot differ in any way. */
  boolean differs(BotSpec bot) {
    return lines.stream().anyMatch(line -> isAbout(line, bot));
  }

  /** The sentence about a parameter. */
  Optional<String> of(BotSpec bot, String parameter) {
    return lines.stream()
        .filter(line -> isAbout(line, bot))
        .flatMap(line -> Arrays.stream(line.text().split("(?<=\\.) (?=[A-Z`])", -1)))
        .filter(sentence -> sentence.contains("`" + parameter + "`"))
        .map(sentence -> sentence.replaceFirst("\\.$", ""))
        .findFirst();
  }

  private static boolean isAbout(Line line, BotSpec bot) {
    return line.kind().equals(bot.kind().label()) && line.bots().contains(bot.name());
  }
}
