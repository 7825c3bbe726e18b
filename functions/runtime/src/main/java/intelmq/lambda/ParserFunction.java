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
import intelmq.runtime.Received;
import intelmq.runtime.ReportId;
import intelmq.runtime.UndecodableException;
import intelmq.runtime.aws.EventBridgeAnnouncer;
import intelmq.runtime.aws.S3Objects;
import intelmq.runtime.aws.SqsQueue;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;

/** Parses reports as they are stored: each message is EventBridge's event of a new object. */
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
        function.reports(),
        new SqsQueue(function.clients()),
        new S3Objects(function.clients()),
        new EventBridgeAnnouncer(function.clients().eventBridge(), environment.get("EVENT_BUS")),
        function.clock());
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return live.handle(event, context, ParserFunction::parse);
  }

  private static void parse(ParserEngine engine, Received message, Log log) throws IOException {
    StoredObject object =
        StoredObject.of(Json.tryParse(message.body()))
            .orElseThrow(() -> new UndecodableException("not the event of a stored report"));
    engine.parse(ReportId.ofKey(object.key()), log);
  }
}
