package intelmq.pipeline;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import intelmq.lambda.OutputFunction;
import intelmq.localstack.results.FileStore;
import intelmq.localstack.results.MailStore;
import intelmq.localstack.results.SearchStore;
import intelmq.localstack.results.StoredEvent;
import intelmq.localstack.results.TableStore;
import intelmq.localstack.server.Kind;
import intelmq.localstack.server.LocalAccount;
import intelmq.localstack.server.MailBox;
import intelmq.localstack.server.ServerSettings;
import intelmq.localstack.server.Servers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The functions of all outputs, without a pipeline before them, and the servers to which they
 * deliver.
 */
final class Outputs implements AutoCloseable {
  /** One of each, by its stage, as the template has them. */
  static final List<String> ALL = List.of("file", "dynamodb", "opensearch", "ses");

  private static final String EVENTS = "events";
  private static final String FACTS = "facts";
  private static final String QUARANTINE = "quarantine";

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Servers servers;
  private final S3Client s3;
  private final SqsClient sqs;
  private final DynamoDbClient dynamoDb;

  private Outputs(Servers servers) {
    this.servers = servers;
    s3 = configure(S3Client.builder().forcePathStyle(true), Kind.OBJECTS).build();
    sqs = configure(SqsClient.builder(), Kind.QUEUES).build();
    dynamoDb = configure(DynamoDbClient.builder(), Kind.TABLES).build();
  }

  static Outputs start(Path directory) throws IOException, InterruptedException {
    Path libraries = PipelineTest.PROJECT.resolve("localstack/dynamodb-local/target/lib");
    var outputs =
        new Outputs(
            Servers.start(
                ServerSettings.in(directory, libraries).without(Set.of(Kind.FEEDS)), _ -> {}));
    List.of(EVENTS, QUARANTINE, "reports")
        .forEach(bucket -> outputs.s3.createBucket(call -> call.bucket(bucket)));
    ALL.forEach(stage -> outputs.sqs.createQueue(call -> call.queueName(stage)));
    outputs.createTable(EVENTS, "id");
    outputs.createTable(FACTS, "report", "fact");
    return outputs;
  }

  private void createTable(String name, String... keys) {
    dynamoDb.createTable(call ->
        call.tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                Arrays.stream(keys)
                    .map(key ->
                        AttributeDefinition.builder()
                            .attributeName(key)
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .toList())
            .keySchema(
                Arrays.stream(keys)
                    .map(key ->
                        KeySchemaElement.builder()
                            .attributeName(key)
                            .keyType(key.equals(keys[0]) ? KeyType.HASH : KeyType.RANGE)
                            .build())
                    .toList()));
  }

  /** The function of a stage. */
  OutputFunction function(String stage) {
    return new OutputFunction(environment(stage), InstantSource.system());
  }

  /** One that can set nothing aside. */
  OutputFunction functionWithoutQuarantine(String stage) {
    Map<String, String> environment = environment(stage);
    environment.put("QUARANTINE_BUCKET", "missing");
    return new OutputFunction(environment, InstantSource.system());
  }

  /** One whose clock is ahead. */
  OutputFunction functionAt(String stage, Instant time) {
    return new OutputFunction(environment(stage), InstantSource.fixed(time));
  }

  /** Whether an invocation with this message acknowledges it. */
  static boolean acknowledges(OutputFunction function, String body) {
    var message = new SQSMessage();
    message.setMessageId("message");
    message.setBody(body);
    var event = new SQSEvent();
    event.setRecords(List.of(message));
    SQSBatchResponse response = function.handleRequest(event, new InvocationContext());
    return response.getBatchItemFailures().isEmpty();
  }

  /** The ids of what an output holds of a report, in order, each as often as it is there. */
  List<String> ids(String stage, String report) throws IOException, InterruptedException {
    return stored(stage).stream()
        .map(StoredEvent::id)
        .filter(id -> id.startsWith(report + ":"))
        .sorted()
        .toList();
  }

