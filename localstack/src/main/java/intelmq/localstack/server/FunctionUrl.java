package intelmq.localstack.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A function's address: requests become events of payload version 2.0, the function's answers those
 * to the requests.
 *
 * @param path of the address; the function sees what is behind it
 * @param call calls the function
 */
public record FunctionUrl(String path, Call call) {
  /** As Lambda takes it, encoded. */
  private static final int MOST_BYTES = 6 << 20;

  private static final JsonMapper JSON = new JsonMapper();

  /** Calls a function with an event, and returns its answer, both JSON. */
  @FunctionalInterface
  public interface Call {
    String call(String event) throws IOException;
  }

  void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
      if (body.length > MOST_BYTES) {
        answer(exchange, 413, "{\"Message\":\"Request Entity Too Large\"}");
        return;
      }
      JsonNode answer;
      try {
        answer = JSON.readTree(call.call(event(exchange, body)));
      } catch (IOException _) {
        answer(exchange, 502, "Internal Server Error");
        return;
      }
      answer
          .path("headers")
          .properties()
          .forEach(header ->
              exchange.getResponseHeaders().set(header.getKey(), header.getValue().asString()));
      answer(exchange, answer.path("statusCode").asInt(200), answer.path("body").asString(""));
    }
  }

  private String event(HttpExchange exchange, byte[] body) {
    var event = JSON.createObjectNode();
    String below = exchange.getRequestURI().getRawPath().substring(path.length());
    event.put("version", "2.0").put("routeKey", "$default").put("rawPath", below);
    var headers = event.putObject("headers");
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    var request = event.putObject("requestContext");
    request
        .put("requestId", UUID.randomUUID().toString())
        .put("timeEpoch", Instant.now().toEpochMilli());
    request.putObject("http").put("method", exchange.getRequestMethod()).put("path", below);
    event.put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true);
    return event.toString();
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
