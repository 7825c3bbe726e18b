package intelmq.runtime.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Answers like a service where a real one cannot be made to: overload, refusals. */
final class StubService implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /** A request as it came. */
  record Request(String method, String path, Map<String, List<String>> headers, String body) {}

  /** What is answered. */
  record Answer(int status, String body) {
    static Answer ok(String body) {
      return new Answer(200, body);
    }

    static Answer error(int status, String type, String message) {
      return new Answer(
          status, "{\"__type\": \"x#%s\", \"message\": \"%s\"}".formatted(type, message));
    }
  }

  StubService(Function<Request, Answer> service) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", exchange -> answer(exchange, service));
    server.setExecutor(threads);
    server.start();
  }

  /** Clients whose endpoints all lead here. */
  AwsClients clients() {
    return clients(server.getAddress().getPort());
  }

  /** Clients whose endpoints are all a port of this machine. */
  static AwsClients clients(int port) {
    return new AwsClients(
        Map.of(
            "AWS_ENDPOINT_URL",
            "http://127.0.0.1:" + port,
            "AWS_REGION",
            "eu-west-1",
            "AWS_ACCESS_KEY_ID",
            "id",
            "AWS_SECRET_ACCESS_KEY",
            "key"));
  }

  List<Request> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void answer(HttpExchange exchange, Function<Request, Answer> service) throws IOException {
    try (exchange) {
      var request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Map.copyOf(exchange.getRequestHeaders()),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      requests.add(request);
      Answer answer = service.apply(request);
      byte[] body = answer.body().getBytes(UTF_8);
      // type of the errors of services with plain JSON
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
