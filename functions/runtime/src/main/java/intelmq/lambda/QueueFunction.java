package intelmq.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import intelmq.runtime.Log;
import intelmq.runtime.Received;
import intelmq.runtime.UndecodableException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How functions on a queue handle what Lambda hands them: message by message; what failed returns
 * to the queue, and after some times ends as a dead letter. Why a message that cannot be read did
 * is noted.
 */
final class QueueFunction {
  private QueueFunction() {}

  static SQSBatchResponse handle(
      SQSEvent event, Instant deadline, Log log, Handler handler, Undecodable undecodable) {
    List<BatchItemFailure> failures = new ArrayList<>();
    for (SQSMessage message : records(event)) {
      Received received = received(message, deadline);
      try {
        handler.handle(received, log);
      } catch (UndecodableException e) {
        Log its = of(message, log);
        its.error("message cannot be read, and returns to its queue", e);
        undecodable.note(received, sent(message), e, its);
        failures.add(new BatchItemFailure(message.getMessageId()));
      } catch (IOException | RuntimeException e) {
        of(message, log).error("message returns to its queue", e);
        failures.add(new BatchItemFailure(message.getMessageId()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        failures.add(new BatchItemFailure(message.getMessageId()));
      }
    }
    return new SQSBatchResponse(failures);
  }

  /** The messages; none if it is a schedule that calls. */
  static List<SQSMessage> records(SQSEvent event) {
    return event.getRecords() == null ? List.of() : event.getRecords();
  }

  private static Log of(SQSMessage message, Log log) {
    return log.with("messageId", message.getMessageId());
  }

  private static Received received(SQSMessage message, Instant deadline) {
    int receives = (int) attribute(message, "ApproximateReceiveCount").orElse(1L).longValue();
    return new Received(message.getMessageId(), message.getBody(), receives, deadline);
  }

  private static Optional<Instant> sent(SQSMessage message) {
    return attribute(message, "SentTimestamp").map(Instant::ofEpochMilli);
  }

  private static Optional<Long> attribute(SQSMessage message, String name) {
    Map<String, String> attributes = message.getAttributes();
    return Optional.ofNullable(attributes == null ? null : attributes.get(name))
        .map(Long::parseLong);
  }

  /** Handles a message. */
  @FunctionalInterface
  interface Handler {
    void handle(Received message, Log log) throws IOException, InterruptedException;
  }

  /** Notes why a message cannot be read. */
  @FunctionalInterface
  interface Undecodable {
    void note(Received message, Optional<Instant> sent, UndecodableException cause, Log log);
  }
}
