package intelmq.ctl.moving;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives feeds, stages and blocks names that are allowed and given once. */
final class Names {
  private static final int LONGEST = 31;

  /** The function that counts, which each stack has. */
  private final Set<String> taken = new HashSet<>(List.of("statistics"));

  private final Set<String> blocks;

  /**
   * Names.
   *
   * @param blocks names that the template has already
   */
  Names(Set<String> blocks) {
    this.blocks = new HashSet<>(blocks);
  }

  /** The name of a feed, whose functions have longer ones. */
  String feed(String wanted) {
    return free(wanted, List.of("", "-collector", "-parser"));
  }

  /** The name of a stage. */
  String stage(String wanted) {
    return free(wanted, List.of(""));
  }

  /** The name of a block in the template. */
  String block(String name) {
    String camel =
        Arrays.stream(name.split("-", -1))
            .filter(word -> !word.isEmpty())
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
    String block = camel;
    for (int i = 2; !blocks.add(block); i++) {
      block = camel + "Block" + i;
    }
    return block;
  }

  private String free(String wanted, List<String> endings) {
    String clean = wanted.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    clean = clean.replaceAll("^-+", "");
    if (!clean.matches("[a-z].*")) {
      clean = "bot-" + clean;
    }
    String name = cut(clean, LONGEST);
    for (int i = 2; !isFree(name, endings); i++) {
      String number = "-" + i;
      name = cut(clean, LONGEST - number.length()) + number;
    }
    String given = name;
    endings.forEach(ending -> taken.add(given + ending));
    return name;
  }

  private boolean isFree(String name, List<String> endings) {
    return endings.stream().noneMatch(ending -> taken.contains(name + ending));
  }

  private static String cut(String name, int length) {
    return name.substring(0, Math.min(length, name.length())).replaceAll("-+$", "");
  }
}
