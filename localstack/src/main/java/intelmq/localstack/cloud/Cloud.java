package intelmq.localstack.cloud;

import intelmq.localstack.cloud.Interference.Work;
import intelmq.localstack.front.Front;
import intelmq.localstack.front.Permissions;
import intelmq.localstack.iam.Role;
import intelmq.localstack.iam.Role.Permission;
import intelmq.localstack.iam.Statement;
import intelmq.localstack.process.FunctionProcess;
import intelmq.localstack.process.FunctionProcesses;
import intelmq.localstack.resource.Deployment;
import intelmq.localstack.resource.ResourceTypes;
import intelmq.localstack.server.EventBus;
import intelmq.localstack.server.Kind;
import intelmq.localstack.server.LocalAccount;
import intelmq.localstack.server.ObjectCreated;
import intelmq.localstack.server.ServerSettings;
import intelmq.localstack.server.Servers;
import intelmq.localstack.template.Account;
import intelmq.localstack.template.Stack;
import intelmq.localstack.template.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.json.JsonMapper;

/**
 * A stack that runs: its resources are in the embedded servers, its functions work when there is
 * work.
 */
public final class Cloud implements Deployment, AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int ASYNCHRONOUS_TRIES = 3;
  private static final int POLLERS = 2;
  private static final Duration LOOK = Duration.ofMillis(150);
  private static final List<String> KINDS =
      List.of("Collector", "Parser", "Expert", "Output", "Statistics");
  private static final String DEFAULT_BUS = "default";
  private static final String CONFIGURATION = "configuration";
  private static final String HARMONIZATION = "harmonization.conf";

  private final CloudSettings settings;
  private final EventBus bus = new EventBus();
  private final FunctionCode code = new FunctionCode();
  private final Ledger ledger = new Ledger();
  private final Grants grants = new Grants();
  private final Map<String, LambdaFunction> functions = new LinkedHashMap<>();
  private final Map<String, ScheduleSpec> schedules = new LinkedHashMap<>();
  private final Map<String, EventSourceMapping> sources = new LinkedHashMap<>();
  private final Map<String, String> readers = new LinkedHashMap<>();
  private final Set<String> announced = ConcurrentHashMap.newKeySet();
  private final List<String> problems = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> troubled = ConcurrentHashMap.newKeySet();
  private final AtomicInteger pending = new AtomicInteger();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final LoopGuard loopGuard = new LoopGuard();
  private final FunctionProcesses processes;
  private final Servers servers;
  private final Front front;
  private final Clients clients;
  private final StackControl control;
  private final Stack stack;

  /** A schedule, with what it sends. */
  private record ScheduleSpec(String expression, Target target, String input) {}

  private Cloud(CloudSettings settings, Servers servers, EventTap tap) throws IOException {
    this.settings = settings;
    this.servers = servers;
    this.front = Front.start(servers);
    this.front.add(loopGuard);
    this.processes =
        new FunctionProcesses(
            settings.project().resolve("localstack/runtime-client/target/lib"),
            settings.directory().resolve("log"));
    this.front.add(
        new Permissions(grants::role, (caller, refusal) -> problem(caller.function(), refusal)));
    this.clients = new Clients(servers);
    this.control = new StackControl(settings.directory().resolve("log"));
    tap.connect(this::objectCreated, bus);
    storeHarmonization();
    var types =
        new ResourceTypes(
            front.endpoint(Kind.QUEUES).toString(), servers.controlPlane().endpoint().toString());
    stack =
        Templates.expand(
            settings.template(),
            settings.stack(),
            parameters(),
            new Account(LocalAccount.ID, LocalAccount.REGION),
            types);
    stack.resources().forEach(resource -> types.create(resource, this));
    for (LambdaFunction function : functions.values()) {
      function.start();
    }
    servers.controlPlane().serve(control);
    sources.values().forEach(EventSourceMapping::start);
  }

  /**
   * Starts servers, creates the stack's resources, and starts an environment of every function.
   *
   * @throws IOException if a server or a function does not start; the message says why
   */
  public static Cloud start(CloudSettings settings) throws IOException, InterruptedException {
    Files.createDirectories(settings.directory().resolve("log"));
    var tap = new EventTap();
    ServerSettings wanted =
        ServerSettings.in(
                settings.directory(),
                settings.project().resolve("localstack/dynamodb-local/target/lib"))
            .without(settings.without())
            .notifying(tap, tap);
    wanted = settings.usualPorts() ? wanted.onUsualPorts() : wanted;
    Servers servers =
        Servers.start(
            settings.online() ? wanted.goingOnline() : wanted,
            step -> settings.listener().step(Steps.describe(step)));
    try {
      return new Cloud(settings, servers, tap);
    } catch (IOException | RuntimeException e) {
      servers.close();
      throw e;
    }
  }

  /** What the template's parameters must be for the servers that are up; given ones go first. */
  private Map<String, String> parameters() {
    var parameters = new HashMap<String, String>();
    parameters.put("RetryDelay", "1");
    if (front.has(Kind.SEARCH)) {
      parameters.put("OpenSearch", front.endpoint(Kind.SEARCH).toString());
    }
    if (!settings.harmonization().isEmpty()) {
      parameters.put("Harmonization", "s3://" + bucket(CONFIGURATION) + "/" + HARMONIZATION);
    }
    parameters.putAll(settings.parameters());
    return parameters;
  }

  /** Functions read the file when they start; in an account, the bucket is not the stack's. */
  private void storeHarmonization() {
    if (!settings.harmonization().isEmpty()) {
      s3().createBucket(request -> request.bucket(bucket(CONFIGURATION)));
      s3().putObject(
              request -> request.bucket(bucket(CONFIGURATION)).key(HARMONIZATION),
              RequestBody.fromString(settings.harmonization()));
    }
  }

  /** The servers. */
  public Servers servers() {
    return servers;
  }

  /** What roles may do and nobody has done yet, in the order of the template. */
  public List<Permission> unusedPermissions() {
    return grants.unused();
  }

  /** What stands between the functions and the servers. */
  public Front front() {
    return front;
  }

  /** The stack's outputs. */
  public Map<String, String> outputs() {
    return stack.outputs();
  }

  /** The functions by name. */
  public Map<String, LambdaFunction> functions() {
    return Collections.unmodifiableMap(functions);
  }

  /** The stages in the order in which reports and events go through them. */
  public List<String> stages() {
    // the template's blocks refer to those that follow them, which are therefore created first
    return List.copyOf(functions.values()).reversed().stream()
        .sorted(Comparator.comparingInt(Cloud::rank))
        .map(function -> String.valueOf(function.variables().get("STAGE")))
        .toList();
  }

  private static int rank(LambdaFunction function) {
    return KINDS.indexOf(function.handler().replaceFirst(".*\\.(.*)Function", "$1"));
  }

  /** Whether a function delivers events. */
  public boolean isOutput(LambdaFunction function) {
    return function.handler().endsWith(".OutputFunction");
  }

  /** What the functions logged of their units. */
  public Ledger ledger() {
    return ledger;
  }

  /** Errors that functions logged, a sentence each. */
  public List<String> problems() {
    synchronized (problems) {
      return List.copyOf(problems);
    }
  }

  /** Fires every schedule once, for a time. */
  public void fireSchedules(Instant time) {
    schedules.forEach((name, schedule) ->
        settings
            .interference()
            .firings(name, time)
            .forEach(after -> later(after, () -> fire(name, schedule, time))));
  }

  /** Does something in some time, without which nothing is quiet. */
  private void later(Duration time, Runnable task) {
    if (time.isZero()) {
      task.run();
      return;
    }
    pending.incrementAndGet();
    executor.execute(() -> {
      try {
        Thread.sleep(time);
        task.run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        pending.decrementAndGet();
      }
    });
  }

  /** Ends the environments that are not at work, with what they remember. */
  public void forget() {
    functions.values().forEach(LambdaFunction::forget);
  }

  /** Fires schedules on and on, at the rates they have; those with a calendar are not fired. */
  public void keepFiringSchedules() {
    schedules.forEach((name, schedule) ->
        Rates.of(schedule.expression())
            .ifPresent(rate -> executor.execute(() -> keepFiring(name, schedule, rate))));
  }

  private void keepFiring(String name, ScheduleSpec schedule, Duration rate) {
    try {
      while (!executor.isShutdown()) {
        Thread.sleep(rate);
        fire(name, schedule, Instant.now());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void fire(String name, ScheduleSpec schedule, Instant time) {
    if (!control.fires(name)) {
      return;
    }
    String at = time.truncatedTo(ChronoUnit.SECONDS).toString();
    deliver(schedule.target(), schedule.input().replace("<aws.scheduler.scheduled-time>", at));
  }

  /** Whether a feed is fetched by a schedule, rather than by objects in the drop bucket. */
  public boolean isScheduled(String feed) {
    return schedules.values().stream()
        .anyMatch(schedule ->
            schedule.target().arn().endsWith(":" + settings.stack() + "-" + feed + "-collector"));
  }

  /** Waits until no collector is at work. */
  public void awaitCollectors(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (pending.get() > 0 && System.nanoTime() < end) {
      Thread.sleep(LOOK);
    }
  }

  /**
   * Errors are kept; the first of a function is said at once, for more may follow until it is
   * mended.
   */
  private void problem(String function, String problem) {
    problems.add(problem);
    if (troubled.add(function)) {
      settings.listener().problem(problem);
    }
  }

  /** The bucket of what was set aside. */
  public String quarantine() {
    return bucket("quarantine");
  }

  /** The bucket that takes files for feeds without a schedule. */
  public String drop() {
    return bucket("drop");
  }

  private String bucket(String name) {
    return settings.stack() + "-" + name + "-" + LocalAccount.ID + "-" + LocalAccount.REGION;
  }

  /**
   * Waits until nothing is to be done any more.
   *
   * @param patience how long at most
   * @return whether that came to pass
   */
  public boolean awaitQuiet(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    int quiet = 0;
    while (System.nanoTime() < end) {
      quiet = isQuiet() ? quiet + 1 : 0;
      if (quiet == 2) {
        return true;
      }
      Thread.sleep(LOOK);
    }
    return false;
  }

  private boolean isQuiet() {
    return pending.get() == 0
        && functions.values().stream().noneMatch(LambdaFunction::busy)
        && sources.values().stream().noneMatch(EventSourceMapping::pending)
        && readers.keySet().stream().allMatch(queue -> waiting(queue) == 0);
  }

  /** What does not add up, a sentence each; nothing if all is well. */
  public List<String> imbalances() {
    var inFlight = new HashMap<String, Long>();
    var events = new LinkedHashMap<String, String>();
    readers.forEach((queue, stage) -> {
      // a parser's queue carries reports, not units
      if (!stage.endsWith("-parser")) {
        events.put(queue, stage);
        inFlight.put(queue, 0L);
      }
    });
    return ledger.imbalances(events, inFlight);
  }

  /** Messages in a queue, by its name: visible, in flight and delayed. */
  public long waiting(String queue) {
    var attributes =
        clients
            .sqs()
            .getQueueAttributes(request ->
                request
                    .queueUrl(url(queue))
                    .attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
            .attributesAsStrings();
    return attributes.values().stream().mapToLong(Long::parseLong).sum();
  }

  /** The queues of the functions, by name, and the stage that reads each. */
  public Map<String, String> readers() {
    return Collections.unmodifiableMap(readers);
  }

  @Override
  public SqsClient sqs() {
    return clients.sqs();
  }

  @Override
  public S3Client s3() {
    return clients.s3();
  }

  @Override
  public DynamoDbClient dynamoDb() {
    return clients.dynamoDb();
  }

  @Override
  public void announceObjects(String bucket) {
    announced.add(bucket);
  }

  @Override
  public void putParameter(String name, String value) {
    servers.controlPlane().parameters().put(name, value);
  }

  @Override
  public void addRule(String busName, String name, String pattern, Target target) {
    bus.addRule(busName, name, pattern, event -> deliver(target, event));
  }

  @Override
  public void addSchedule(String name, String expression, Target target, String input) {
    schedules.put(name, new ScheduleSpec(expression, target, input));
    control.addSchedule(name, expression, target.arn(), input);
  }

  @Override
  public void addUrl(String name) {
    servers
        .controlPlane()
        .serve(
            name,
            event -> {
              LambdaFunction function = functions.get(name);
              if (function == null) {
                throw new IOException("there is no function " + name);
              }
              return function.invoke(event, new Work(name, event, 1, 0));
            });
  }

  @Override
  public void addRole(String arn, Role role) {
    grants.addRole(arn, role);
  }

  @Override
  public void addPolicy(List<Statement> statements) {
    grants.addPolicy(statements);
  }

  @Override
  public void addFunction(FunctionSpec spec) {
    grants.assign(spec.name(), spec.role());
    control.addFunction(spec);
    Path file = settings.directory().resolve("log").resolve(spec.name() + ".log");
    var log = new FunctionLog(file, ledger, problem -> problem(spec.name(), problem));
    Interference interference = settings.interference();
    try {
      Class<?> handler = code.handler(Path.of(spec.code()), spec.handler());
      functions.put(
          spec.name(),
          new LambdaFunction(
              spec.name(),
              spec.handler(),
              spec.environment(),
              new Endpoints(servers, front),
              timeLimit(spec),
              log,
              interference,
              new LambdaFunction.Loops(loopGuard, spec.allowsLoops()),
              isProcess(spec)
                  ? (_, variables) -> startProcess(spec, variables, log)
                  : (id, variables) ->
                      LoadedInstance.start(
                          handler,
                          variables,
                          interference.clock(id),
                          new LoadedInstance.Settings(spec.name(), spec.memory(), log))));
    } catch (IOException e) {
      throw new IllegalStateException(spec.name() + ": " + e.getMessage(), e);
    }
  }

  /** Lambda sends what it will not invoke a function with to the queue of dead letters. */
  private void stopLoop(String function, String queue, Message message) {
    String policy =
        clients
            .sqs()
            .getQueueAttributes(request ->
                request.queueUrl(url(queue)).attributeNames(QueueAttributeName.REDRIVE_POLICY))
            .attributes()
            .getOrDefault(QueueAttributeName.REDRIVE_POLICY, "{}");
    String deadLetters = JSON.readTree(policy).path("deadLetterTargetArn").asString("");
    if (!deadLetters.isEmpty()) {
      clients
          .sqs()
          .sendMessage(
              request -> request.queueUrl(url(nameOf(deadLetters))).messageBody(message.body()));
    }
    problem(
        function,
        "%s invokes itself in a loop: message %s, sent after %s invocations, was stopped; does the function lack RecursiveLoop: Allow?"
            .formatted(function, message.messageId(), LoopGuard.MOST));
  }

  /** A process handles one invocation at a time. */
  private int concurrency(String queue) {
    return settings.processes().stages().contains(readers.getOrDefault(queue, ""))
        ? settings.processes().most()
        : POLLERS;
  }

  private Duration timeLimit(FunctionSpec spec) {
    return settings
        .processes()
        .timeLimits()
        .getOrDefault(
            spec.environment().getOrDefault("STAGE", ""),
            Duration.ofSeconds(spec.timeoutSeconds()));
  }

  private boolean isProcess(FunctionSpec spec) {
    return settings.processes().stages().contains(spec.environment().getOrDefault("STAGE", ""));
  }

  private Instance startProcess(FunctionSpec spec, Map<String, String> variables, FunctionLog log)
      throws IOException {
    var code =
        new FunctionProcess.Spec(
            spec.name(),
            LocalAccount.arn("lambda", "function:" + spec.name()),
            Path.of(spec.code()),
            spec.handler(),
            spec.memory(),
            variables);
    return new ProcessInstance(processes, processes.start(code, log::line));
  }

  /** The functions' processes, of those that have their own. */
  public FunctionProcesses processes() {
    return processes;
  }

  @Override
  public void addEventSource(String queueArn, String function, int batchSize, int windowSeconds) {
    String queue = nameOf(queueArn);
    LambdaFunction reader = function(function);
    readers.put(queue, String.valueOf(reader.variables().get("STAGE")));
    var source =
        new EventSourceMapping(
            Clients.sqs(front, front.callers().poller(reader.name())),
            url(queue),
            queueArn,
            reader,
            batchSize,
            Duration.ofSeconds(windowSeconds),
            concurrency(queue),
            settings.interference(),
            message -> stopLoop(reader.name(), queue, message));
    sources.put(queue, source);
    control.addSource(queueArn, reader.name(), source);
  }

  private LambdaFunction function(String nameOrArn) {
    LambdaFunction function = functions.get(nameOf(nameOrArn));
    if (function == null) {
      throw new IllegalStateException("there is no function " + nameOrArn);
    }
    return function;
  }

  private void objectCreated(ObjectCreated object) {
    if (!announced.contains(object.bucket())) {
      return;
    }
    var event = new LinkedHashMap<String, Object>();
    event.put("version", "0");
    event.put("id", UUID.randomUUID().toString());
    event.put("detail-type", "Object Created");
    event.put("source", "aws.s3");
    event.put("account", LocalAccount.ID);
    Instant time = settings.interference().created(object).truncatedTo(ChronoUnit.SECONDS);
    event.put("time", time.toString());
    event.put("region", LocalAccount.REGION);
    event.put("resources", List.of("arn:aws:s3:::" + object.bucket()));
    event.put(
        "detail",
        Map.of(
            "version", "0",
            "bucket", Map.of("name", object.bucket()),
            "object", Map.of("key", object.key(), "size", object.size(), "etag", object.etag()),
            "reason", object.reason()));
    String text = JSON.writeValueAsString(event);
    settings
        .interference()
        .announcements(object)
        .forEach(after -> later(after, () -> bus.put(DEFAULT_BUS, text)));
  }

  /** Sends an event to a queue, or invokes a function with it, asynchronously as Lambda does. */
  private void deliver(Target target, String event) {
    if (!grants.mayDeliver(target)) {
      problem(target.source(), target.source() + " may not send to " + target.arn());
      return;
    }
    if (target.arn().contains(":sqs:")) {
      clients
          .sqs()
          .sendMessage(request -> request.queueUrl(url(nameOf(target.arn()))).messageBody(event));
      return;
    }
    LambdaFunction function = function(target.arn());
    pending.incrementAndGet();
    executor.execute(() -> {
      try {
        invoke(function, event, target.deadLetterArn());
      } finally {
        pending.decrementAndGet();
      }
    });
  }

  private void invoke(LambdaFunction function, String event, String deadLetterArn) {
    for (int tries = 1; tries <= ASYNCHRONOUS_TRIES; tries++) {
      var work = new Work(function.name(), event, tries, 0);
      try {
        var _ = function.invoke(event, work);
        return;
      } catch (IOException e) {
        if (tries == ASYNCHRONOUS_TRIES
            && !deadLetterArn.isEmpty()
            && mayReport(function.name(), deadLetterArn)) {
          clients
              .sqs()
              .sendMessage(
                  request -> request.queueUrl(url(nameOf(deadLetterArn))).messageBody(event));
        }
      }
      try {
        Thread.sleep(settings.interference().invisible(work).orElse(settings.pauseOnFailure()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private boolean mayReport(String function, String deadLetterArn) {
    boolean may = grants.mayReport(function, deadLetterArn);
    if (!may) {
      problem(function, function + " may not send what it failed at to " + deadLetterArn);
    }
    return may;
  }

  private String url(String queue) {
    return servers.endpoint(Kind.QUEUES) + "/" + LocalAccount.ID + "/" + queue;
  }

  private static String nameOf(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  @Override
  public void close() {
    sources.values().forEach(EventSourceMapping::close);
    executor.shutdownNow();
    functions.values().forEach(LambdaFunction::close);
    front.close();
    processes.close();
    clients.close();
    servers.close();
    try {
      code.close();
    } catch (IOException e) {
      settings.listener().problem("could not close the functions' jars: " + e.getMessage());
    }
  }
}
