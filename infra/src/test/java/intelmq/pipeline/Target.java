package intelmq.pipeline;

import intelmq.localstack.server.Mail;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stack that runs somewhere, as the end-to-end test sees it: the addresses of its services, and a
 * way to have reports collected.
 */
interface Target extends AutoCloseable {
  /** The stack's name. */
  String stack();

  /** The account and region that the names of buckets end in. */
  Location location();

  /** S3. */
  URI s3();

  /** SQS. */
  URI sqs();

  /** DynamoDB. */
  URI dynamoDb();

  /** OpenSearch, if the stack has that output here. */
  Optional<URI> openSearch();

  /** The mail sent so far, oldest first, if the stack has that output here. */
  Optional<List<Mail>> mail();

  /** Who gets events without a contact. */
  String notifyEmail();

  /**
   * Has the collectors of these feeds collect a report each, and returns once that is under way;
   * that others find nothing new does no harm.
   */
  void collect(Map<String, Path> reports) throws IOException, InterruptedException;

  /** Counts by function, as {@code intelmqctl local --json} gives them. */
  Map<String, Map<String, Long>> counts();

  /** What does not add up in the books, a sentence each. */
  List<String> imbalances();

  @Override
  void close();

  /** An account and a region. */
  record Location(String account, String region) {}
}
