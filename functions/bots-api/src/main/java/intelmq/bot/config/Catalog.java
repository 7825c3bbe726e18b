package intelmq.bot.config;

import java.util.List;

/** The bots of a jar; generated at build time and found by {@link java.util.ServiceLoader}. */
@FunctionalInterface
public interface Catalog {
  /** All bots of the jar. */
  List<BotSpec> bots();
}
