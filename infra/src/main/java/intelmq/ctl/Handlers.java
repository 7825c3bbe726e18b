package intelmq.ctl;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import intelmq.harmonization.Json;
import intelmq.lambda.ExpertFunction;
import intelmq.lambda.OutputFunction;
import intelmq.lambda.ParserFunction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The functions' own handlers in this process, with the deployed environment and the user's rights.
 */
final class Handlers {
  private final Installation installation;
  private final Consumer<String> listener;

  /**
   * Handlers for an installation.
   *
   * @param listener is told of errors and books, a sentence each
   */
  Handlers(Installation installation, Consumer<String> listener) {
    this.installation = installation;
    this.listener = listener;
  }

  /**
   * Has a function's handler work on a message, as Lambda would.
   *
   * @param other variables that differ from those deployed
   * @return whether the message was done with
   */
  boolean invoke(StackFunction function, Map<String, String> other, String body) {
    var variables = new HashMap<>(function.environment());
    variables.putAll(other);
    variables.putAll(installation.environment());
    var message = new SQSEvent.SQSMessage();
    message.setMessageId("intelmqctl");
    message.setBody(body);
    message.setAttributes(Map.of("ApproximateReceiveCount", "1"));
    var event = new SQSEvent();
    event.setRecords(List.of(message));
    RequestHandler<SQSEvent, SQSBatchResponse> handler =
        switch (function.kind()) {
          case PARSER -> new ParserFunction(variables);
          case EXPERT -> new ExpertFunction(variables);
          case OUTPUT -> new OutputFunction(variables);
          case COLLECTOR, SERVICE ->
              throw Failure.problem(function.stage() + " handles no messages");
        };
    SQSBatchResponse response =
        handler.handleRequest(event, new HandlerContext(function.name(), this::logged));
    boolean done = response.getBatchItemFailures().isEmpty();
    if (!done) {
      listener.accept("the message could not be handled");
    }
    return done;
  }

  private void logged(String line) {
    if (Json.tryParse(line) instanceof Map<?, ?> map) {
      if (Objects.equals(map.get("level"), "error")) {
        listener.accept(map.get("message") + ": " + map.get("error"));
      } else if (map.get("books") instanceof Map<?, ?> books) {
        listener.accept("books: " + Json.text(books));
      }
    }
  }
}
