package intelmq.runtime.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * The AWS clients of one function, each built when it is first asked for.
 *
 * <p>Region, credentials and endpoints come from the given environment alone ({@code AWS_REGION},
 * {@code AWS_ACCESS_KEY_ID} and so on, {@code AWS_ENDPOINT_URL_<SERVICE>}, {@code
 * AWS_ENDPOINT_URL}), so that several functions can live in one process.
 */
public final class AwsClients implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** Longer than any of the services takes to begin an answer. */
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

  private final Map<String, String> environment;

  // Suppliers are made in the methods below, not here: linking a lambda loads the classes it
  // mentions, and a jar has only the clients that its kind of function uses.
  private final Map<Class<?>, SdkClient> clients = new ConcurrentHashMap<>();

  /** Clients as an environment says; nothing is read or opened yet. */
  public AwsClients(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Queues. */
  public SqsClient sqs() {
    return once(SqsClient.class, () -> configure("SQS", SqsClient.builder()).build());
  }

  /** Objects. */
  public S3Client s3() {
    return once(
        S3Client.class,
        () -> {
          S3ClientBuilder builder = configure("S3", S3Client.builder());
          // a server on one address has no subdomain per bucket
          return builder.forcePathStyle(endpoint("S3").isPresent()).build();
        });
  }

  /** Tables. */
  public DynamoDbClient dynamoDb() {
    return once(
        DynamoDbClient.class, () -> configure("DYNAMODB", DynamoDbClient.builder()).build());
  }

  /** Mail; each request is sent once, whatever comes of it. */
  public SesV2Client ses() {
    return once(
        SesV2Client.class,
        () ->
            locate("SESV2", SesV2Client.builder())
                .overrideConfiguration(
                    settings -> settings.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .httpClient(
                    new OnceHttpClient(CONNECT_TIMEOUT, READ_TIMEOUT, endpoint("SESV2").isEmpty()))
                .build());
  }

  /** Parameters. */
  public SsmClient ssm() {
    return once(SsmClient.class, () -> configure("SSM", SsmClient.builder()).build());
  }

  /** Secrets. */
  public SecretsManagerClient secrets() {
    return once(
        SecretsManagerClient.class,
        () -> configure("SECRETS_MANAGER", SecretsManagerClient.builder()).build());
  }

  /** Event buses. */
  public EventBridgeClient eventBridge() {
    return once(
        EventBridgeClient.class,
        () -> configure("EVENTBRIDGE", EventBridgeClient.builder()).build());
  }

  /** The region, if the environment names one. */
  public Optional<Region> region() {
    return Optional.ofNullable(value("AWS_REGION")).map(Region::of);
  }

  /** Whose requests these are. */
  public AwsCredentialsProvider credentials() {
    String id = value("AWS_ACCESS_KEY_ID");
    String secret = value("AWS_SECRET_ACCESS_KEY");
    // a restored snapshot has the credentials of its birth in its environment: they are outdated,
    // current ones come from the address
    if (id == null || secret == null || value("AWS_CONTAINER_CREDENTIALS_FULL_URI") != null) {
      return DefaultCredentialsProvider.builder().build();
    }
    String token = value("AWS_SESSION_TOKEN");
    return StaticCredentialsProvider.create(
        token == null
            ? AwsBasicCredentials.create(id, secret)
            : AwsSessionCredentials.create(id, secret, token));
  }

  /** Closes every client that was built. */
  @Override
  public void close() {
    clients.values().forEach(SdkClient::close);
    clients.clear();
  }

  private <C extends SdkClient> C once(Class<C> type, Supplier<C> builder) {
    return type.cast(clients.computeIfAbsent(type, key -> builder.get()));
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(
      String service, B builder) {
    // the environment's proxy is for feeds; one may be needed to reach AWS, never a given endpoint
    boolean mayUseProxy = endpoint(service).isEmpty();
    return locate(service, builder)
        .overrideConfiguration(settings -> settings.retryStrategy(RetryMode.STANDARD))
        .httpClientBuilder(
            new CheckedHttpClient.Builder(
                UrlConnectionHttpClient.builder()
                    .proxyConfiguration(
                        ProxyConfiguration.builder()
                            .useSystemPropertyValues(mayUseProxy)
                            .useEnvironmentVariablesValues(mayUseProxy)
                            .build())
                    .connectionTimeout(CONNECT_TIMEOUT)
                    .socketTimeout(READ_TIMEOUT)));
  }

  private <B extends AwsClientBuilder<B, C>, C> B locate(String service, B builder) {
    endpoint(service).ifPresent(builder::endpointOverride);
    region().ifPresent(builder::region);
    return builder.credentialsProvider(credentials());
  }

  private Optional<URI> endpoint(String service) {
    String own = value("AWS_ENDPOINT_URL_" + service);
    return Optional.ofNullable(own == null ? value("AWS_ENDPOINT_URL") : own).map(URI::create);
  }

  private @Nullable String value(String name) {
    String value = environment.get(name);
    return value == null || value.isEmpty() ? null : value;
  }
}
