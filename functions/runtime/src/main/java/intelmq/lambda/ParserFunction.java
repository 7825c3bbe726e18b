package intelmq.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import intelmq.bot.config.BotSpec.Kind;
import intelmq.harmonization.Json;
import intelmq.runtime.Environment;
import intelmq.runtime.Log;
import intelmq.runtime.ParserEngine;
import intelmq.runtime.ParserTask;
import intelmq.runtime.Received;
import intelmq.runtime.ReportId;
import intelmq.runtime.UndecodableException;
import intelmq.runtime.aws.DynamoStatistics;
import intelmq.runtime.aws.EventBridgeAnnouncer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Parses reports as they are stored: a message is EventBridge's event of a new object, or a {@link
 * ParserTask}.
 */
public final class ParserFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final Live<ParserEngine> live;

  /** Used by Lambda. */
  public ParserFunction() {
    this(System.getenv());
  }

  /** A function with an environment of its own. */
  public ParserFunction(Map<String, String> variables) {
    this(variables, InstantSource.system());
  }

  /** A function with an environment and a clock of its own. */
  public ParserFunction(Map<String, String> variables, InstantSource clock) {
    live = new Live<>(variables, clock, Kind.PARSER, ParserFunction::engine);
  }

  private static ParserEngine engine(Function function) {
    Environment environment = function.environment();
    return new ParserEngine(
        function.bot(),
        environment,
        function.stage(),
        function.reports(),
        new EventBridgeAnnouncer(function.clients().eventBridge(), environment.get("EVENT_BUS")),
        progress(function),
        function.clock());
  }

  /** Where the sweep looks for what is parsed; nowhere if there is no such table. */
  private static ParserEngine.Progress progress(Function function) {
    Environment environment = function.environment();
    return environment
        .find("STATISTICS_TABLE")
        .<ParserEngine.Progress>map(table -> {
          var statistics =
              new DynamoStatistics(
                  function.clients(), table, environment.get("STACK"), function.clock());
          return statistics::note;
        })
        .orElse(line -> {});
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return live.handle(event, context, ParserFunction::parse);
  }

  private static void parse(ParserEngine engine, Received message, Log log) throws IOException {
    engine.parse(task(message), message.deadline(), log);
  }

  private static ParserTask task(Received message) throws IOException {
    Optional<StoredObject> object = StoredObject.of(Json.tryParse(message.body()));
    if (object.isEmpty()) {
      return ParserTask.read(message.id(), message.body());
    }
    try {
      return new ParserTask.Stored(ReportId.ofKey(object.get().key()));
    } catch (IllegalArgumentException e) {
      throw new UndecodableException(String.valueOf(e.getMessage()), e);
    }
  }
}
