package intelmq.pipeline;

import intelmq.localstack.results.FileStore;
import intelmq.localstack.results.MailStore;
import intelmq.localstack.results.SearchStore;
import intelmq.localstack.results.StoredEvent;
import intelmq.localstack.results.TableStore;
import intelmq.localstack.server.Mail;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a target's services hold, asked by their addresses alone. */
final class Services implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(300);
  private static final int QUIET_LOOKS = 4;
  private static final JsonMapper JSON = new JsonMapper();

  private final Target target;
  private final S3Client s3;
  private final SqsClient sqs;
  private final DynamoDbClient dynamoDb;

  Services(Target target) {
    this.target = target;
    s3 = configure(S3Client.builder().forcePathStyle(true), target.s3()).build();
    sqs = configure(SqsClient.builder(), target.sqs()).build();
    dynamoDb = configure(DynamoDbClient.builder(), target.dynamoDb()).build();
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(
      B builder, URI endpoint) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(target.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClientBuilder(UrlConnectionHttpClient.builder());
  }

  /** The bucket of this name, whatever the account that its own name ends in. */
  String bucket(String name) {
    String prefix = target.stack() + "-" + name + "-";
    List<String> found =
        s3.listBuckets().buckets().stream()
            .map(Bucket::name)
            .filter(bucket -> bucket.startsWith(prefix))
            .toList();
    if (found.size() != 1) {
      throw new IllegalStateException("not one bucket " + prefix + "…: " + found);
    }
    return found.getFirst();
  }

  /** Puts a file into the drop bucket. */
  void drop(String feed, Path file) {
    s3.putObject(
        request -> request.bucket(bucket("drop")).key(feed + "/" + file.getFileName()),
        RequestBody.fromFile(file));
  }

  /** Everything that the outputs of this target have stored, by output. */
  Map<String, List<StoredEvent>> stored() throws IOException, InterruptedException {
    var stored = new LinkedHashMap<String, List<StoredEvent>>();
    stored.put("file", new FileStore(s3).read("file", Map.of("bucket", bucket("events"))));
    stored.put(
        "dynamodb",
        new TableStore(dynamoDb).read("dynamodb", Map.of("table", target.stack() + "-events")));
    Optional<URI> search = target.openSearch();
    if (search.isPresent()) {
      stored.put("opensearch", new SearchStore(search.get()).read("opensearch", Map.of()));
    }
    return stored;
  }

  /** The rows of a mail. */
  static List<StoredEvent> rows(Mail mail) {
    return new MailStore(List.of(mail)).read("ses", Map.of());
  }

  /** What is in quarantine, a JSON object each. */
  List<JsonNode> quarantine() {
    var lines = new ArrayList<JsonNode>();
    for (String key : keys("quarantine", "")) {
      new String(content("quarantine", key), StandardCharsets.UTF_8)
          .lines()
          .forEach(line -> lines.add(JSON.readTree(line)));
    }
    return lines;
  }

  /** The keys of a bucket below a prefix, in order. */
  List<String> keys(String bucket, String prefix) {
    String name = bucket(bucket);
    return s3
        .listObjectsV2Paginator(request -> request.bucket(name).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .sorted()
        .toList();
  }

  /** An object's content. */
  byte[] content(String bucket, String key) {
    return s3.getObjectAsBytes(request -> request.bucket(bucket(bucket)).key(key)).asByteArray();
  }

  /** The statistics of a feed: a line per report, by its id, oldest first. */
  Map<String, Map<String, String>> statistics(String feed) {
    var reports = new LinkedHashMap<String, Map<String, String>>();
    for (Map<String, AttributeValue> item :
        dynamoDb
            .query(request ->
                request
                    .tableName(target.stack() + "-statistics")
                    .keyConditionExpression("feed = :feed")
                    .expressionAttributeValues(Map.of(":feed", AttributeValue.fromS(feed))))
            .items()) {
      var line = new LinkedHashMap<String, String>();
      item.forEach(
          (name, value) -> line.put(name, Objects.requireNonNullElse(value.n(), value.s())));
      reports.put(Objects.requireNonNull(line.get("report")), line);
    }
    return reports;
  }

  /** Sends a message to a queue of the stack. */
  void send(String queue, String body) {
    sqs.sendMessage(
        request -> request.queueUrl(url(target.stack() + "-" + queue)).messageBody(body));
  }

  /** EventBridge's event of a report that was stored, with which a parser parses it once more. */
  String reportStored(String key) {
    return JSON.writeValueAsString(
        Map.of(
            "detail-type", "Object Created",
            "source", "aws.s3",
            "time", "2026-01-01T00:00:00Z",
            "detail",
                Map.of(
                    "bucket", Map.of("name", bucket("reports")),
                    "object", Map.of("key", key, "size", 1))));
  }

  /**
   * Waits until all queues have been empty for a while; a function sends what it has to before its
   * own message goes.
   *
   * @throws IllegalStateException naming the queues that are not, when patience is at an end
   */
  void awaitQuiet(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    int quiet = 0;
    while (quiet < QUIET_LOOKS) {
      Map<String, Long> waiting = waiting();
      quiet = waiting.isEmpty() ? quiet + 1 : 0;
      if (System.nanoTime() > end) {
        throw new IllegalStateException("after " + patience + " messages wait in " + waiting);
      }
      Thread.sleep(LOOK);
    }
  }

  /** Messages by queue, where there are any; those in dead-letter queues wait for nobody. */
  private Map<String, Long> waiting() {
    return messages(false);
  }

  /** Messages by dead-letter queue. */
  Map<String, Long> deadLetters() {
    return messages(true);
  }

  private Map<String, Long> messages(boolean dead) {
    var waiting = new LinkedHashMap<String, Long>();
    for (String url :
        sqs.listQueuesPaginator(request -> request.queueNamePrefix(target.stack() + "-"))
            .queueUrls()) {
      long messages = url.endsWith("-dlq") == dead ? messages(url) : 0;
      if (messages > 0) {
        waiting.put(url.substring(url.lastIndexOf('/') + 1), messages);
      }
    }
    return waiting;
  }

  private long messages(String url) {
    return sqs
        .getQueueAttributes(request ->
            request
                .queueUrl(url)
                .attributeNames(
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
        .attributesAsStrings()
        .values()
        .stream()
        .mapToLong(Long::parseLong)
        .sum();
  }

  private String url(String queue) {
    return sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
  }

  @Override
  public void close() {
    s3.close();
    sqs.close();
    dynamoDb.close();
  }
}
