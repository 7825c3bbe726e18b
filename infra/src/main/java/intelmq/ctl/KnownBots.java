package intelmq.ctl;

import intelmq.bot.config.BotSpec;
import intelmq.bot.config.Catalog;
import intelmq.runtime.BotLoader;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The bots of all catalogues. */
final class KnownBots {
  private KnownBots() {}

  /** By kind and name. */
  static List<BotSpec> all() {
    return ServiceLoader.load(Catalog.class, BotLoader.class.getClassLoader()).stream()
        .flatMap(catalog -> catalog.get().bots().stream())
        .sorted(Comparator.comparing(BotSpec::kind).thenComparing(BotSpec::name))
        .toList();
  }
}
