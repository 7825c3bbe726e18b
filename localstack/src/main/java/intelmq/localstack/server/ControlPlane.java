package intelmq.localstack.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The small services at one address: parameters (SSM), secrets (Secrets Manager), events
 * (EventBridge's PutEvents) and mail (SES v2), each with exactly the actions the functions use; and
 * those with which operators look after a stack that runs (Lambda, Scheduler, CloudWatch Logs).
 */
public final class ControlPlane implements Server {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ParameterStore parameters = new ParameterStore();
  private final SecretStore secrets = new SecretStore();
  private final MailBox mail;
  private final Routes routes = new Routes();

  private ControlPlane(HttpServer server, MailBox mail, EventEntries events) {
    this.server = server;
    this.mail = mail;
    routes.add(parameters.operations());
    routes.add(secrets.operations());
    routes.add(events.operations());
    routes.add(mail.operations());
  }

  /**
   * Starts it on a port, or on a free one for 0.
   *
   * @param mail the directory that takes the mail
   * @param events takes the events functions put on a bus
   */
  public static ControlPlane start(int port, Path mail, EventSink events) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(LocalAccount.ADDRESS, port), 0);
    var plane = new ControlPlane(server, new MailBox(mail), new EventEntries(events));
    server.setExecutor(plane.threads);
    server.createContext("/", plane::handle);
    server.start();
    return plane;
  }

  /** Answers for the stack that runs, too: its functions, schedules and logs. */
  public void serve(RunningStack stack) {
    routes.add(new StackOperations(stack).operations());
  }

  /** Gives a function an address, {@code /url/<function>/}. */
  public void serve(String function, FunctionUrl.Call call) {
    String path = "/url/" + function;
    server.createContext(path + "/", new FunctionUrl(path, call)::handle);
  }

  /** The parameters it serves. */
  public ParameterStore parameters() {
    return parameters;
  }

  /** The secrets it serves. */
  public SecretStore secrets() {
    return secrets;
  }

  /** The mail it has taken. */
  public MailBox mail() {
    return mail;
  }

  @Override
  public URI endpoint() {
    return LocalAccount.http(server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        Routes.Match match = routes.of(exchange);
        answer(exchange, 200, match.operation().call(request(exchange, match.arguments())));
      } catch (ServiceException e) {
        refuse(exchange, 400, e.type(), String.valueOf(e.getMessage()));
      } catch (RuntimeException e) {
        refuse(exchange, 500, "InternalFailure", e.toString());
      }
    }
  }

  /** The body, and what path and query say. */
  private static JsonNode request(HttpExchange exchange, Map<String, String> arguments)
      throws IOException, ServiceException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    try {
      JsonNode request = body.length == 0 ? Json.object() : Json.MAPPER.readTree(body);
      if (request instanceof ObjectNode object) {
        arguments.forEach(object::put);
      }
      return request;
    } catch (JacksonException e) {
      throw new ServiceException(
          "SerializationException", "The request is not JSON: " + e.getOriginalMessage());
    }
  }

  private static void refuse(HttpExchange exchange, int status, String type, String message)
      throws IOException {
    exchange.getResponseHeaders().set("x-amzn-ErrorType", type);
    answer(exchange, status, Json.object().put("__type", type).put("message", message));
  }

  private static void answer(HttpExchange exchange, int status, ObjectNode answer)
      throws IOException {
    byte[] body = Json.MAPPER.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
