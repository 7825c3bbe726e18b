package intelmq.runtime.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import intelmq.bot.FeedException;
import intelmq.bot.config.HttpSettings;
import intelmq.bot.port.Http;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server on all of the loopback network. */
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
class HttpPortTest {
  /** What the server was asked. */
  private record Asked(
      String method, String target, Map<String, List<String>> headers, String body) {
    @Nullable String header(String name) {
      List<String> values = headers.get(name);
      return values == null ? null : values.getFirst();
    }
  }

  private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
  private final HttpServer server;

  HttpPortTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
  }

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void answersAreHandedOutWhateverTheirStatus() throws IOException {
    serve("/a", exchange -> answer(exchange, 404, "gone", "X-A", "1"));
    try (Http.Response response = get("/a", Settings.plain())) {
      assertThat(response.status()).isEqualTo(404);
      assertThat(response.header("x-a")).contains("1");
      assertThat(response.body()).hasContent("gone");
    }
    Asked request = asked.remove();
    assertThat(request.header("User-agent")).isEqualTo("agent/1");
    assertThat(request.header("X-key")).isEqualTo("k");
    assertThat(request.header("Accept-encoding")).isEqualTo("gzip");
    assertThat(request.header("Authorization")).isNull();
  }

  @Test
  void notModifiedHasNoBody() throws IOException {
    serve("/a", exchange -> answer(exchange, 304, ""));
    try (Http.Response response =
        port().send(Http.Request.get(uri("/a")).with("If-None-Match", "\"1\""), Settings.plain())) {
      assertThat(response.status()).isEqualTo(304);
      assertThat(response.body()).isEmpty();
    }
    assertThat(asked.remove().header("If-none-match")).isEqualTo("\"1\"");
  }

  @Test
  void bodiesAreSent() throws IOException {
    serve("/a", exchange -> answer(exchange, 200, ""));
    var request =
        new Http.Request(
            "POST",
            uri("/a"),
            Map.of("Content-Type", "application/json"),
            ByteBuffer.wrap("{}".getBytes(UTF_8)),
            null);
    port().send(request, Settings.plain()).close();
    Asked sent = asked.remove();
    assertThat(sent.method() + " " + sent.body()).isEqualTo("POST {}");
    assertThat(sent.header("Content-type")).isEqualTo("application/json");
  }

  @Test
  void credentialsAreSentAtOnce() throws IOException {
    serve("/a", exchange -> answer(exchange, 200, ""));
    get("/a", Settings.withUser("user", "127.0.0.1/32")).close();
    assertThat(asked.remove().header("Authorization")).isEqualTo("Basic dXNlcjpzZWNyZXQ=");
  }

  @Test
  void credentialsMayStandInTheAddress() throws IOException {
    serve("/a", exchange -> answer(exchange, 200, ""));
    URI uri = URI.create(uri("/a").toString().replace("//", "//user:se%63ret@"));
    port().send(Http.Request.get(uri), Settings.plain()).close();
    assertThat(asked.remove().header("Authorization")).isEqualTo("Basic dXNlcjpzZWNyZXQ=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.2", "localhost", "[::1]", "169.254.169.254"})
  void addressesThatAreNotAllowedAreNotAsked(String host) {
    serve("/a", exchange -> answer(exchange, 200, "internal"));
    URI uri = URI.create("http://" + host + ":" + server.getAddress().getPort() + "/a");
    HttpSettings settings = Settings.withNetworks("127.0.0.3");
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> port().send(Http.Request.get(uri), settings))
        .withMessageContaining("is not a public address");
    assertThat(asked).isEmpty();
  }

  /** DNS rebinding: public when it is checked, internal when it is asked, or asked again. */
  @Test
  void namesThatChangeTheirAddressAreCheckedAtEachRequest() throws IOException {
    var answers =
        new ArrayDeque<>(
            List.of("127.0.0.1", "127.0.0.2", "127.0.0.2").stream()
                .map(InetAddress::ofLiteral)
                .toList());
    var port =
        new HttpPort(
            Map.of(),
            Signer.NONE,
            Duration.ofSeconds(20),
            new DnsResolver() {
              @Override
              public InetAddress[] resolve(String host) {
                return new InetAddress[] {answers.removeFirst()};
              }

              @Override
              public String resolveCanonicalHostname(String host) {
                return host;
              }
            });
    serve("/a", exchange -> answer(exchange, 302, "", "Location", "/b"));
    serve("/b", exchange -> answer(exchange, 200, "internal"));
    var request = Http.Request.get(URI.create(other("rebinding.example", "/a")));
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> port.send(request, Settings.plain()))
        .withMessageContaining("rebinding.example is 127.0.0.2, which is not a public address");
    assertThat(asked).extracting(Asked::target).containsExactly("/a");
    assertThat(answers).as("one look-up a request").hasSize(1);
  }

  @Test
  void redirectsToInternalAddressesAreRefused() {
    serve("/a", exchange -> answer(exchange, 302, "", "Location", other("127.0.0.2", "/b")));
    serve("/b", exchange -> answer(exchange, 200, "internal"));
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> get("/a", Settings.plain()))
        .withMessageContaining("127.0.0.2 is not a public address");
    assertThat(asked).extracting(Asked::target).containsExactly("/a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "ftp://example.com/", "http://"})
  void redirectsToOtherSchemesAreRefused(String location) {
    serve("/a", exchange -> answer(exchange, 301, "", "Location", location));
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> get("/a", Settings.plain()))
        .withMessageContaining("/a redirects to something else: ")
        .withMessageContaining("is not an http or https address");
  }

  @ParameterizedTest
  @CsvSource({
    "301, GET, GET", "302, GET, GET", "303, GET, GET", "307, GET, GET", "308, GET, GET",
    "301, POST, GET", "302, POST, GET", "303, POST, GET", "307, POST, POST", "308, POST, POST",
    "302, HEAD, HEAD",
  })
  void redirectsAreFollowed(int status, String method, String then) throws IOException {
    serve("/a", exchange -> answer(exchange, status, "", "Location", "b|c?d=e"));
    serve("/b|c", exchange -> answer(exchange, 200, ""));
    var body = method.equals("POST") ? ByteBuffer.wrap("x".getBytes(UTF_8)) : null;
    var request = new Http.Request(method, uri("/a"), Map.of(), body, null);
    try (Http.Response response = port().send(request, Settings.withUser("u", "127.0.0.1/32"))) {
      assertThat(response.status()).isEqualTo(200);
    }
    asked.remove();
    Asked second = asked.remove();
    assertThat(second.method() + " " + second.target()).isEqualTo(then + " /b%7Cc?d=e");
    assertThat(second.body()).isEqualTo(then.equals("POST") ? "x" : "");
    assertThat(second.header("Authorization")).isEqualTo("Basic dTpzZWNyZXQ=");
    assertThat(second.header("X-key")).isEqualTo("k");
  }

  @Test
  void otherHostsAreToldNoSecret() throws IOException {
    serve("/a", exchange -> answer(exchange, 302, "", "Location", other("127.0.0.2", "/b")));
    serve("/b", exchange -> answer(exchange, 302, "", "Location", other("127.0.0.1", "/c")));
    serve("/c", exchange -> answer(exchange, 200, ""));
    HttpSettings settings = Settings.withUser("user", "127.0.0.0/30");
    port().send(Http.Request.get(uri("/a")).with("If-None-Match", "\"1\""), settings).close();
    assertThat(asked.remove().header("Authorization")).isNotNull();
    // nor the first host, when another one sends us there
    for (Asked untrusted : List.of(asked.remove(), asked.remove())) {
      assertThat(untrusted.headers()).doesNotContainKeys("Authorization", "X-key");
      assertThat(untrusted.header("If-none-match")).isEqualTo("\"1\"");
      assertThat(untrusted.header("User-agent")).isEqualTo("agent/1");
    }
  }

  @Test
  void bodiesAreNotRedirectedToOtherHosts() {
    serve("/a", exchange -> answer(exchange, 307, "", "Location", other("127.0.0.2", "/b")));
    var body = ByteBuffer.wrap("secret".getBytes(UTF_8));
    var request = new Http.Request("POST", uri("/a"), Map.of(), body, null);
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> port().send(request, Settings.withNetworks("127.0.0.0/8")))
        .withMessageContaining("redirects a body to another host");
  }

  @Test
  void redirectsEnd() {
    serve("/a", exchange -> answer(exchange, 302, "", "Location", "/a"));
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> get("/a", Settings.plain()))
        .withMessageContaining("/a leads to more than 10 redirects");
    assertThat(asked).hasSize(11);
  }

  @Test
  void announcedSizesAreChecked() {
    serve("/a", exchange -> answer(exchange, 200, "12345678901"));
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> get("/a", Settings.withMaxBytes(10)).body())
        .withMessageContaining("/a has 11 bytes, more than 10 (max_bytes)");
  }

  @Test
  void tenGigabytesThatAreOnlyAnnouncedAreNotAwaited() {
    serve(
        "/a",
        exchange -> {
          exchange.sendResponseHeaders(200, 10L << 30);
          exchange.getResponseBody().flush();
          pause(Duration.ofSeconds(1));
        });
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> get("/a", Settings.plain()).body())
        .withMessageContaining("/a has 10737418240 bytes, more than 1048576 (max_bytes)");
  }

  @Test
  void otherSizesAreCheckedWhileTheyCome() throws IOException {
    serve("/a", exchange -> stream(exchange, new byte[11]));
    try (Http.Response response = get("/a", Settings.withMaxBytes(10))) {
      assertThatExceptionOfType(FeedException.class)
          .isThrownBy(() -> response.body().readAllBytes())
          .withMessageContaining("/a is larger than 10 bytes (max_bytes)");
    }
  }

  @Test
  void contentEncodingIsUndone() throws IOException {
    serve("/a", exchange -> answer(exchange, 200, gzip("text"), "Content-Encoding", "gzip"));
    try (Http.Response response = get("/a", Settings.plain())) {
      assertThat(response.body()).hasContent("text");
    }
  }

  @Test
  void emptyBodiesMayHaveAnEncoding() throws IOException {
    serve("/a", exchange -> answer(exchange, 200, "", "Content-Encoding", "gzip"));
    try (Http.Response response = get("/a", Settings.plain())) {
      assertThat(response.body()).isEmpty();
    }
  }

  @Test
  void unknownEncodingsAreRefused() {
    serve("/a", exchange -> answer(exchange, 200, "text", "Content-Encoding", "br"));
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> get("/a", Settings.plain()).body())
        .withMessageContaining("has content encoding 'br', which was not asked for");
  }

  @Test
  void decodedSizesAreChecked() throws IOException {
    serve(
        "/a",
        exchange -> answer(exchange, 200, gzip("x".repeat(9999)), "Content-Encoding", "gzip"));
    try (Http.Response response = get("/a", Settings.withMaxBytes(9000))) {
      assertThatExceptionOfType(FeedException.class)
          .isThrownBy(() -> response.body().readAllBytes())
          .withMessageContaining("is larger than 9000 bytes (max_bytes)");
    }
  }

  @Test
  void gzipBombsAreRefused() throws IOException {
    byte[] bomb = gzip("0".repeat(20 << 20));
    serve("/a", exchange -> answer(exchange, 200, bomb, "Content-Encoding", "gzip"));
    try (Http.Response response = get("/a", Settings.withMaxBytes(1 << 30))) {
      assertThatExceptionOfType(FeedException.class)
          .isThrownBy(() -> response.body().transferTo(OutputStream.nullOutputStream()))
          .withMessageContaining("/a expands to more than 200 times its size");
    }
  }

  @ParameterizedTest
  @CsvSource({"'not gzip',damaged gzip encoding", "cut,breaks its answer off"})
  void damagedEncodingsAreRefused(String kind, String message) throws IOException {
    byte[] whole = gzip("x".repeat(1000));
    byte[] sent =
        kind.equals("cut") ? Arrays.copyOf(whole, whole.length - 9) : kind.getBytes(UTF_8);
    serve("/a", exchange -> answer(exchange, 200, sent, "Content-Encoding", "gzip"));
    try (Http.Response response = get("/a", Settings.plain())) {
      assertThatExceptionOfType(FeedException.class)
          .isThrownBy(() -> response.body().readAllBytes())
          .withMessageContaining(message);
    }
  }

  @Test
  void answersThatBreakOffFail() throws IOException {
    serve(
        "/a",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write(1);
          exchange.getResponseBody().flush();
          throw new IOException("broken");
        });
    try (Http.Response response = get("/a", Settings.plain())) {
      assertThatExceptionOfType(FeedException.class)
          .isThrownBy(() -> response.body().readAllBytes())
          .withMessageContaining("/a breaks its answer off");
    }
  }

  @Test
  void serversThatStaySilentFail() {
    serve("/a", exchange -> pause());
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> get("/a", Settings.plain()))
        .withMessageContaining("/a sent nothing for 1 seconds (http_timeout_sec)");
    // an answer that is slow is not asked for again
    assertThat(asked).hasSize(1);
  }

  @Test
  void bodiesThatStopFail() throws IOException {
    serve(
        "/a",
        exchange -> {
          stream(exchange, new byte[1]);
          pause();
        });
    try (Http.Response response = get("/a", Settings.plain())) {
      assertThatExceptionOfType(FeedException.class)
          .isThrownBy(() -> response.body().readAllBytes())
          .withMessageContaining("/a sent nothing for 1 seconds (http_timeout_sec)");
    }
  }

  @Test
  void bodiesThatDripFail() throws IOException {
    serve(
        "/a",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          for (int i = 0; i < 100; i++) {
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            pause(Duration.ofMillis(100));
          }
        });
    var impatient = new HttpPort(Map.of(), Signer.NONE, Duration.ofSeconds(1));
    try (Http.Response response = impatient.send(Http.Request.get(uri("/a")), Settings.plain())) {
      assertThatExceptionOfType(FeedException.class)
          .isThrownBy(() -> response.body().readAllBytes())
          .withMessageContaining("/a took longer than 1 seconds in all");
    }
  }

  @Test
  void headersAreBounded() {
    serve("/a", exchange -> answer(exchange, 200, "", "X-Long", "x".repeat(20_000)));
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> get("/a", Settings.plain()))
        .withMessageContaining("/a answers with headers that are too large");
  }

  @Test
  void nobodyThere() throws IOException {
    int closed;
    try (var socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    URI uri = URI.create("http://127.0.0.1:" + closed + "/a?key=secret");
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> port().send(Http.Request.get(uri), Settings.plain()))
        .withMessageContaining("/a cannot be reached in 2 tries (http_timeout_max_tries): ")
        .withMessageContaining("refused")
        .withMessageNotContaining("secret");
  }

  @Test
  void noSuchHost() {
    URI uri = URI.create("http://nobody.invalid/a");
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> port().send(Http.Request.get(uri), Settings.plain()))
        .withMessageContaining("http://nobody.invalid/a cannot be reached in 2 tries")
        .withMessageContaining("no such host");
  }

  @Test
  void serversThatHangUp() throws IOException {
    try (var socket = new ServerSocket(0)) {
      Thread.startVirtualThread(() -> {
        try (Socket connection = socket.accept()) {
          connection.getInputStream().read();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
      URI uri = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/a");
      assertThatExceptionOfType(FeedException.class)
          .isThrownBy(() -> port().send(Http.Request.get(uri), Settings.plain()))
          .withMessageStartingWith(uri.toString());
    }
  }

  @Test
  void theEnvironmentsProxyIsAsked() throws IOException {
    serve("/", exchange -> answer(exchange, 200, "by proxy"));
    var port = new HttpPort(Map.of("HTTP_PROXY", uri("").toString()));
    try (Http.Response response =
        port.send(Http.Request.get(URI.create("http://nobody.invalid/a?b")), noNetworks())) {
      assertThat(response.body()).hasContent("by proxy");
    }
    assertThat(asked.remove().target()).isEqualTo("http://nobody.invalid/a?b");
  }

  @Test
  void proxiesMayWantCredentials() throws IOException {
    serve(
        "/",
        exchange -> {
          boolean authorized = exchange.getRequestHeaders().containsKey("Proxy-authorization");
          answer(
              exchange, authorized ? 200 : 407, "", "Proxy-Authenticate", "Basic realm=\"proxy\"");
        });
    String proxy = uri("").toString().replace("//", "//user:secret@");
    var port = new HttpPort(Map.of("HTTP_PROXY", proxy));
    try (Http.Response response =
        port.send(Http.Request.get(URI.create("http://nobody.invalid/a")), noNetworks())) {
      assertThat(response.status()).isEqualTo(200);
    }
    asked.remove();
    assertThat(asked.remove().header("Proxy-authorization")).isEqualTo("Basic dXNlcjpzZWNyZXQ=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost/", "http://169.254.169.254/", "http://0x7f.1/"})
  void proxiesAreNotAskedForInternalAddresses(String address) {
    serve("/", exchange -> answer(exchange, 200, "internal"));
    var port = new HttpPort(Map.of("HTTP_PROXY", uri("").toString()));
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> port.send(Http.Request.get(URI.create(address)), noNetworks()))
        .withMessageContaining("is not a public address");
    assertThat(asked).isEmpty();
  }

  @Test
  void requestsAreSigned() throws IOException {
    serve("/a", exchange -> answer(exchange, 200, ""));
    Signer signer = request -> Map.of("Authorization", "for " + request.signFor());
    var request = new Http.Request("GET", uri("/a"), Map.of(), null, "es");
    new HttpPort(Map.of(), signer).send(request, Settings.plain()).close();
    assertThat(asked.remove().header("Authorization")).isEqualTo("for es");
  }

  @Test
  void nothingIsSignedWithoutASigner() {
    serve("/a", exchange -> answer(exchange, 200, ""));
    var request = new Http.Request("GET", uri("/a"), Map.of(), null, "es");
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> port().send(request, Settings.plain()))
        .withMessageEndingWith("/a: this function cannot sign requests for AWS");
    assertThat(asked).isEmpty();
  }

  private static HttpSettings noNetworks() {
    return Settings.withNetworks();
  }

  private static HttpPort port() {
    return new HttpPort(Map.of());
  }

  private Http.Response get(String path, HttpSettings settings) throws IOException {
    return port().send(Http.Request.get(uri(path)), settings);
  }

  private URI uri(String path) {
    return URI.create(other("127.0.0.1", path));
  }

  private String other(String host, String path) {
    return "http://" + host + ":" + server.getAddress().getPort() + path;
  }

  private void serve(String path, HttpHandler handler) {
    server.createContext(
        path,
        exchange -> {
          asked.add(
              new Asked(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().toString(),
                  Map.copyOf(exchange.getRequestHeaders()),
                  new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
          try (exchange) {
            handler.handle(exchange);
          }
        });
  }

  private static void answer(HttpExchange exchange, int status, String body, String... headers)
      throws IOException {
    answer(exchange, status, body.getBytes(UTF_8), headers);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body, String... headers)
      throws IOException {
    for (int i = 0; i < headers.length; i += 2) {
      exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private static void stream(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(body);
    exchange.getResponseBody().flush();
  }

  private static void pause() {
    pause(Duration.ofSeconds(10));
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
