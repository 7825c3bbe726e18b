package intelmq.ctl.moving;

import intelmq.bot.config.BotSpec;
import intelmq.bot.config.BotSpec.Kind;
import intelmq.harmonization.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Whether a bot of IntelMQ has one here. */
sealed interface Standing {
  /** It has. */
  record Here(BotSpec spec) implements Standing {}

  /**
   * It has none, or is not to run.
   *
   * @param moved {@link Moved#DIFFERENT} for what is left out on purpose
   */
  record Left(Moved moved, String reason) implements Standing {}

  /** That of a bot, by the catalogue. */
  static Standing of(SourceBot bot, List<BotSpec> catalogue) {
    List<BotSpec> found =
        catalogue.stream().filter(spec -> spec.upstream().equals(bot.module())).toList();
    if (found.isEmpty()) {
      return new Left(
          Moved.MISSING,
          Alternatives.of(bot.module())
              .orElse("there is no " + bot.kind().label() + " like it" + hint(bot, catalogue)));
    }
    boolean source = bot.kind() == Kind.COLLECTOR || bot.kind() == Kind.PARSER;
    if (!bot.enabled() && !source) {
      return new Left(Moved.DIFFERENT, "it is disabled, and left out");
    }
    String engine = Objects.toString(bot.parameters().get("engine"), "").toLowerCase(Locale.ROOT);
    if (!engine.isEmpty() && !engine.equals("postgresql")) {
      return new Left(Moved.MISSING, "PostgreSQL is the one database here");
    }
    return new Here(found.getFirst());
  }

  /** A module that is called nearly so, or by the same words in another order. */
  private static String hint(SourceBot bot, List<BotSpec> catalogue) {
    return catalogue.stream()
        .filter(spec -> spec.kind() == bot.kind() && isNear(bot.module(), spec.upstream()))
        .map(spec -> "; did you mean '" + spec.upstream() + "'?")
        .findFirst()
        .orElse("");
  }

  private static boolean isNear(String module, String other) {
    List<String> parts = List.of(module.split("\\.", -1));
    List<String> others = List.of(other.split("\\.", -1));
    if (parts.size() < 2 || parts.size() != others.size()) {
      return false;
    }
    int topic = parts.size() - 2;
    return parts.getLast().equals(others.getLast())
        ? Nearest.of(parts.get(topic), List.of(others.get(topic))).isPresent()
        : words(module).equals(words(other));
  }

  private static List<String> words(String module) {
    return Arrays.stream(module.split("[._]", -1)).sorted().toList();
  }
}
