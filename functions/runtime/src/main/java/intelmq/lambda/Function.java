package intelmq.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import intelmq.bot.Ports;
import intelmq.bot.config.BotSpec.Kind;
import intelmq.bot.config.ConfigurationException;
import intelmq.harmonization.Harmonization;
import intelmq.runtime.BotLoader;
import intelmq.runtime.Configuration;
import intelmq.runtime.Engine;
import intelmq.runtime.Environment;
import intelmq.runtime.EventProcessor;
import intelmq.runtime.Facts;
import intelmq.runtime.Log;
import intelmq.runtime.References;
import intelmq.runtime.ReportStore;
import intelmq.runtime.Stage;
import intelmq.runtime.aws.AwsClients;
import intelmq.runtime.aws.AwsPorts;
import intelmq.runtime.aws.AwsReferences;
import intelmq.runtime.aws.AwsSigner;
import intelmq.runtime.aws.DynamoFacts;
import intelmq.runtime.aws.S3Databases;
import intelmq.runtime.aws.S3Objects;
import intelmq.runtime.aws.S3Reports;
import intelmq.runtime.aws.SqsQueue;
import intelmq.runtime.databases.LoadedDatabases;
import intelmq.runtime.http.HttpPort;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all functions have: the environment, the clients, the clock, their log. */
final class Function {
  /** As long as reports are kept by default. */
  private static final int FACTS_DAYS = 90;

  private final Environment environment;
  private final AwsClients clients;
  private final InstantSource clock;
  private final References references;
  private final LoadedDatabases databases;
  private final Harmonization harmonization;
  private final @Nullable Kind kind;
  private final Stage stage;
  private final String document;
  private final Configuration configuration;

  /** A function without bots. */
  Function(Map<String, String> variables, InstantSource clock) {
    this(variables, clock, new AwsClients(variables), null);
  }

  /** A function that has bots of a kind, with clients that may be in use already. */
  Function(
      Map<String, String> variables, InstantSource clock, AwsClients clients, @Nullable Kind kind) {
    this.clock = clock;
    this.clients = clients;
    this.kind = kind;
    environment = new Environment(variables);
    references = new References(new AwsReferences(clients), clock);
    databases = new LoadedDatabases(new S3Databases(clients), clock);
    harmonization = environment.harmonization(references);
    document = kind == null ? "" : read("BOT", environment.get("BOT"));
    configuration =
        new Configuration(
            environment,
            kind == null ? "" : kind.label(),
            document,
            read("HARMONIZATION", environment.find("HARMONIZATION").orElse("")));
    stage =
        new Stage(
            environment,
            new SqsQueue(clients),
            new S3Objects(clients),
            facts(),
            configuration.hash(),
            clock);
  }

  private String read(String name, String text) {
    try {
      return references.resolve(text);
    } catch (IOException e) {
      throw new ConfigurationException(name + " cannot be read: " + e.getMessage(), e);
    }
  }

  private Facts.Store facts() {
    return environment
        .find("FACTS_TABLE")
        // collectors have no facts, and their jar no client for tables
        .filter(table -> kind != Kind.COLLECTOR)
        .<Facts.Store>map(table -> {
          Duration lifetime = Duration.ofDays(environment.integer("FACTS_DAYS", FACTS_DAYS));
          return new DynamoFacts(clients, table, lifetime, clock);
        })
        .orElse(Facts.Store.NONE);
  }

  Environment environment() {
    return environment;
  }

  AwsClients clients() {
    return clients;
  }

  InstantSource clock() {
    return clock;
  }

  Ports ports() {
    return new AwsPorts(
        clients,
        environment,
        clock,
        () -> new HttpPort(environment.variables(), new AwsSigner(clients, clock)),
        harmonization,
        databases);
  }

  /** The reports of the environment's bucket. */
  ReportStore reports() {
    return new S3Reports(clients.s3(), environment.get("REPORTS_BUCKET"), harmonization);
  }

  /** What its engines have in common. */
  Stage stage() {
    return stage;
  }

  /** What the bots are, with their parameters. */
  String document() {
    return document;
  }

  /** The bots of the environment's document, which may itself be a reference. */
  List<BotLoader.Loaded> bots() {
    if (kind == null) {
      throw new IllegalStateException("a function without bots");
    }
    return new BotLoader(kind).load(document, ports(), references::secret);
  }

  /** The only bot of the environment's document. */
  BotLoader.Loaded bot() {
    List<BotLoader.Loaded> bots = bots();
    if (bots.size() != 1) {
      throw new ConfigurationException("BOT is a list, but only experts run several to a function");
    }
    return bots.getFirst();
  }

  /** Handles the events of messages with an engine. */
  EventProcessor processor(Engine engine) {
    return new EventProcessor(engine, stage, harmonization);
  }

  /** Keeps what the function is configured with, where there is a bucket for it. */
  void keepConfiguration(Log log) {
    environment
        .find("REPORTS_BUCKET")
        .ifPresent(bucket -> configuration.keep(new S3Objects(clients), bucket, clock, log));
  }

  /** Says what should be looked at. */
  void warn(Log log) {
    databases.takeWarnings().forEach(warning -> log.warn("database", Map.of("problem", warning)));
  }

  /** The namespace of the stack's metrics. */
  String namespace() {
    return "IntelMQ/" + environment.find("STACK").orElse("");
  }

  /** When an invocation is stopped. */
  Instant deadline(Context context) {
    return clock.instant().plusMillis(context.getRemainingTimeInMillis());
  }

  Log log(Context context) {
    return new Log(
        context.getLogger()::log,
        clock,
        Map.of(
            "stage",
            environment.stage(),
            "request",
            context.getAwsRequestId(),
            "config",
            configuration.hash()));
  }
}
