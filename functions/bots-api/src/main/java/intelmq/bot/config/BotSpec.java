package intelmq.bot.config;

import intelmq.bot.Ports;
import java.util.List;
import java.util.Locale;

/**
 * The specification of a bot, written by the catalogue from {@link intelmq.bot.Bot}.
 *
 * @param kind collector, parser, expert or output
 * @param name as in a configuration, unique in its kind
 * @param upstream IntelMQ's module, empty if it has none
 * @param summary the first sentence of the class's Javadoc
 * @param params its parameters, in order
 * @param ignored upstream's parameters that mean nothing here
 * @param factory builds the bot
 */
public record BotSpec(
    Kind kind,
    String name,
    String upstream,
    String summary,
    List<ParamSpec> params,
    List<String> ignored,
    Factory factory) {
  /** Takes copies of the lists. */
  public BotSpec {
    params = List.copyOf(params);
    ignored = List.copyOf(ignored);
  }

  /**
   * Builds the bot: an instance of the interface of its kind.
   *
   * @throws ConfigurationException naming the bot, also if its own check of its parameters failed
   */
  public Object create(Values values, Ports ports) {
    try {
      return factory.create(values, ports);
    } catch (IllegalArgumentException e) {
      throw values.wrong(String.valueOf(e.getMessage()));
    }
  }

  /** The kinds of bots. */
  public enum Kind {
    COLLECTOR,
    PARSER,
    EXPERT,
    OUTPUT;

    /** The kind's name in lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Builds a bot from checked parameters. */
  @FunctionalInterface
  public interface Factory {
    /** A new bot: an instance of the interface of its kind. */
    Object create(Values values, Ports ports);
  }
}
