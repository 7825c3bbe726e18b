package intelmq.localstack.cloud;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import intelmq.localstack.cloud.Interference.Delivery;
import intelmq.localstack.cloud.Interference.Work;
import intelmq.localstack.server.LocalAccount;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands a queue's messages to a function, as Lambda does: in batches, which a window may let grow;
 * what the function reports as failed, and everything if it throws, stays in the queue until its
 * visibility timeout is over.
 */
final class EventSourceMapping implements AutoCloseable {
  private static final int RECEIVE = 10;
  private static final JsonMapper JSON = new JsonMapper();

  private final SqsClient sqs;
  private final String url;
  private final String arn;
  private final LambdaFunction function;
  private final int batchSize;
  private final Duration window;
  private final int concurrency;
  private final Interference interference;
  private final Consumer<Message> stopped;
  private final AtomicInteger pending = new AtomicInteger();
  private final List<Thread> pollers = new ArrayList<>();
  private volatile boolean closed;
  private volatile boolean enabled = true;

  EventSourceMapping(
      SqsClient sqs,
      String url,
      String arn,
      LambdaFunction function,
      int batchSize,
      Duration window,
      int concurrency,
      Interference interference,
      Consumer<Message> stopped) {
    this.sqs = sqs;
    this.url = url;
    this.arn = arn;
    this.function = function;
    this.batchSize = batchSize;
    this.window = window;
    this.concurrency = concurrency;
    this.interference = interference;
    this.stopped = stopped;
  }

  void start() {
    for (int i = 0; i < concurrency; i++) {
      pollers.add(Thread.ofVirtual().name(function.name() + "-poller-" + i).start(this::poll));
    }
  }

  /** Whether messages are read. */
  boolean isEnabled() {
    return enabled;
  }

  /** Has messages read, or left in the queue. */
  void enable(boolean newEnabled) {
    enabled = newEnabled;
  }

  private void poll() {
    while (!closed) {
      if (!enabled) {
        pause();
        continue;
      }
      try {
        List<Message> batch = withoutLoops(receive());
        if (!batch.isEmpty()) {
          deliver(batch);
        }
      } catch (SdkException e) {
        if (!closed) {
          pause();
        }
      }
    }
  }

  /** Without messages that Lambda would not invoke the function with, as it is in a loop. */
  private List<Message> withoutLoops(List<Message> batch) {
    Map<Boolean, List<Message>> sorted =
        batch.stream()
            .collect(Collectors.partitioningBy(message -> function.isLoop(message.messageId())));
    List<Message> loops = sorted.getOrDefault(true, List.of());
    loops.forEach(stopped);
    delete(loops, Set.of());
    return sorted.getOrDefault(false, List.of());
  }

  /** Messages until the batch is full or the window over. */
  private List<Message> receive() {
    var batch = new ArrayList<Message>(receive(1));
    long end = System.nanoTime() + window.toNanos();
    while (!batch.isEmpty() && batch.size() < batchSize && System.nanoTime() < end && !closed) {
      List<Message> more = receive(0);
      if (more.isEmpty()) {
        // locally, nobody gains by waiting for messages that may never come
        break;
      }
      batch.addAll(more);
    }
    return batch;
  }

  private List<Message> receive(int seconds) {
    return sqs.receiveMessage(request ->
            request
                .queueUrl(url)
                .maxNumberOfMessages(Math.min(RECEIVE, batchSize))
                .waitTimeSeconds(seconds)
                .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  /** Whether messages are still to be handed over that the queue knows nothing of any more. */
  boolean pending() {
    return pending.get() > 0;
  }

  /** Hands messages over, which may befall them late and twice. */
  private void deliver(List<Message> batch) {
    var work = new Work(function.name(), batch.getFirst().body(), receives(batch), 0);
    Delivery delivery = interference.deliver(work);
    delivery.again().ifPresent(after -> later(after, () -> invoke(batch, work.copy())));
    if (delivery.late().isZero()) {
      handle(batch, work);
    } else {
      later(delivery.late(), () -> handle(batch, work));
    }
  }

  private void later(Duration time, Runnable task) {
    pending.incrementAndGet();
    Thread.ofVirtual()
        .name(function.name() + "-delivery")
        .start(() -> {
          try {
            Thread.sleep(time);
            task.run();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (SdkException e) {
            // the server has ended; its queue knows better than this what is done
          } finally {
            pending.decrementAndGet();
          }
        });
  }

  private static int receives(List<Message> batch) {
    return batch.stream()
        .mapToInt(message ->
            Integer.parseInt(
                message
                    .attributes()
                    .getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")))
        .max()
        .orElse(1);
  }

  private void handle(List<Message> batch, Work work) {
    Set<String> failed = invoke(batch, work);
    interference
        .invisible(work)
        .ifPresent(time ->
            batch.stream()
                .filter(message -> failed.contains(message.messageId()))
                .forEach(message -> makeVisible(message, time)));
    delete(batch, failed);
  }

  private void makeVisible(Message message, Duration after) {
    sqs.changeMessageVisibility(request ->
        request
            .queueUrl(url)
            .receiptHandle(message.receiptHandle())
            .visibilityTimeout((int) after.toSeconds()));
  }

  /** The ids of those that failed. */
  private Set<String> invoke(List<Message> batch, Work work) {
    try {
      List<String> ids = batch.stream().map(Message::messageId).toList();
      return function.invokeWithMessages(event(batch), work, ids).getBatchItemFailures().stream()
          .map(BatchItemFailure::getItemIdentifier)
          .collect(Collectors.toSet());
    } catch (IOException e) {
      return batch.stream().map(Message::messageId).collect(Collectors.toSet());
    }
  }

  private void delete(List<Message> batch, Set<String> failed) {
    List<DeleteMessageBatchRequestEntry> done =
        batch.stream()
            .filter(message -> !failed.contains(message.messageId()))
            .map(message ->
                DeleteMessageBatchRequestEntry.builder()
                    .id(message.messageId())
                    .receiptHandle(message.receiptHandle())
                    .build())
            .toList();
    for (int from = 0; from < done.size(); from += RECEIVE) {
      var some = done.subList(from, Math.min(done.size(), from + RECEIVE));
      sqs.deleteMessageBatch(request -> request.queueUrl(url).entries(some));
    }
  }

  private String event(List<Message> batch) {
    var records = new ArrayList<Map<String, Object>>();
    for (Message message : batch) {
      var record = new LinkedHashMap<String, Object>();
      record.put("messageId", message.messageId());
      record.put("receiptHandle", message.receiptHandle());
      record.put("body", message.body());
      record.put("attributes", new HashMap<>(message.attributesAsStrings()));
      record.put("messageAttributes", Map.of());
      record.put("md5OfBody", message.md5OfBody());
      record.put("eventSource", "aws:sqs");
      record.put("eventSourceARN", arn);
      record.put("awsRegion", LocalAccount.REGION);
      records.add(record);
    }
    return JSON.writeValueAsString(Map.of("Records", records));
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(200));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    pollers.forEach(Thread::interrupt);
    sqs.close();
  }
}
