package intelmq.localstack.cloud;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import intelmq.localstack.cloud.Interference.Course;
import intelmq.localstack.cloud.Interference.Work;
import intelmq.localstack.front.Caller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A function: each of its environments handles one invocation at a time, and one more is started
 * when all are at work.
 */
public final class LambdaFunction implements AutoCloseable {
  private static final PojoSerializer<SQSBatchResponse> RESPONSES =
      LambdaEventSerializers.serializerFor(
          SQSBatchResponse.class, LambdaFunction.class.getClassLoader());

  private final String name;
  private final String handler;
  private final Map<String, String> variables;
  private final Endpoints endpoints;
  private final Duration timeout;
  private final FunctionLog log;
  private final Interference interference;
  private final Loops loops;
  private final Instance.Starter starter;
  private final AtomicInteger running = new AtomicInteger();
  private final Deque<Environment> idle = new ConcurrentLinkedDeque<>();

  /** A process on Lambda, which holds what one invocation leaves for the next. */
  private record Environment(String id, Instance instance) {}

  /**
   * What becomes of chains of invocations.
   *
   * @param allowed whether the function may invoke itself on and on
   */
  record Loops(LoopGuard guard, boolean allowed) {}

  LambdaFunction(
      String name,
      String handler,
      Map<String, String> variables,
      Endpoints endpoints,
      Duration timeout,
      FunctionLog log,
      Interference interference,
      Loops loops,
      Instance.Starter starter) {
    this.name = name;
    this.handler = handler;
    this.variables = Map.copyOf(variables);
    this.endpoints = endpoints;
    this.timeout = timeout;
    this.log = log;
    this.interference = interference;
    this.loops = loops;
    this.starter = starter;
  }

  /** The function's name. */
  public String name() {
    return name;
  }

  /** The function's variables as the template has them. */
  public Map<String, String> variables() {
    return variables;
  }

  /** The name of the function's handler class. */
  public String handler() {
    return handler;
  }

  /** Whether an invocation is under way. */
  public boolean busy() {
    return running.get() > 0;
  }

  /** Whether Lambda would stop a chain of invocations before the function handles this message. */
  boolean isLoop(String message) {
    return !loops.allowed() && loops.guard().isLoop(name, message);
  }

  /**
   * Invokes the function with messages of a queue; the ids of messages that failed come back.
   *
   * @param messages their ids
   */
  SQSBatchResponse invokeWithMessages(String event, Work work, List<String> messages)
      throws IOException {
    return RESPONSES.fromJson(
        new ByteArrayInputStream(invoke(event, work, messages).getBytes(StandardCharsets.UTF_8)));
  }

  /** Starts an environment, which fails if the function's configuration is wrong. */
  void start() throws IOException {
    idle.push(newEnvironment());
  }

  /** Ends the environments that are not at work, with what they remember. */
  void forget() {
    for (Environment old = idle.poll(); old != null; old = idle.poll()) {
      old.instance().close();
    }
  }

  /** Invokes the function with any event; the JSON of its answer comes back. */
  String invoke(String event, Work work) throws IOException {
    return invoke(event, work, List.of());
  }

  private String invoke(String event, Work work, List<String> messages) throws IOException {
    running.incrementAndGet();
    Environment environment = null;
    boolean lost = true;
    try {
      Environment waiting = idle.poll();
      environment = waiting == null ? newEnvironment() : waiting;
      Instance instance = environment.instance();
      loops.guard().begin(name, environment.id(), messages);
      Course course = interference.begin(work, environment.id(), timeout);
      Object answer = course.run(() -> instance.invoke(event, course));
      lost = false;
      return String.valueOf(answer);
    } catch (RuntimeException e) {
      lost = false;
      log.failed(e);
      throw new IOException(name + " failed: " + e.getMessage(), e);
    } finally {
      release(environment, lost);
      running.decrementAndGet();
    }
  }

  private void release(@Nullable Environment environment, boolean lost) {
    if (environment == null) {
      return;
    }
    loops.guard().end(environment.id());
    if (!lost && environment.instance().alive()) {
      idle.push(environment);
    } else {
      environment.instance().close();
    }
  }

  private Environment newEnvironment() throws IOException {
    Caller caller = endpoints.front().callers().environment(name);
    String id = caller.id();
    Map<String, String> own = endpoints.of(caller, variables);
    try {
      return new Environment(id, starter.start(id, own));
    } catch (IOException e) {
      throw new IOException(name + " does not start: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    forget();
  }
}
