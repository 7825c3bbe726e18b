package intelmq.localstack.server;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The servers of the local cloud. */
public enum Kind {
  /** S3. */
  OBJECTS("s3", 9000),
  /** SQS. */
  QUEUES("sqs", 9324),
  /** DynamoDB. */
  TABLES("dynamodb", 8000),
  /** OpenSearch. */
  SEARCH("opensearch", 9200),
  /** SSM, Secrets Manager, EventBridge and SES. */
  CONTROL("control", 4566),
  /** The proxy that answers the collectors' requests. */
  FEEDS("feeds", 3128);

  private final String label;
  private final int usualPort;

  Kind(String label, int usualPort) {
    this.label = label;
    this.usualPort = usualPort;
  }

  /** Its name for users. */
  public String label() {
    return label;
  }

  /** The port it has when addresses should stay the same from run to run. */
  public int usualPort() {
    return usualPort;
  }

  /**
   * The server of this name.
   *
   * @throws IllegalArgumentException when there is none, naming those there are
   */
  public static Kind of(String label) {
    return Arrays.stream(values())
        .filter(kind -> kind.label.equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "No server "
                    + label
                    + "; there are "
                    + Arrays.stream(values()).map(Kind::label).collect(Collectors.joining(", "))));
  }
}
