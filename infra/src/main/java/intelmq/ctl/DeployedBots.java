package intelmq.ctl;

import intelmq.bot.Ports;
import intelmq.bot.config.BotSpec;
import intelmq.bot.config.ConfigurationException;
import intelmq.bot.port.Databases;
import intelmq.harmonization.Harmonization;
import intelmq.runtime.BotLoader;
import intelmq.runtime.BotLoader.Loaded;
import intelmq.runtime.Destinations;
import intelmq.runtime.Engine;
import intelmq.runtime.Environment;
import intelmq.runtime.ExpertEngine;
import intelmq.runtime.OutputEngine;
import intelmq.runtime.References;
import intelmq.runtime.Stage;
import intelmq.runtime.aws.AwsClients;
import intelmq.runtime.aws.AwsPorts;
import intelmq.runtime.aws.AwsReferences;
import intelmq.runtime.aws.AwsSigner;
import intelmq.runtime.aws.S3Databases;
import intelmq.runtime.databases.LoadedDatabases;
import intelmq.runtime.http.HttpPort;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The bots of a deployed function, built in this process as its configuration says. */
final class DeployedBots {
  private final StackFunction.Kind kind;
  private final String document;
  private final String destinations;
  private final References references;
  private final Harmonization harmonization;
  private final AwsClients clients;
  private final InstantSource clock;

  /**
   * Bots of a function.
   *
   * @param document as BOT in the function's environment
   * @param destinations as DESTINATIONS
   * @param fields as HARMONIZATION, a reference, or the file's text; empty for the standard fields
   */
  DeployedBots(
      StackFunction.Kind kind,
      String document,
      String destinations,
      String fields,
      AwsClients clients,
      InstantSource clock) {
    this.kind = kind;
    this.document = document;
    this.destinations = destinations;
    this.clients = clients;
    this.clock = clock;
    this.references = new References(new AwsReferences(clients), clock);
    this.harmonization = new Environment(Map.of("HARMONIZATION", fields)).harmonization(references);
  }

  /** The bots as they are deployed now. */
  static DeployedBots of(StackFunction function, AwsClients clients, InstantSource clock) {
    return new DeployedBots(
        function.kind(),
        function.variable("BOT"),
        function.variable("DESTINATIONS"),
        function.variable("HARMONIZATION"),
        clients,
        clock);
  }

  Harmonization harmonization() {
    return harmonization;
  }

  /** The databases that the function's bots refer to. */
  Databases databases() {
    return new LoadedDatabases(new S3Databases(clients), clock);
  }

  /** Where the paths of the function lead. */
  Destinations destinations() {
    return destinations.isEmpty() ? new Destinations(Map.of()) : Destinations.parse(destinations);
  }

  /** The ports of the deployed function, for bots that claim nothing. */
  Ports ports() {
    return new AwsPorts(
        clients,
        new Environment(Map.of()),
        clock,
        () -> new HttpPort(Map.of(), new AwsSigner(clients, clock)),
        harmonization);
  }

  /** The bots, with these ports. */
  List<Loaded> load(Ports ports) {
    try {
      return new BotLoader(BotSpec.Kind.valueOf(kind.name()))
          .load(references.resolve(document), ports, references::secret);
    } catch (IOException e) {
      throw new ConfigurationException("BOT cannot be read: " + e.getMessage(), e);
    }
  }

  /** What runs experts or an output over messages. */
  Function<Stage, Engine> engine(Ports ports, Destinations to) {
    List<Loaded> bots = load(ports);
    return stage ->
        kind == StackFunction.Kind.OUTPUT
            ? new OutputEngine(bots.getFirst(), stage)
            : new ExpertEngine(bots, to, stage);
  }
}
