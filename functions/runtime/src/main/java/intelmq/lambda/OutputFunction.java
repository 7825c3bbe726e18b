package intelmq.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import intelmq.bot.config.BotSpec.Kind;
import intelmq.runtime.EventProcessor;
import intelmq.runtime.OutputEngine;
import java.time.InstantSource;
import java.util.Map;

/**
 * Delivers the events of messages; called by a schedule with no messages ({@code {"Records": []}}),
 * it delivers what outputs have gathered.
 */
public final class OutputFunction implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final Live<EventProcessor> live;

  /** Used by Lambda. */
  public OutputFunction() {
    this(System.getenv());
  }

  /** A function with an environment of its own. */
  public OutputFunction(Map<String, String> variables) {
    this(variables, InstantSource.system());
  }

  /** A function with an environment and a clock of its own. */
  public OutputFunction(Map<String, String> variables, InstantSource clock) {
    live =
        new Live<>(
            variables,
            clock,
            Kind.OUTPUT,
            function -> function.processor(new OutputEngine(function.bot(), function.stage())));
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
    return live.handle(event, context, EventProcessor::process, EventProcessor::flush);
  }
}
