package intelmq.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import intelmq.runtime.Log;
import intelmq.runtime.UndecodableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class QueueFunctionTest {
  private static final Instant DEADLINE = Instant.EPOCH.plusSeconds(60);

  private static final QueueFunction.Undecodable NOTES =
      (message, sent, cause, log) ->
          log.count(message.id() + " " + sent.orElse(Instant.EPOCH), message.receives());

  private final List<String> logged = new ArrayList<>();
  private final Log log =
      new Log(logged::add, InstantSource.fixed(Instant.EPOCH), Map.of("stage", "s"));

  @Test
  void onlyWhatFailedReturnsToTheQueue() {
    var handled = new ArrayList<String>();
    SQSBatchResponse response =
        QueueFunction.handle(
            event("good", "io", "runtime", "good"),
            DEADLINE,
            log,
            (message, l) -> {
              handled.add(message.body());
              switch (message.body()) {
                case "io" -> throw new IOException("no storage");
                case "runtime" -> throw new IllegalStateException("defect");
                default -> {}
              }
            },
            NOTES);
    assertThat(handled).containsExactly("good", "io", "runtime", "good");
    assertThat(response.getBatchItemFailures())
        .extracting(BatchItemFailure::getItemIdentifier)
        .containsExactly("1", "2");
    assertThat(logged)
        .hasSize(2)
        .allMatch(line -> line.contains("\"message\":\"message returns to its queue\""))
        .anyMatch(line -> line.contains("\"messageId\":\"1\"") && line.contains("no storage"))
        .anyMatch(line -> line.contains("\"messageId\":\"2\"") && line.contains("defect"));
  }

  @Test
  void whyAMessageCannotBeReadIsNoted() {
    SQSEvent event = event("a");
    event
        .getRecords()
        .getFirst()
        .setAttributes(Map.of("ApproximateReceiveCount", "3", "SentTimestamp", "86400000"));
    SQSBatchResponse response =
        QueueFunction.handle(
            event,
            DEADLINE,
            log,
            (message, l) -> {
              throw new UndecodableException("no message");
            },
            NOTES);
    assertThat(response.getBatchItemFailures()).hasSize(1);
    log.flush("n");
    assertThat(logged.getFirst()).contains("cannot be read", "no message");
    assertThat(logged.getLast()).contains("\"0 1970-01-02T00:00:00Z\":3}");
  }

  @Test
  void anInterruptionReturnsTheMessageAndIsPassedOn() {
    SQSBatchResponse response =
        QueueFunction.handle(
            event("a"),
            DEADLINE,
            log,
            (message, l) -> {
              throw new InterruptedException();
            },
            NOTES);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(response.getBatchItemFailures())
        .extracting(BatchItemFailure::getItemIdentifier)
        .containsExactly("0");
  }

  @Test
  void lambdaReadsTheAnswer() {
    var out = new ByteArrayOutputStream();
    JacksonFactory.getInstance()
        .getSerializer(SQSBatchResponse.class)
        .toJson(new SQSBatchResponse(List.of(new BatchItemFailure("1"))), out);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"}]}");
  }

  private static SQSEvent event(String... bodies) {
    var messages = new ArrayList<SQSMessage>();
    for (String body : Arrays.asList(bodies)) {
      var message = new SQSMessage();
      message.setMessageId(Integer.toString(messages.size()));
      message.setBody(body);
      messages.add(message);
    }
    var event = new SQSEvent();
    event.setRecords(messages);
    return event;
  }
}
