package intelmq.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import intelmq.runtime.Log;
import intelmq.runtime.Received;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How functions on a queue handle what Lambda hands them: message by message; what failed returns
 * to the queue.
 */
final class QueueFunction {
  private QueueFunction() {}

  static SQSBatchResponse handle(SQSEvent event, Instant deadline, Log log, Handler handler) {
    List<BatchItemFailure> failures = new ArrayList<>();
    for (SQSMessage message : event.getRecords()) {
      try {
        handler.handle(received(message, deadline), log);
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

  private static Received received(SQSMessage message, Instant deadline) {
    Map<String, String> attributes = message.getAttributes();
    String receives =
        attributes == null ? "1" : attributes.getOrDefault("ApproximateReceiveCount", "1");
    return new Received(
        message.getMessageId(), message.getBody(), Integer.parseInt(receives), deadline);
  }

  /** Handles a message. */
  @FunctionalInterface
  interface Handler {
    void handle(Received message, Log log) throws IOException, InterruptedException;
  }
}
