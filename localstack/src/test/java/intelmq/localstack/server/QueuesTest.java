package intelmq.localstack.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

@TestInstance(Lifecycle.PER_CLASS)
final class QueuesTest {
  private static final int MEBIBYTE = 1024 * 1024;

  private final Queues queues = Queues.start(0);
  private final SqsClient sqs = Clients.client(SqsClient.builder(), queues.endpoint());

  @AfterAll
  void close() {
    sqs.close();
    queues.close();
  }

  @Test
  void aQueueUrlNamesEndpointAccountAndQueue() {
    assertThat(queue("named", Map.of()))
        .isEqualTo(queues.endpoint() + "/" + LocalAccount.ID + "/named");
  }

  @Test
  void aMessageHasAtMostOneMebibyte() {
    String url = queue("large", Map.of());
    sqs.sendMessage(m -> m.queueUrl(url).messageBody("a".repeat(MEBIBYTE)));
    assertThat(sqs.receiveMessage(r -> r.queueUrl(url)).messages())
        .extracting(Message::body)
        .singleElement()
        .satisfies(body -> assertThat(body).hasSize(MEBIBYTE));
    assertThatThrownBy(
            () -> sqs.sendMessage(m -> m.queueUrl(url).messageBody("a".repeat(MEBIBYTE + 1))))
        .isInstanceOf(SqsException.class);
  }

  @Test
  void aMessageReceivedTooOftenGoesToTheDeadLetterQueue() {
    String dead = queue("dead", Map.of());
    String arn = LocalAccount.arn("sqs", "dead");
    String url =
        queue(
            "source",
            Map.of(
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":2}",
                QueueAttributeName.VISIBILITY_TIMEOUT,
                "0"));
    sqs.sendMessage(m -> m.queueUrl(url).messageBody("poison"));
    for (int i = 0; i < 3; i++) {
      sqs.receiveMessage(r -> r.queueUrl(url));
    }
    assertThat(sqs.receiveMessage(r -> r.queueUrl(dead).waitTimeSeconds(5)).messages())
        .extracting(Message::body)
        .containsExactly("poison");
  }

  private String queue(String name, Map<QueueAttributeName, String> attributes) {
    return sqs.createQueue(q -> q.queueName(name).attributes(attributes)).queueUrl();
  }
}
