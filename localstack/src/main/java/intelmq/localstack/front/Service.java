package intelmq.localstack.front;

import intelmq.localstack.server.Kind;
import java.util.Locale;

/** The AWS services that functions call. */
public enum Service {
  /** Queues. */
  SQS,
  /** Objects. */
  S3,
  /** Tables. */
  DYNAMODB,
  /** Parameters. */
  SSM,
  /** Secrets. */
  SECRETSMANAGER,
  /** Event buses. */
  EVENTS,
  /** Mail. */
  SES,
  /** OpenSearch. */
  ES;

  /** The name that actions and ARNs have of it, as {@code sqs} in {@code sqs:SendMessage}. */
  public String prefix() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The service that a request is for.
   *
   * @param target the header X-Amz-Target, or empty
   */
  static Service of(Kind kind, String target) {
    return switch (kind) {
      case QUEUES -> SQS;
      case OBJECTS -> S3;
      case TABLES -> DYNAMODB;
      case SEARCH -> ES;
      case CONTROL, FEEDS ->
          switch (target.replaceFirst("\\..*", "")) {
            case "AmazonSSM" -> SSM;
            case "secretsmanager" -> SECRETSMANAGER;
            case "AWSEvents" -> EVENTS;
            default -> SES;
          };
    };
  }
}
