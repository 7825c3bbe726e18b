package intelmq.localstack.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The small services at one address: parameters (SSM), secrets (Secrets Manager), events
 * (EventBridge's PutEvents) and mail (SES v2), each with exactly the actions the functions use.
 */
public final class ControlPlane implements Server {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ParameterStore parameters = new ParameterStore();
  private final SecretStore secrets = new SecretStore();
  private final MailBox mail;
  private final Map<String, Operation> operations = new HashMap<>();

  private ControlPlane(HttpServer server, MailBox mail, EventEntries events) {
    this.server = server;
    this.mail = mail;
    operations.putAll(parameters.operations());
    operations.putAll(secrets.operations());
    operations.putAll(events.operations());
    operations.putAll(mail.operations());
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
        answer(exchange, 200, operation(exchange).call(request(exchange)));
      } catch (ServiceException e) {
        refuse(exchange, 400, e.type(), String.valueOf(e.getMessage()));
      } catch (RuntimeException e) {
        refuse(exchange, 500, "InternalFailure", e.toString());
      }
    }
  }

  private Operation operation(HttpExchange exchange) throws ServiceException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String name =
        target != null
            ? target
            : exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    Operation operation = operations.get(name);
    if (operation == null) {
      throw new ServiceException("UnknownOperationException", "The local cloud has no " + name);
    }
    return operation;
  }

  private static JsonNode request(HttpExchange exchange) throws IOException, ServiceException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    try {
      return body.length == 0 ? Json.object() : Json.MAPPER.readTree(body);
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
