package intelmq.ctl;

import intelmq.harmonization.Nearest;
import intelmq.localstack.server.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * A stack that runs, in an account or in the local cloud. Both are asked by the same calls; only
 * addresses and credentials differ.
 */
final class Installation implements AutoCloseable {
  private final String stack;
  private final Region region;
  private final AwsCredentialsProvider credentials;
  private final Map<Kind, URI> endpoints;
  private final @Nullable String localAccount;
  private final Map<Class<?>, SdkClient> clients = new ConcurrentHashMap<>();
  private @Nullable List<StackFunction> functions;

  private Installation(
      String stack,
      Region region,
      AwsCredentialsProvider credentials,
      Map<Kind, URI> endpoints,
      @Nullable String localAccount) {
    this.stack = stack;
    this.region = region;
    this.credentials = credentials;
    this.endpoints = Map.copyOf(endpoints);
    this.localAccount = localAccount;
  }

  /** The local cloud that runs. */
  static Installation local(CloudFile cloud) {
    var endpoints = new HashMap<Kind, URI>();
    for (Kind kind : Kind.values()) {
      cloud.endpoint(kind).ifPresent(endpoint -> endpoints.put(kind, endpoint));
    }
    return new Installation(
        cloud.stack(),
        Region.of(cloud.region()),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")),
        endpoints,
        cloud.account());
  }

  /**
   * A stack in an account.
   *
   * @param region null for the configured one
   * @param profile null for the default one
   * @throws Failure if no region is configured
   */
  static Installation inAccount(String stack, @Nullable String region, @Nullable String profile) {
    var credentials = DefaultCredentialsProvider.builder();
    var regions = DefaultAwsRegionProviderChain.builder();
    if (profile != null) {
      credentials.profileName(profile);
      regions.profileName(profile);
    }
    try {
      return new Installation(
          stack,
          region == null ? regions.build().getRegion() : Region.of(region),
          credentials.build(),
          Map.of(),
          null);
    } catch (SdkClientException e) {
      throw new Failure(
          ExitCode.UNREACHABLE, "no region is configured: name it with --region or AWS_REGION", e);
    }
  }

  /** The stack's name, which the names of everything in it begin with. */
  String stack() {
    return stack;
  }

  /** The region's name. */
  String region() {
    return region.id();
  }

  /** Whether this is the local cloud. */
  boolean isLocal() {
    return localAccount != null;
  }

  /** What it is called in messages. */
  String description() {
    return isLocal() ? "the local cloud" : "stack " + stack + " in " + region;
  }

  /** The account's id. */
  String account() {
    // arn:aws:lambda:region:account:function:name
    return localAccount != null ? localAccount : functions().getFirst().arn().split(":", -1)[4];
  }

  /** The bucket of this short name: reports, drop, events or quarantine. */
  String bucket(String name) {
    return stack + "-" + name + "-" + account() + "-" + region.id();
  }

  /** The table of this short name: events, deduplicator, statistics or facts. */
  String table(String name) {
    return stack + "-" + name;
  }

  /**
   * The URL of a queue.
   *
   * @param name with or without the stack's name at its beginning
   * @throws Failure if there is none, naming the one that may be meant
   */
  String queueUrl(String name) {
    String shortName = name.startsWith(stack + "-") ? name.substring(stack.length() + 1) : name;
    try {
      return sqs().getQueueUrl(request -> request.queueName(stack + "-" + shortName)).queueUrl();
    } catch (QueueDoesNotExistException e) {
      throw new Failure(
          ExitCode.USAGE,
          "there is no queue '" + shortName + "'" + Nearest.hint(shortName, queues()),
          e);
    }
  }

  /** The short names of all queues of the stack. */
  List<String> queues() {
    return sqs()
        .listQueuesPaginator(request -> request.queueNamePrefix(stack + "-"))
        .queueUrls()
        .stream()
        .map(url -> url.substring(url.lastIndexOf('/') + 1).substring(stack.length() + 1))
        .sorted()
        .toList();
  }

  /**
   * The functions of the stack, in the order in which reports and events go through them.
   *
   * @throws Failure if there are none
   */
  synchronized List<StackFunction> functions() {
    if (functions == null) {
      List<StackFunction> found =
          lambda().listFunctionsPaginator().functions().stream()
              .filter(function ->
                  function.environment() != null
                      && stack.equals(function.environment().variables().get("STACK")))
              .map(function -> StackFunction.of(function, stack))
              .toList();
      if (found.isEmpty()) {
        throw new Failure(
            ExitCode.UNREACHABLE,
            "there is no stack '" + stack + "' in " + region + ": no function is of it");
      }
      functions = ordered(found);
    }
    return functions;
  }

  /** Collectors, parsers, experts and outputs: the functions without those that look after them. */
  List<StackFunction> stages() {
    return functions().stream()
        .filter(function -> function.kind() != StackFunction.Kind.SERVICE)
        .toList();
  }

