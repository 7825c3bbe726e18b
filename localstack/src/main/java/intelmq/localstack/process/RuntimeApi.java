package intelmq.localstack.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Lambda's Runtime API (version 2018-06-01) for one environment: hands it invocations, takes its
 * answers and errors.
 */
final class RuntimeApi implements AutoCloseable {
  private static final String ROOT = "/2018-06-01/runtime/";
  private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";

  private final HttpServer server;
  private final String functionArn;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Invocation> invocations = new LinkedBlockingQueue<>();
  private final Map<String, CompletableFuture<String>> answers = new ConcurrentHashMap<>();
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

  private record Invocation(String id, String event, Instant deadline) {}

  /** The function threw. */
  static final class FunctionError extends Exception {
    private static final long serialVersionUID = 1;

    FunctionError(String message) {
      super(message);
    }
  }

  private RuntimeApi(HttpServer server, String functionArn) {
    this.server = server;
    this.functionArn = functionArn;
  }

  static RuntimeApi start(String functionArn) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    var api = new RuntimeApi(server, functionArn);
    server.setExecutor(api.threads);
    server.createContext(ROOT, api::handle);
    server.start();
    return api;
  }

  /** What AWS_LAMBDA_RUNTIME_API says. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Done when the function's constructor has run; failed when it threw. */
  CompletableFuture<Boolean> ready() {
    return ready;
  }

  /** Invokes the function; what comes may be a {@link FunctionError}. */
  CompletableFuture<String> invoke(String event, Duration timeout) {
    String id = UUID.randomUUID().toString();
    var answer = new CompletableFuture<String>();
    answers.put(id, answer);
    invocations.add(new Invocation(id, event, Instant.now().plus(timeout)));
    return answer;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(ROOT.length());
      if (path.equals("invocation/next")) {
        ready.complete(true);
        next(exchange);
        return;
      }
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var error =
          new FunctionError(exchange.getRequestHeaders().getFirst(ERROR_TYPE) + ": " + body);
      exchange.sendResponseHeaders(202, -1);
      if (path.equals("init/error")) {
        ready.completeExceptionally(error);
        return;
      }
      // invocation/ID/response or invocation/ID/error
      String[] parts = path.split("/", -1);
      CompletableFuture<String> answer = parts.length == 3 ? answers.remove(parts[1]) : null;
      if (answer != null && parts[2].equals("response")) {
        answer.complete(body);
      } else if (answer != null) {
        answer.completeExceptionally(error);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    Invocation invocation = invocations.take();
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadline().toEpochMilli()));
    headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
    byte[] event = invocation.event().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
