package intelmq.localstack.cloud;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import intelmq.localstack.cloud.Interference.Course;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;

/**
 * An environment in the local cloud's own process. Events go through Lambda's own deserialisers.
 */
final class LoadedInstance implements Instance {
  private final Class<?> handler;
  private final RequestHandler<Object, Object> instance;
  private final PojoSerializer<Object> events;
  private final Settings settings;

  /**
   * What invocations are told.
   *
   * @param memory in MB
   */
  record Settings(String function, int memory, FunctionLog log) {}

  private LoadedInstance(
      Class<?> handler, RequestHandler<Object, Object> instance, Settings settings) {
    this.handler = handler;
    this.instance = instance;
    this.settings = settings;
    events = serializer(inputOf(handler));
  }

  @SuppressWarnings("unchecked") // the handler says what it takes, and gets that
  static LoadedInstance start(
      Class<?> handler, Map<String, String> variables, InstantSource clock, Settings settings)
      throws IOException {
    ClassLoader before = enter(handler);
    try {
      return new LoadedInstance(
          handler,
          (RequestHandler<Object, Object>) FunctionCode.start(handler, variables, clock),
          settings);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  @Override
  public String invoke(String event, Course course) {
    ClassLoader before = enter(handler);
    try {
      var bytes = new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8));
      return json(
          instance.handleRequest(
              events.fromJson(bytes),
              new Invocation(settings.function(), settings.log(), course, settings.memory())));
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  @Override
  public boolean alive() {
    return true;
  }

  @Override
  public void close() {
    // the jar is shared, and closed by who loaded it
  }

  private static String json(Object result) {
    var bytes = new ByteArrayOutputStream();
    serializer(result.getClass()).toJson(result, bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** As on Lambda, libraries that look for services find those of the function's jar. */
  private static ClassLoader enter(Class<?> handler) {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(handler.getClassLoader());
    return before;
  }

  /** The type of the method's first parameter, as the runtime interface client finds it. */
  private static Class<?> inputOf(Class<?> handler) {
    return Arrays.stream(handler.getMethods())
        .filter(method -> method.getName().equals("handleRequest") && !method.isBridge())
        .map(Method::getParameterTypes)
        .map(types -> types[0])
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(handler + " has no handleRequest"));
  }

  @SuppressWarnings("unchecked") // a class object cannot say more of its type
  private static PojoSerializer<Object> serializer(Class<?> type) {
    Class<Object> any = (Class<Object>) type;
    return LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
        ? LambdaEventSerializers.serializerFor(any, LoadedInstance.class.getClassLoader())
        : JacksonFactory.getInstance().getSerializer(any);
  }
}
