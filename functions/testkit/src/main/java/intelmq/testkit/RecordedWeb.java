package intelmq.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import intelmq.bot.config.HttpSettings;
import intelmq.bot.port.Http;
import intelmq.runtime.http.HttpPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A web server on loopback that gives recorded answers, asked with the client that functions have.
 * It stands for all servers; a request that is not recorded gets no answer.
 */
public final class RecordedWeb implements Http, AutoCloseable {
  private static final String ASKED = "X-Recorded-Exchange";

  /** Of how the recorded bodies were on their way nothing is left. */
  private static final Set<String> ON_THE_WAY =
      Set.of("content-encoding", "content-length", "transfer-encoding", "connection");

  private @Nullable HttpServer server;
  private @Nullable Http client;
  private final List<Map<String, Object>> exchanges = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();
  private int asked;

  RecordedWeb(List<?> recorded) {
    add(recorded);
  }

  synchronized void add(List<?> recorded) {
    recorded.forEach(exchange -> exchanges.add(Recorded.asMap(exchange)));
  }

  /** The bodies of requests, in the order in which they came. */
  public synchronized List<String> bodies() {
    return List.copyOf(bodies);
  }

  /** Recorded exchanges that did not take place, as method and URL. */
  public synchronized List<String> unasked() {
    return exchanges.stream()
        .filter(exchange -> !exchange.containsKey(ASKED))
        .map(exchange -> exchange.get("method") + " " + exchange.get("url"))
        .toList();
  }

  @Override
  public Response send(Request request, HttpSettings settings) throws IOException {
    int exchange = find(request.method(), request.uri().toString());
    HttpServer running = start();
    String path = Optional.ofNullable(request.uri().getRawPath()).orElse("");
    String query = request.uri().getRawQuery();
    URI here =
        URI.create(
            "http://127.0.0.1:"
                + running.getAddress().getPort()
                + (path.isEmpty() ? "/" : path)
                + (query == null ? "" : "?" + query));
    var loopback =
        new Request(request.method(), here, request.headers(), request.body(), null)
            .with(ASKED, String.valueOf(exchange));
    return Objects.requireNonNull(client).send(loopback, onLoopback(settings));
  }

  /** Most bots ask nobody. */
  private synchronized HttpServer start() throws IOException {
    if (server == null) {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.start();
      client = new HttpPort(Map.of());
    }
    return server;
  }

  private synchronized int find(String method, String url) throws IOException {
    for (int i = 0; i < exchanges.size(); i++) {
      Map<String, Object> exchange = exchanges.get(i);
      if (!exchange.containsKey(ASKED)
          && method.equals(exchange.get("method"))
          && url.equals(exchange.get("url"))) {
        exchange.put(ASKED, asked++);
        return i;
      }
    }
    throw new IOException("nobody answers " + method + " " + url);
  }

  private static HttpSettings onLoopback(HttpSettings settings) {
    return new HttpSettings(
        settings.httpHeader(),
        settings.httpUserAgent(),
        settings.httpVerifyCert(),
        null,
        null,
        settings.httpTimeoutSec(),
        settings.httpTimeoutMaxTries(),
        settings.httpUsername(),
        settings.httpPassword(),
        null,
        settings.maxBytes(),
        List.of("127.0.0.1/32"));
  }

  private void answer(HttpExchange http) throws IOException {
    byte[] body = http.getRequestBody().readAllBytes();
    Map<String, Object> exchange;
    synchronized (this) {
      bodies.add(new String(body, StandardCharsets.UTF_8));
      exchange = exchanges.get(Integer.parseInt(http.getRequestHeaders().getFirst(ASKED)));
    }
    Recorded.asMap(exchange.get("headers"))
        .forEach((name, value) -> {
          if (!ON_THE_WAY.contains(name.toLowerCase(Locale.ROOT))) {
            http.getResponseHeaders().add(name, String.valueOf(value));
          }
        });
    byte[] content = Base64.getDecoder().decode(String.valueOf(exchange.get("body_base64")));
    int status = Integer.parseInt(String.valueOf(exchange.get("status")));
    http.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
    try (var out = http.getResponseBody()) {
      out.write(content);
    }
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      server.stop(0);
    }
  }
}
