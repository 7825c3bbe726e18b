package intelmq.localstack.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import intelmq.localstack.iam.Role;
import intelmq.localstack.server.Kind;
import intelmq.localstack.server.LocalAccount;
import intelmq.localstack.server.ServerSettings;
import intelmq.localstack.server.Servers;
import intelmq.localstack.template.Properties;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** AWS's own clients of a function, whose role each test gives it. */
@TestInstance(Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
final class PermissionsTest {
  private static final String ACCOUNT = ":us-east-1:000000000000:";
  private static final String QUEUE = "arn:aws:sqs" + ACCOUNT + "q";
  private static final String BUCKET = "reports";
  private static final String MAIL =
      "From: cert@example.org\r\nTo: abuse@example.net\r\nSubject: x\r\n\r\ntext\r\n";

  private final List<String> refusals = new CopyOnWriteArrayList<>();
  private Optional<Role> role = Optional.empty();
  private Servers servers;
  private Front front;
  private Caller caller;
  private SqsClient sqs;
  private S3Client s3;
  private DynamoDbClient dynamoDb;
  private SsmClient ssm;
  private SecretsManagerClient secrets;
  private EventBridgeClient events;
  private SesV2Client ses;

  /** A call that a permission allows. */
  record Case(String action, String resource, int status, Runnable call) {
    @Override
    public String toString() {
      return action;
    }
  }

  @BeforeAll
  void start(@TempDir Path directory) throws IOException, InterruptedException {
    servers =
        Servers.start(
            ServerSettings.in(directory, Path.of("dynamodb-local/target/lib"))
                .without(Set.of(Kind.SEARCH, Kind.FEEDS)),
            _ -> {});
    front = Front.start(servers);
    front.add(new Permissions(_ -> role, (_, refusal) -> refusals.add(refusal)));
    caller = front.callers().environment("intelmq-filter");
    sqs = client(SqsClient.builder(), Kind.QUEUES);
    s3 = client(S3Client.builder().forcePathStyle(true), Kind.OBJECTS);
    dynamoDb = client(DynamoDbClient.builder(), Kind.TABLES);
    ssm = client(SsmClient.builder(), Kind.CONTROL);
    secrets = client(SecretsManagerClient.builder(), Kind.CONTROL);
    events = client(EventBridgeClient.builder(), Kind.CONTROL);
    ses = client(SesV2Client.builder(), Kind.CONTROL);
    create();
  }

  /** What the calls are about, created past the front. */
  private void create() {
    servers.controlPlane().parameters().put("/stack/a", "1");
    servers.controlPlane().secrets().put("key", "1");
    try (var own = client(SqsClient.builder(), servers.endpoint(Kind.QUEUES));
        var ownS3 =
            client(S3Client.builder().forcePathStyle(true), servers.endpoint(Kind.OBJECTS));
        var ownTables = client(DynamoDbClient.builder(), servers.endpoint(Kind.TABLES))) {
      own.createQueue(q -> q.queueName("q"));
      ownS3.createBucket(b -> b.bucket(BUCKET));
      ownS3.putObject(p -> p.bucket(BUCKET).key("there"), RequestBody.fromString("x"));
      ownTables.createTable(t ->
          t.tableName("events")
              .billingMode("PAY_PER_REQUEST")
              .keySchema(
                  List.of(KeySchemaElement.builder().attributeName("id").keyType("HASH").build()))
              .attributeDefinitions(
                  List.of(
                      AttributeDefinition.builder()
                          .attributeName("id")
                          .attributeType("S")
                          .build())));
    }
  }

  @AfterAll
  void close() {
    sqs.close();
    s3.close();
    dynamoDb.close();
    ssm.close();
    secrets.close();
    events.close();
    ses.close();
    front.close();
    servers.close();
  }

  private Stream<Case> cases() {
    String url = front.endpoint(Kind.QUEUES) + "/" + LocalAccount.ID + "/q";
    String object = "arn:aws:s3:::" + BUCKET + "/there";
    String table = "arn:aws:dynamodb" + ACCOUNT + "table/events";
    return Stream.of(
        new Case(
            "sqs:SendMessage",
            QUEUE,
            403,
            () -> sqs.sendMessage(m -> m.queueUrl(url).messageBody("x"))),
        new Case("sqs:ReceiveMessage", QUEUE, 403, () -> sqs.receiveMessage(m -> m.queueUrl(url))),
        new Case("sqs:GetQueueUrl", QUEUE, 403, () -> sqs.getQueueUrl(m -> m.queueName("q"))),
        new Case(
            "s3:GetObject",
            object,
            403,
            () -> s3.getObjectAsBytes(g -> g.bucket(BUCKET).key("there"))),
        new Case(
            "s3:PutObject",
            object,
            403,
            () -> s3.putObject(p -> p.bucket(BUCKET).key("there"), RequestBody.fromString("y"))),
        new Case(
            "s3:ListBucket",
            "arn:aws:s3:::" + BUCKET,
            403,
            () -> s3.listObjectsV2(l -> l.bucket(BUCKET).prefix("t"))),
        new Case(
            "dynamodb:PutItem",
            table,
            400,
            () -> dynamoDb.putItem(p -> p.tableName("events").item(item()))),
        new Case(
            "dynamodb:BatchWriteItem",
            table,
            400,
            () ->
                dynamoDb.batchWriteItem(b ->
                    b.requestItems(
                        Map.of(
                            "events",
                            List.of(
                                WriteRequest.builder()
                                    .putRequest(PutRequest.builder().item(item()).build())
                                    .build()))))),
        new Case(
            "ssm:GetParameter",
            "arn:aws:ssm" + ACCOUNT + "parameter/stack/a",
            400,
            () -> ssm.getParameter(p -> p.name("/stack/a"))),
        new Case(
            "ssm:GetParametersByPath",
            "arn:aws:ssm" + ACCOUNT + "parameter/stack",
            400,
            () -> ssm.getParametersByPath(p -> p.path("/stack"))),
        new Case(
            "secretsmanager:GetSecretValue",
            "arn:aws:secretsmanager" + ACCOUNT + "secret:key-??????",
            400,
            () -> secrets.getSecretValue(g -> g.secretId("key"))),
        new Case(
            "events:PutEvents",
            "arn:aws:events" + ACCOUNT + "event-bus/intelmq",
            400,
            () ->
                events.putEvents(p ->
                    p.entries(
                        List.of(
                            PutEventsRequestEntry.builder()
                                .eventBusName("intelmq")
                                .source("intelmq")
                                .detailType("Report Parsed")
                                .detail("{}")
                                .build())))),
        new Case(
            "ses:Send*Email",
            "arn:aws:ses" + ACCOUNT + "identity/example.org",
            403,
            () ->
                ses.sendEmail(e ->
                    e.fromEmailAddress("CERT <cert@example.org>")
                        .content(c -> c.raw(r -> r.data(SdkBytes.fromUtf8String(MAIL)))))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aCallNeedsItsPermission(Case one) {
    role = role(one.action(), one.resource());
    one.call().run();
    for (Optional<Role> other :
        List.of(
            role(one.action(), one.resource() + "x"),
            role(one.action().replaceFirst(":.*", ":Other"), one.resource()),
            Optional.<Role>empty())) {
      role = other;
      refusals.clear();
      assertThatThrownBy(() -> one.call().run())
          .isInstanceOfSatisfying(
              AwsServiceException.class, e -> assertThat(e.statusCode()).isEqualTo(one.status()));
      assertThat(refusals).hasSize(1);
      if (other.isPresent()) {
        assertThat(refusals.getFirst())
            .contains("not authorized to perform: " + one.action().replaceFirst("[*].*", ""))
            .contains(one.resource().replaceFirst("[?]+$", ""));
      }
    }
  }

  @Test
  void whatTheServiceSaysNamesActionAndResource() {
    role = role("sqs:ReceiveMessage", QUEUE);
    String url = front.endpoint(Kind.QUEUES) + "/" + LocalAccount.ID + "/q";
    assertThatThrownBy(() -> sqs.purgeQueue(p -> p.queueUrl(url)))
        .hasMessageContaining("sqs:PurgeQueue")
        .hasMessageContaining(QUEUE)
        .hasMessageContaining("intelmq-filter");
  }

  /** Whoever may not list a bucket is not told what is missing there. */
  @Test
  void aMissingObjectIsForbiddenWithoutListBucket() {
    role = role("s3:GetObject", "*");
    assertThatThrownBy(() -> s3.getObjectAsBytes(g -> g.bucket(BUCKET).key("none")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    assertThatThrownBy(() -> s3.headObject(g -> g.bucket(BUCKET).key("none")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    role = role("s3:*", "*");
    assertThatThrownBy(() -> s3.getObjectAsBytes(g -> g.bucket(BUCKET).key("none")))
        .isInstanceOf(NoSuchKeyException.class);
    assertThat(s3.getObjectAsBytes(g -> g.bucket(BUCKET).key("there")).asUtf8String()).hasSize(1);
  }

  @Test
  void anOperationThatNobodyHasMappedIsRefused() {
    role = role("*", "*");
    assertThatThrownBy(sqs::listQueues)
        .hasMessageContaining("does not know what permissions sqs ListQueues needs");
    assertThatThrownBy(() -> s3.getObjectTagging(g -> g.bucket(BUCKET).key("there")))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("does not know");
  }

  private static Map<String, AttributeValue> item() {
    return Map.of("id", AttributeValue.fromS("1"));
  }

  private static Optional<Role> role(String action, String resource) {
    Map<String, Object> statement =
        Map.of("Effect", "Allow", "Action", action, "Resource", resource);
    return Optional.of(
        Role.of(
            new Properties(
                "Role",
                Map.of(
                    "AssumeRolePolicyDocument",
                    Map.of("Version", "2012-10-17", "Statement", List.of()),
                    "Policies",
                    Map.of(
                        "PolicyName",
                        "p",
                        "PolicyDocument",
                        Map.of("Version", "2012-10-17", "Statement", statement))))));
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, Kind kind) {
    return client(builder, front.endpoint(kind));
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, URI endpoint) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(LocalAccount.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(caller.key(), "secret")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