  private List<StoredEvent> stored(String stage) throws IOException, InterruptedException {
    return switch (stage) {
      case "file" -> new FileStore(s3).read(stage, Map.of("bucket", EVENTS));
      case "dynamodb" -> new TableStore(dynamoDb).read(stage, Map.of("table", EVENTS));
      case "opensearch" -> new SearchStore(endpoint(Kind.SEARCH)).read(stage, Map.of());
      case "ses" ->
          new MailStore(
                  servers.controlPlane().mail().sent().stream().map(MailBox.Sent::mail).toList())
              .read(stage, Map.of());
      default -> throw new IllegalArgumentException(stage);
    };
  }

  /** The lines that a stage has set aside. */
  List<String> quarantine(String stage) {
    return s3
        .listObjectsV2Paginator(call -> call.bucket(QUARANTINE).prefix(stage + "/"))
        .contents()
        .stream()
        .map(S3Object::key)
        .flatMap(key ->
            s3.getObjectAsBytes(call -> call.bucket(QUARANTINE).key(key)).asUtf8String().lines())
        .toList();
  }

  /** Takes the messages that a stage sent back to itself: waits for the first of them. */
  List<String> deferred(String stage) throws InterruptedException {
    String url = queue(stage);
    var bodies = new ArrayList<String>();
    long end = System.nanoTime() + PATIENCE.toNanos();
    List<Message> some = List.of();
    // what came together is there together
    while (System.nanoTime() < end && (bodies.isEmpty() || !some.isEmpty())) {
      Thread.sleep(PAUSE);
      some = sqs.receiveMessage(call -> call.queueUrl(url).maxNumberOfMessages(10)).messages();
      for (Message message : some) {
        bodies.add(message.body());
        sqs.deleteMessage(call -> call.queueUrl(url).receiptHandle(message.receiptHandle()));
      }
    }
    return bodies;
  }

  DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  private Map<String, String> environment(String stage) {
    var environment = new HashMap<String, String>();
    environment.put("STACK", "stack");
    environment.put("STAGE", stage);
    environment.put("BOT", bot(stage));
    environment.put("DESTINATIONS", "{}");
    environment.put("QUEUE_URL", queue(stage));
    environment.put("QUARANTINE_BUCKET", QUARANTINE);
    environment.put("REPORTS_BUCKET", "reports");
    environment.put("FACTS_TABLE", FACTS);
    environment.put("RETRY_DELAY", "1");
    environment.put("AWS_REGION", LocalAccount.REGION);
    environment.put("AWS_ACCESS_KEY_ID", "test");
    environment.put("AWS_SECRET_ACCESS_KEY", "test");
    environment.put("AWS_ENDPOINT_URL", endpoint(Kind.CONTROL).toString());
    environment.put("AWS_ENDPOINT_URL_S3", endpoint(Kind.OBJECTS).toString());
    environment.put("AWS_ENDPOINT_URL_SQS", endpoint(Kind.QUEUES).toString());
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", endpoint(Kind.TABLES).toString());
    return environment;
  }

  private String bot(String stage) {
    return switch (stage) {
      case "file" -> "file: {bucket: " + EVENTS + "}";
      case "dynamodb" -> "dynamodb: {table: " + EVENTS + "}";
      case "opensearch" -> "opensearch: {elastic_host: '" + endpoint(Kind.SEARCH) + "'}";
      default -> "ses: {mail_from: cert@example.org, notify_email: duty@example.org}";
    };
  }

  private String queue(String stage) {
    return sqs.getQueueUrl(call -> call.queueName(stage)).queueUrl();
  }

  private URI endpoint(Kind kind) {
    return servers.endpoint(kind);
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(
      B builder, Kind kind) {
    return builder
        .endpointOverride(endpoint(kind))
        .region(Region.of(LocalAccount.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClientBuilder(UrlConnectionHttpClient.builder());
  }

  @Override
  public void close() {
    s3.close();
    sqs.close();
    dynamoDb.close();
    servers.close();
  }
}
