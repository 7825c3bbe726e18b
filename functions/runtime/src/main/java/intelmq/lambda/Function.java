package intelmq.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import intelmq.bot.Ports;
import intelmq.bot.config.BotSpec.Kind;
import intelmq.bot.config.ConfigurationException;
import intelmq.harmonization.Harmonization;
import intelmq.runtime.BotLoader;
import intelmq.runtime.Engine;
import intelmq.runtime.Environment;
import intelmq.runtime.EventProcessor;
import intelmq.runtime.Log;
import intelmq.runtime.References;
import intelmq.runtime.ReportStore;
import intelmq.runtime.aws.AwsClients;
import intelmq.runtime.aws.AwsPorts;
import intelmq.runtime.aws.AwsReferences;
import intelmq.runtime.aws.AwsSigner;
import intelmq.runtime.aws.S3Objects;
import intelmq.runtime.aws.S3Reports;
import intelmq.runtime.aws.SqsQueue;
import intelmq.runtime.http.HttpPort;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** What all functions have: the environment, the clients, the clock, their log. */
final class Function {
  private final Environment environment;
  private final AwsClients clients;
  private final InstantSource clock;
  private final References references;
  private final Harmonization harmonization;

  Function(Map<String, String> variables, InstantSource clock) {
    this.clock = clock;
    environment = new Environment(variables);
    clients = new AwsClients(variables);
    references = new References(new AwsReferences(clients), clock);
    harmonization = environment.harmonization(references);
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
        harmonization);
  }

  /** The reports of the environment's bucket. */
  ReportStore reports() {
    return new S3Reports(clients.s3(), environment.get("REPORTS_BUCKET"), harmonization);
  }

  /** The bots of the environment's document, which may itself be a reference. */
  List<BotLoader.Loaded> bots(Kind kind) {
    try {
      String document = references.resolve(environment.get("BOT"));
      return new BotLoader(kind).load(document, ports(), references::secret);
    } catch (IOException e) {
      throw new ConfigurationException("BOT cannot be read: " + e.getMessage(), e);
    }
  }

  /** The only bot of the environment's document. */
  BotLoader.Loaded bot(Kind kind) {
    List<BotLoader.Loaded> bots = bots(kind);
    if (bots.size() != 1) {
      throw new ConfigurationException("BOT is a list, but only experts run several to a function");
    }
    return bots.getFirst();
  }

  /** Handles the events of messages with an engine. */
  EventProcessor processor(Engine engine) {
    return new EventProcessor(
        engine,
        environment,
        harmonization,
        new SqsQueue(clients.sqs()),
        new S3Objects(clients.s3()),
        clock);
  }

  /** When an invocation is stopped. */
  Instant deadline(Context context) {
    return clock.instant().plusMillis(context.getRemainingTimeInMillis());
  }

  Log log(Context context) {
    return new Log(
        context.getLogger()::log,
        clock,
        Map.of("stage", environment.stage(), "request", context.getAwsRequestId()));
  }
}
