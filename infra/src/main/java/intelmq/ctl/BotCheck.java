package intelmq.ctl;

import intelmq.bot.Ports;
import intelmq.bot.config.BotSpec;
import intelmq.bot.config.ConfigurationException;
import intelmq.bot.config.Secret;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import intelmq.runtime.BotLoader;
import intelmq.runtime.ConfiguredBots;
import intelmq.runtime.ConfiguredBots.Configured;
import intelmq.runtime.Environment;
import intelmq.runtime.References;
import intelmq.runtime.aws.AwsClients;
import intelmq.runtime.aws.AwsPorts;
import intelmq.runtime.aws.AwsReferences;
import intelmq.runtime.aws.S3Databases;
import intelmq.runtime.databases.DatabaseStore;
import intelmq.runtime.databases.LoadedDatabases;
import intelmq.runtime.http.HttpPort;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks the bots of a function as its start would: their names, their parameters, what the bots
 * themselves have against these; and what they refer to, if there is somewhere to ask.
 */
final class BotCheck {
  private static final String UNREACHED = "not asked for";

  private final @Nullable Installation installation;
  private final Harmonization fields;
  private final Map<BotSpec.Kind, BotLoader> loaders = new EnumMap<>(BotSpec.Kind.class);

  /**
   * A check.
   *
   * @param installation where references are looked up; null for nowhere
   * @param fields those of the deployment, unless the installation is asked for them
   */
  BotCheck(@Nullable Installation installation, Harmonization fields) {
    this.installation = installation;
    this.fields = fields;
  }

  /**
   * Checks a function.
   *
   * @param findings takes what was found
   * @return its bots, as far as they are known
   */
  List<Configured> check(StackFunction function, BiConsumer<Finding.Level, String> findings) {
    var variables = new HashMap<>(function.environment());
    variables.put("AWS_REGION", "us-east-1");
    variables.put("AWS_ACCESS_KEY_ID", "check");
    variables.put("AWS_SECRET_ACCESS_KEY", "check");
    if (installation != null) {
      variables.putAll(installation.environment());
    }
    try (var clients = new AwsClients(variables)) {
      var references = new References(source(clients), InstantSource.system());
      var environment = new Environment(variables);
      Harmonization harmonization = harmonization(environment, references, findings);
      var ports =
          new AwsPorts(
              clients,
              environment,
              InstantSource.system(),
              () -> new HttpPort(Map.of()),
              harmonization,
              new LoadedDatabases(databases(clients), InstantSource.system()));
      String document = references.resolve(function.variable("BOT"));
      List<Configured> bots = ConfiguredBots.parse(document);
      if (bots.size() > 1 && function.kind() != StackFunction.Kind.EXPERT) {
        findings.accept(
            Finding.Level.ERROR, "BOT is a list, but only experts run several to a function");
      }
      for (Configured bot : bots) {
        check(kind(function), bot, ports, references, findings);
      }
      return bots;
    } catch (IOException e) {
      reference(function.variable("BOT"), e, findings);
    } catch (ConfigurationException e) {
      findings.accept(Finding.Level.ERROR, message(e));
    }
    return List.of();
  }

  private References.Source source(AwsClients clients) {
    if (installation == null) {
      return reference -> {
        throw new IOException(UNREACHED);
      };
    }
    return new AwsReferences(clients);
  }

  private DatabaseStore databases(AwsClients clients) {
    if (installation == null) {
      return (source, known, sink) -> {
        throw new IOException(UNREACHED);
      };
    }
    return new S3Databases(clients);
  }

  private static BotSpec.Kind kind(StackFunction function) {
    return BotSpec.Kind.valueOf(function.kind().name());
  }

  private Harmonization harmonization(
      Environment environment, References references, BiConsumer<Finding.Level, String> findings) {
    if (installation == null || environment.find("HARMONIZATION").isEmpty()) {
      return fields;
    }
    try {
      return environment.harmonization(references);
    } catch (ConfigurationException e) {
      findings.accept(Finding.Level.ERROR, message(e));
      return Harmonization.standard();
    }
  }

  private void check(
      BotSpec.Kind kind,
      Configured bot,
      Ports ports,
      References references,
      BiConsumer<Finding.Level, String> findings) {
    if (installation != null) {
      for (String reference : references(bot)) {
        try {
          references.resolve(reference);
        } catch (IOException e) {
          reference(reference, e, findings);
        }
      }
    }
    var document = new HashMap<String, Object>();
    document.put(bot.name(), bot.parameters());
    try {
      // JSON is YAML
      loaders
          .computeIfAbsent(kind, BotLoader::new)
          .load(Json.text(document), ports, text -> secret(references, text));
    } catch (ConfigurationException e) {
      if (message(e).endsWith(UNREACHED)) {
        findings.accept(
            Finding.Level.INFO,
            kind.label()
                + " '"
                + bot.name()
                + "' is not checked, for its parameters stand elsewhere");
      } else if (!(e.getCause() instanceof IOException)) {
        findings.accept(Finding.Level.ERROR, message(e));
      }
    }
  }

  private static Secret secret(References references, String text) {
    return () -> references.resolve(text);
  }

  private void reference(
      String reference, IOException e, BiConsumer<Finding.Level, String> findings) {
    if (installation == null) {
      findings.accept(
          Finding.Level.INFO, reference + " is not checked: that takes a target to ask");
    } else {
      findings.accept(
          Finding.Level.ERROR, reference + " cannot be read: " + String.valueOf(e.getMessage()));
    }
  }

  /** What a bot's parameters refer to, also within lists and maps. */
  static Set<String> references(Configured bot) {
    var references = new LinkedHashSet<String>();
    collect(new ArrayList<>(bot.parameters().values()), references);
    return references;
  }

  private static void collect(@Nullable Object value, Set<String> references) {
    switch (value) {
      case String text when References.isReference(text) -> references.add(text);
      case List<?> list -> list.forEach(item -> collect(item, references));
      case Map<?, ?> map -> map.values().forEach(item -> collect(item, references));
      case null, default -> {}
    }
  }

  private static String message(Exception e) {
    return String.valueOf(e.getMessage());
  }
}
