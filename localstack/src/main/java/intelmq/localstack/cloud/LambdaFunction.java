package intelmq.localstack.cloud;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A function: its environment is started at the first invocation and then used by all, as handlers
 * are thread-safe. Events go through Lambda's own deserialisers.
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
  private final AtomicInteger running = new AtomicInteger();
  private @Nullable RequestHandler<?, ?> environment;

  LambdaFunction(
      String name,
      Class<?> handler,
      Map<String, String> variables,
      Duration timeout,
      FunctionLog log) {
    this.name = name;
    this.handler = handler;
    this.variables = Map.copyOf(variables);
    this.timeout = timeout;
    this.log = log;
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
  SQSBatchResponse invokeWithMessages(String event) throws IOException {
    return (SQSBatchResponse) invoke(SQS_EVENTS.fromJson(stream(event)));
  }

  /** Invokes the function with any other event. */
  void invokeWithEvent(String event) throws IOException {
    invoke(MAPS.fromJson(stream(event)));
  }

  /** Starts the environment, which fails if the function's configuration is wrong. */
  void start() throws IOException {
    ClassLoader before = enter();
    try {
      environment();
    } catch (IOException e) {
      throw new IOException(name + " does not start: " + e.getMessage(), e);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  @SuppressWarnings("unchecked") // the caller knows what the handler of its event source takes
  private Object invoke(Object event) throws IOException {
    running.incrementAndGet();
    ClassLoader before = enter();
    try {
      return ((RequestHandler<Object, Object>) environment())
          .handleRequest(event, new Invocation(name, log, timeout));
    } catch (RuntimeException e) {
      log.failed(e);
      throw new IOException(name + " failed: " + e.getMessage(), e);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
      running.decrementAndGet();
    }
  }

  /** As on Lambda, libraries that look for services find those of the function's jar. */
  private ClassLoader enter() {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(handler.getClassLoader());
    return before;
  }

  private synchronized RequestHandler<?, ?> environment() throws IOException {
    if (environment == null) {
      environment = FunctionCode.start(handler, variables);
    }
    return environment;
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
