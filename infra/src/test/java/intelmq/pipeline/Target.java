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

  /** The region that requests are signed for. */
  String region();

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

  /** Whether collectors that fetch can be handed a report of the test's own. */
  boolean canFetch();

  /**
   * Counts by function, as {@code intelmqctl local --type json} gives them; empty where nobody
   * gathers what functions log.
   */
  Map<String, Map<String, Long>> counts();

  /** What does not add up in the books, a sentence each. */
  List<String> imbalances();

  @Override
  void close();
}
