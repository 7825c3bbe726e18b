package intelmq.runtime;

import intelmq.bot.Ports;
import intelmq.bot.config.BotSpec;
import intelmq.bot.config.BotSpec.Kind;
import intelmq.bot.config.Catalog;
import intelmq.bot.config.ConfigurationException;
import intelmq.bot.config.ParamSpec;
import intelmq.bot.config.ParamType;
import intelmq.bot.config.Secret;
import intelmq.bot.config.Source;
import intelmq.bot.config.Values;
import intelmq.harmonization.Nearest;
import intelmq.runtime.ConfiguredBots.Configured;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds the bots that a {@code BOT} document names from the catalogue of the jar. */
public final class BotLoader {
  private final Map<String, BotSpec> specs = new LinkedHashMap<>();
  private final Kind kind;

  /** A loader of bots of one kind. */
  public BotLoader(Kind kind) {
    this.kind = kind;
    for (Catalog catalog : ServiceLoader.load(Catalog.class, BotLoader.class.getClassLoader())) {
      catalog.bots().stream()
          .filter(spec -> spec.kind() == kind)
          .forEach(spec -> specs.put(spec.name(), spec));
    }
  }

  /**
   * A bot of a function.
   *
   * @param name its name in the catalogue
   * @param bot an instance of the interface of its kind
   */
  public record Loaded(String name, Object bot) {}

  /**
   * The bots of a document: a name, {@code {name: {parameters}}}, or a list of those.
   *
   * @param secrets turns the text of a secret parameter into the secret
   * @throws ConfigurationException naming the bot and everything wrong with its parameters
   */
  public List<Loaded> load(String yaml, Ports ports, Function<String, Secret> secrets) {
    return ConfiguredBots.parse(yaml).stream().map(bot -> load(bot, ports, secrets)).toList();
  }

  private Loaded load(Configured bot, Ports ports, Function<String, Secret> secrets) {
    String name = bot.name();
    BotSpec spec = specs.get(name);
    if (spec == null) {
      throw new ConfigurationException(
          "there is no " + kind.label() + " '" + name + "'" + Nearest.hint(name, specs.keySet()));
    }
    // null is as good as nothing, but its name must be right, too
    var given = new LinkedHashMap<String, @Nullable Object>(bot.parameters());
    resolve(spec, given, secrets);
    return new Loaded(name, spec.create(Values.of(spec, given, secrets), ports));
  }

  /**
   * Reads what parameters refer to; secrets and sources in S3 are left alone, for they are read
   * when they are used.
   */
  private static void resolve(
      BotSpec spec, Map<String, @Nullable Object> given, Function<String, Secret> secrets) {
    for (ParamSpec param : spec.params()) {
      if (param.type() != ParamType.SECRET
          && given.get(param.name()) instanceof String text
          && References.isReference(text)
          && !(param.type() == ParamType.SOURCE && new Source(text).isReference())) {
        try {
          given.put(param.name(), secrets.apply(text).reveal());
        } catch (IOException e) {
          throw new ConfigurationException(
              spec.kind().label()
                  + " '"
                  + spec.name()
                  + "': parameter '"
                  + param.name()
                  + "': "
                  + e.getMessage(),
              e);
        }
      }
    }
  }
}
