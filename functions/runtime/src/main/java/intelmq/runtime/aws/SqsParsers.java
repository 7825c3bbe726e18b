package intelmq.runtime.aws;

import intelmq.runtime.LostReports;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queues {@code <stack>-<feed>-parser}. */
public final class SqsParsers implements LostReports.Parsers {
  private final SqsClient sqs;
  private final String stack;

  /** Those of a stack. */
  public SqsParsers(SqsClient sqs, String stack) {
    this.sqs = sqs;
    this.stack = stack;
  }

  @Override
  public void send(String feed, String body) throws IOException {
    String name = stack + "-" + feed + "-parser";
    try {
      String url = sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
      new SqsQueue(sqs).send(url, List.of(body), Duration.ZERO);
    } catch (SdkException e) {
      throw AwsFailures.io("cannot send to the queue " + name, e);
    }
  }
}
