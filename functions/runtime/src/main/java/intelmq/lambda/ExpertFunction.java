package intelmq.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import intelmq.bot.config.BotSpec.Kind;
import intelmq.runtime.Destinations;
import intelmq.runtime.EventProcessor;
import intelmq.runtime.ExpertEngine;
import java.time.InstantSource;
import java.util.Map;

/**
 * Runs experts over the events of messages; called by a schedule with no messages ({@code
 * {"Records": []}}), it sends on what experts held back.
 */
public final class ExpertFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final Live<EventProcessor> live;

  /** Used by Lambda. */
  public ExpertFunction() {
    this(System.getenv());
  }

  /** A function with an environment of its own. */
  public ExpertFunction(Map<String, String> variables) {
    this(variables, InstantSource.system());
  }

  /** A function with an environment and a clock of its own. */
  public ExpertFunction(Map<String, String> variables, InstantSource clock) {
    live =
        new Live<>(
            variables,
            clock,
            Kind.EXPERT,
            function ->
                function.processor(
                    new ExpertEngine(
                        function.bots(),
                        Destinations.parse(function.environment().get("DESTINATIONS")),
                        function.stage())));
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return live.handle(event, context, EventProcessor::process, EventProcessor::flush);
  }
}
