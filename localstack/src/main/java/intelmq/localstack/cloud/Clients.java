package intelmq.localstack.cloud;

import intelmq.localstack.front.Caller;
import intelmq.localstack.front.Front;
import intelmq.localstack.server.Kind;
import intelmq.localstack.server.LocalAccount;
import intelmq.localstack.server.Servers;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The local cloud's own clients of its servers. */
final class Clients implements AutoCloseable {
  private static final String OWN = "local";

  private final SqsClient sqs;
  private final S3Client s3;
  private final DynamoDbClient dynamoDb;

  Clients(Servers servers) {
    sqs = configure(SqsClient.builder(), servers.endpoint(Kind.QUEUES), OWN).build();
    s3 =
        configure(S3Client.builder().forcePathStyle(true), servers.endpoint(Kind.OBJECTS), OWN)
            .build();
    dynamoDb = configure(DynamoDbClient.builder(), servers.endpoint(Kind.TABLES), OWN).build();
  }

  /** Queues as a function's caller sees them. */
  static SqsClient sqs(Front front, Caller caller) {
    return configure(SqsClient.builder(), front.endpoint(Kind.QUEUES), caller.key()).build();
  }

  SqsClient sqs() {
    return sqs;
  }

  S3Client s3() {
    return s3;
  }

  DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(
      B builder, URI endpoint, String key) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(LocalAccount.REGION))
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(key, OWN)))
        .httpClientBuilder(UrlConnectionHttpClient.builder());
  }

  @Override
  public void close() {
    sqs.close();
    s3.close();
    dynamoDb.close();
  }
}
