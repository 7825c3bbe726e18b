package intelmq.runtime.aws;

import intelmq.runtime.Queue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** Queues of SQS: messages go in batches, and only what was refused is sent again. */
public final class SqsQueue implements Queue {
  private static final int MOST_ENTRIES = 10;
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_TRIES = 4;
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Supplier<SqsClient> sqs;

  /** Queues that a client reaches. */
  public SqsQueue(SqsClient sqs) {
    this.sqs = () -> sqs;
  }

  /** Queues; the client is built when it is first used. */
  public SqsQueue(AwsClients clients) {
    this.sqs = clients::sqs;
  }

  @Override
  public void send(String url, List<String> bodies, Duration delay) throws IOException {
    int from = 0;
    while (from < bodies.size()) {
      int to = from;
      long bytes = 0;
      while (to < bodies.size() && to - from < MOST_ENTRIES) {
        bytes += bodies.get(to).length();
        if (bytes > MOST_BYTES && to > from) {
          break;
        }
        to++;
      }
      sendBatch(url, bodies.subList(from, to), delay);
      from = to;
    }
  }

  private void sendBatch(String url, List<String> bodies, Duration delay) throws IOException {
    List<SendMessageBatchRequestEntry> entries =
        IntStream.range(0, bodies.size())
            .mapToObj(i ->
                SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(i))
                    .messageBody(bodies.get(i))
                    .delaySeconds((int) delay.toSeconds())
                    .build())
            .toList();
    for (int tries = 1; ; tries++) {
      List<BatchResultErrorEntry> failed = trySend(url, entries).failed();
      if (failed.isEmpty()) {
        return;
      }
      if (tries == MOST_TRIES || failed.stream().anyMatch(BatchResultErrorEntry::senderFault)) {
        throw new IOException(
            "the queue " + url + " refused messages: " + failed.getFirst().message());
      }
      List<String> again = failed.stream().map(BatchResultErrorEntry::id).toList();
      entries = new ArrayList<>(entries);
      entries.removeIf(entry -> !again.contains(entry.id()));
      pause(tries);
    }
  }

  private SendMessageBatchResponse trySend(String url, List<SendMessageBatchRequestEntry> entries)
      throws IOException {
    try {
      return sqs.get().sendMessageBatch(request -> request.queueUrl(url).entries(entries));
    } catch (SdkException e) {
      throw AwsFailures.io("cannot send to the queue " + url, e);
    }
  }

  private static void pause(int tries) throws IOException {
    try {
      Thread.sleep(PAUSE.multipliedBy(1L << tries));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while sending", e);
    }
  }
}
