package intelmq.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import intelmq.runtime.Log;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How functions on a queue handle what Lambda hands them: message by message; what failed returns
 * to the queue.
 */
final class QueueFunction {
  private QueueFunction() {}

  static SQSBatchResponse handle(SQSEvent event, Log log, Handler handler) {
    List<BatchItemFailure> failures = new ArrayList<>();
    for (SQSMessage message : event.getRecords()) {
      try {
        handler.handle(message.getBody(), log);
      } catch (IOException | RuntimeException e) {
        log.with("messageId", message.getMessageId()).error("message returns to its queue", e);
        failures.add(new BatchItemFailure(message.getMessageId()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        failures.add(new BatchItemFailure(message.getMessageId()));
      }
    }
    return new SQSBatchResponse(failures);
  }

  /** Handles the body of a message. */
  @FunctionalInterface
  interface Handler {
    void handle(String body, Log log) throws IOException, InterruptedException;
  }
}
