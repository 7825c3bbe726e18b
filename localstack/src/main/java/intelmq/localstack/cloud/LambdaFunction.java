package intelmq.localstack.cloud;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import intelmq.localstack.cloud.Interference.Course;
import intelmq.localstack.cloud.Interference.Work;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A function: each of its environments handles one invocation at a time, and one more is started
 * when all are at work. Events go through Lambda's own deserialisers.
 */
public final class LambdaFunction {
  private static final PojoSerializer<SQSEvent> SQS_EVENTS =
      LambdaEventSerializers.serializerFor(SQSEvent.class, LambdaFunction.class.getClassLoader());
  private static final PojoSerializer<Map<?, ?>> MAPS = maps();

  private final String name;
  private final Class<?> handler;
  private final Map<String, String> variables;
  private final Duration timeout;
  private final FunctionLog log;
  private final Interference interference;
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger started = new AtomicInteger();
  private final Deque<Environment> idle = new ConcurrentLinkedDeque<>();

  /** A process on Lambda: the handler, which holds what one invocation leaves for the next. */
  private record Environment(String id, RequestHandler<?, ?> handler) {}

  LambdaFunction(
      String name,
      Class<?> handler,
      Map<String, String> variables,
      Duration timeout,
      FunctionLog log,
      Interference interference) {
    this.name = name;
    this.handler = handler;
    this.variables = Map.copyOf(variables);
    this.timeout = timeout;
    this.log = log;
    this.interference = interference;
  }

  /** The function's name. */
  public String name() {
    return name;
  }

  /** The function's environment variables. */
  public Map<String, String> variables() {
    return variables;
  }

  /** The name of the function's handler class. */
  public String handler() {
    return handler.getName();
  }

  /** Whether an invocation is under way. */
  public boolean busy() {
    return running.get() > 0;
  }

  /** Invokes the function with messages of a queue; the ids of messages that failed come back. */
  SQSBatchResponse invokeWithMessages(String event, Work work) throws IOException {
    return (SQSBatchResponse) invoke(SQS_EVENTS.fromJson(stream(event)), work);
  }

  /** Invokes the function with any other event. */
  void invokeWithEvent(String event, Work work) throws IOException {
    invoke(MAPS.fromJson(stream(event)), work);
  }

  /** Starts an environment, which fails if the function's configuration is wrong. */
  void start() throws IOException {
    idle.push(newEnvironment());
  }

  /** Ends the environments that are not at work, with what they remember. */
  void forget() {
    idle.clear();
  }

  private Object invoke(Object event, Work work) throws IOException {
    running.incrementAndGet();
    try {
      Environment waiting = idle.poll();
      Environment environment = waiting == null ? newEnvironment() : waiting;
      Course course = interference.begin(work, environment.id(), timeout);
      try {
        Object answer = course.run(() -> call(environment, event, course));
        idle.push(environment);
        return answer;
      } catch (RuntimeException e) {
        idle.push(environment);
        log.failed(e);
        throw new IOException(name + " failed: " + e.getMessage(), e);
      }
    } finally {
      running.decrementAndGet();
    }
  }

  @SuppressWarnings("unchecked") // the caller knows what the handler of its event source takes
  private Object call(Environment environment, Object event, Course course) {
    ClassLoader before = enter();
    try {
      return ((RequestHandler<Object, Object>) environment.handler())
          .handleRequest(event, new Invocation(name, log, course));
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  /** As on Lambda, libraries that look for services find those of the function's jar. */
  private ClassLoader enter() {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(handler.getClassLoader());
    return before;
  }

  /** The servers know an environment by its session token. */
  private Environment newEnvironment() throws IOException {
    String id = name + "." + started.incrementAndGet();
    var own = new HashMap<>(variables);
    own.put("AWS_SESSION_TOKEN", id);
    ClassLoader before = enter();
    try {
      return new Environment(
          id,
          FunctionCode.start(
              handler, interference.variables(id, Map.copyOf(own)), interference.clock(id)));
    } catch (IOException e) {
      throw new IOException(name + " does not start: " + e.getMessage(), e);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static ByteArrayInputStream stream(String json) {
    return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
  }

  @SuppressWarnings("unchecked") // a class object cannot say what is in the map
  private static PojoSerializer<Map<?, ?>> maps() {
    return (PojoSerializer<Map<?, ?>>)
        (PojoSerializer<?>) JacksonFactory.getInstance().getSerializer(Map.class);
  }
}
