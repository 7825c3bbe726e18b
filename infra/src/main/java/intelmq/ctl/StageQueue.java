package intelmq.ctl;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** The queue of a stage, of which single messages are taken. */
record StageQueue(SqsClient sqs, String url) {
  /** How long it takes at most to look at a message or to handle it here. */
  private static final int HIDDEN_SECONDS = 900;

  private static final int PATIENCE_SECONDS = 3;

  /** A message, hidden from others for a while; none if none can be had. */
  Optional<Message> receive() {
    List<Message> messages =
        sqs.receiveMessage(request ->
                request
                    .queueUrl(url)
                    .maxNumberOfMessages(1)
                    .visibilityTimeout(HIDDEN_SECONDS)
                    .waitTimeSeconds(PATIENCE_SECONDS))
            .messages();
    return messages.stream().findFirst();
  }

  /** Puts a message back. */
  void release(Message message) {
    sqs.changeMessageVisibility(request ->
        request.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
  }

  /** Removes a message. */
  void delete(Message message) {
    sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
  }
}