  /**
   * The functions of stages and feeds; all stages if none is named.
   *
   * @throws Failure if there is no stage or feed of a name, naming the one that may be meant
   */
  List<StackFunction> select(List<String> names) {
    if (names.isEmpty()) {
      return stages();
    }
    var selected = new LinkedHashSet<StackFunction>();
    for (String name : names) {
      List<StackFunction> found =
          functions().stream().filter(function -> function.answersTo(name)).toList();
      if (found.isEmpty()) {
        var known = new LinkedHashSet<String>();
        functions()
            .forEach(function -> {
              known.add(function.stage());
              function.feed().ifPresent(known::add);
            });
        throw new Failure(
            ExitCode.USAGE, "there is no stage or feed '" + name + "'" + Nearest.hint(name, known));
      }
      selected.addAll(found);
    }
    return List.copyOf(selected);
  }

  /**
   * The function of a stage.
   *
   * @throws Failure if there is none, naming the one that may be meant
   */
  StackFunction function(String stage) {
    return functions().stream()
        .filter(function -> function.stage().equals(stage) || function.name().equals(stage))
        .findFirst()
        .orElseThrow(() ->
            new Failure(
                ExitCode.USAGE,
                "there is no stage '"
                    + stage
                    + "'"
                    + Nearest.hint(
                        stage, functions().stream().map(StackFunction::stage).toList())));
  }

  /** By kind; of a kind, senders before receivers. */
  private List<StackFunction> ordered(List<StackFunction> unordered) {
    var byStage = new LinkedHashMap<String, StackFunction>();
    unordered.stream()
        .sorted(Comparator.comparing(StackFunction::kind).thenComparing(StackFunction::stage))
        .forEach(function -> byStage.put(function.stage(), function));
    Set<String> reversed = new LinkedHashSet<>();
    List.copyOf(byStage.keySet())
        .reversed()
        .forEach(stage -> visit(stage, byStage, new LinkedHashSet<>(), reversed));
    return new ArrayList<>(reversed)
        .reversed().stream()
            .map(byStage::get)
            .sorted(Comparator.comparing(StackFunction::kind))
            .toList();
  }

  private void visit(
      String stage, Map<String, StackFunction> byStage, Set<String> way, Set<String> reversed) {
    StackFunction function = byStage.get(stage);
    if (function == null || reversed.contains(stage) || !way.add(stage)) {
      return;
    }
    function.next(stack).reversed().forEach(next -> visit(next, byStage, way, reversed));
    reversed.add(stage);
  }

  /** Queues. */
  SqsClient sqs() {
    return once(SqsClient.class, () -> configure(SqsClient.builder(), Kind.QUEUES).build());
  }

  /** Objects. */
  S3Client s3() {
    return once(
        S3Client.class,
        () -> configure(S3Client.builder().forcePathStyle(isLocal()), Kind.OBJECTS).build());
  }

  /** Tables. */
  DynamoDbClient dynamoDb() {
    return once(
        DynamoDbClient.class, () -> configure(DynamoDbClient.builder(), Kind.TABLES).build());
  }

  /** Functions. */
  LambdaClient lambda() {
    return once(LambdaClient.class, () -> configure(LambdaClient.builder(), Kind.CONTROL).build());
  }

  /** Schedules. */
  SchedulerClient scheduler() {
    return once(
        SchedulerClient.class, () -> configure(SchedulerClient.builder(), Kind.CONTROL).build());
  }

  /** Logs. */
  CloudWatchLogsClient logs() {
    return once(
        CloudWatchLogsClient.class,
        () -> configure(CloudWatchLogsClient.builder(), Kind.CONTROL).build());
  }

  /** Parameters. */
  SsmClient ssm() {
    return once(SsmClient.class, () -> configure(SsmClient.builder(), Kind.CONTROL).build());
  }

  /**
   * The variables by which code of a function reaches the same services with the same rights:
   * region, credentials and, locally, addresses.
   */
  Map<String, String> environment() {
    var variables = new HashMap<String, String>();
    variables.put("AWS_REGION", region.id());
    AwsCredentials resolved = credentials.resolveCredentials();
    variables.put("AWS_ACCESS_KEY_ID", resolved.accessKeyId());
    variables.put("AWS_SECRET_ACCESS_KEY", resolved.secretAccessKey());
    if (resolved instanceof AwsSessionCredentials session) {
      variables.put("AWS_SESSION_TOKEN", session.sessionToken());
    }
    endpoint(variables, "AWS_ENDPOINT_URL", Kind.CONTROL);
    endpoint(variables, "AWS_ENDPOINT_URL_SQS", Kind.QUEUES);
    endpoint(variables, "AWS_ENDPOINT_URL_S3", Kind.OBJECTS);
    endpoint(variables, "AWS_ENDPOINT_URL_DYNAMODB", Kind.TABLES);
    return variables;
  }

  private void endpoint(Map<String, String> variables, String name, Kind kind) {
    URI endpoint = endpoints.get(kind);
    if (endpoint != null) {
      variables.put(name, endpoint.toString());
    }
  }

  private <C extends SdkClient> C once(Class<C> type, Supplier<C> builder) {
    return type.cast(clients.computeIfAbsent(type, key -> builder.get()));
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(
      B builder, Kind kind) {
    URI endpoint = endpoints.get(kind);
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    return builder
        .region(region)
        .credentialsProvider(credentials)
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(10))
                .socketTimeout(Duration.ofSeconds(60)));
  }

  @Override
  public void close() {
    clients.values().forEach(SdkClient::close);
    clients.clear();
  }
}
