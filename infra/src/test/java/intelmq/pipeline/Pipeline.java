package intelmq.pipeline;

import intelmq.localstack.cloud.Cloud;
import intelmq.localstack.cloud.CloudSettings;
import intelmq.localstack.cloud.Feeds;
import intelmq.localstack.server.Kind;
import intelmq.localstack.server.LocalAccount;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A deployed pipeline, seen through its services only. */
interface Pipeline extends AutoCloseable {
  /** The feeds that are enabled, each with one sample report. */
  Set<String> FEEDS = Set.of("feodotracker", "example-csv");

  /** Queues. */
  SqsClient sqs();

  /** Objects. */
  S3Client s3();

  /** Tables. */
  DynamoDbClient dynamoDb();

  /** What the names of all resources begin with. */
  String stack();

  /** The bucket of this name. */
  String bucket(String name);

  /** Has every feed's sample collected. */
  void collect() throws IOException, InterruptedException;

  @Override
  void close();

  /**
   * The pipeline that {@code -Dintelmq.endpoint} and {@code -Dintelmq.stack} name, else one on
   * embedded servers.
   */
  static Pipeline open(Path project, Path directory) throws IOException, InterruptedException {
    String endpoint = System.getProperty("intelmq.endpoint");
    return endpoint == null
        ? Embedded.start(project, directory)
        : new Deployed(
            project, URI.create(endpoint), System.getProperty("intelmq.stack", "intelmq"));
  }

  /** On the embedded servers, without the one that takes longest to start. */
  record Embedded(Cloud cloud, Feeds feeds) implements Pipeline {
    static Embedded start(Path project, Path directory) throws IOException, InterruptedException {
      var settings =
          new CloudSettings(
              project,
              directory,
              "intelmq",
              Map.of("EnabledFeeds", String.join(",", FEEDS)),
              Set.of(Kind.SEARCH),
              false,
              false,
              Duration.ofMillis(200),
              step -> {});
      return new Embedded(Cloud.start(settings), Feeds.of(project));
    }

    @Override
    public SqsClient sqs() {
      return cloud.sqs();
    }

    @Override
    public S3Client s3() {
      return cloud.s3();
    }

    @Override
    public DynamoDbClient dynamoDb() {
      return cloud.dynamoDb();
    }

    @Override
    public String stack() {
      return "intelmq";
    }

    @Override
    public String bucket(String name) {
      return String.join("-", "intelmq", name, LocalAccount.ID, LocalAccount.REGION);
    }

    @Override
    public void collect() throws InterruptedException {
      feeds.deliver(cloud, feeds.samples(), Instant.now());
    }

    @Override
    public void close() {
      cloud.close();
    }
  }

  /** At an endpoint that has all services, where whoever deployed it fires the schedules. */
  final class Deployed implements Pipeline {
    private static final String REGION = "eu-central-1";

    private final Path project;
    private final String stack;
    private final SqsClient sqs;
    private final S3Client s3;
    private final DynamoDbClient dynamoDb;

    Deployed(Path project, URI endpoint, String stack) {
      this.project = project;
      this.stack = stack;
      sqs = configure(SqsClient.builder(), endpoint).build();
      s3 = configure(S3Client.builder().forcePathStyle(true), endpoint).build();
      dynamoDb = configure(DynamoDbClient.builder(), endpoint).build();
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(
        B builder, URI endpoint) {
      return builder
          .endpointOverride(endpoint)
          .region(Region.of(REGION))
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
          .httpClientBuilder(UrlConnectionHttpClient.builder());
    }

    @Override
    public SqsClient sqs() {
      return sqs;
    }

    @Override
    public S3Client s3() {
      return s3;
    }

    @Override
    public DynamoDbClient dynamoDb() {
      return dynamoDb;
    }

    @Override
    public String stack() {
      return stack;
    }

    @Override
    public String bucket(String name) {
      String prefix = stack + "-" + name + "-";
      List<String> found =
          s3.listBuckets().buckets().stream()
              .map(bucket -> bucket.name())
              .filter(bucket -> bucket.startsWith(prefix))
              .toList();
      if (found.size() != 1) {
        throw new IllegalStateException("not one bucket " + prefix + "…: " + found);
      }
      return found.getFirst();
    }

    @Override
    public void collect() {
      s3.putObject(
          request -> request.bucket(bucket("drop")).key("example-csv/example.csv"),
          RequestBody.fromFile(project.resolve("events/reports/example-csv/example.csv")));
    }

    @Override
    public void close() {
      sqs.close();
      s3.close();
      dynamoDb.close();
    }
  }
}
