package intelmq.localstack.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FeedProxyTest {
  private static final String URL = "https://feed.example.com/list.json";

  @TempDir private Path directory;

  @Test
  void answersFromAFileAsItIsNow() throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("list.json"), "[]");
    try (var proxy = proxy(false);
        var client = client(proxy)) {
      proxy.samples().add(URL, file);
      var first = get(client, URL);
      assertThat(first.statusCode()).isEqualTo(200);
      assertThat(first.body()).isEqualTo("[]");
      assertThat(first.headers().firstValue("Content-Type")).hasValue("application/json");
      Files.writeString(file, "[1]");
      var second = get(client, URL, "If-None-Match", header(first, "ETag"));
      assertThat(second.statusCode()).isEqualTo(200);
      assertThat(second.body()).isEqualTo("[1]");
    }
  }

  @Test
  void answers304ToAClientThatHasIt() throws IOException, InterruptedException {
    try (var proxy = proxy(false);
        var client = client(proxy)) {
      proxy.samples().add(URL, bytes("[]"));
      var first = get(client, URL);
      String modified = header(first, "Last-Modified");
      assertThat(get(client, URL, "If-None-Match", header(first, "ETag")).statusCode())
          .isEqualTo(304);
      assertThat(get(client, URL, "If-Modified-Since", modified).statusCode()).isEqualTo(304);
      assertThat(
              get(client, URL, "If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT").statusCode())
          .isEqualTo(200);
      // the tag decides where there are both
      assertThat(
              get(client, URL, "If-None-Match", "\"other\"", "If-Modified-Since", modified)
                  .statusCode())
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://plain.example.com/a.csv, http://plain.example.com/a.csv, 200",
    "HTTPS://Feed.Example.com, https://feed.example.com/, 200",
    "https://feed.example.com:443/a, https://feed.example.com/a, 200",
    "https://feed.example.com:8443/a, https://feed.example.com:8443/a, 200",
    "https://192.0.2.1/a?b=c, https://192.0.2.1/a?b=c, 200",
    "'https://feed.example.com/{time[%Y/%m/%d]}.csv', https://feed.example.com/2026/11/23.csv, 200",
    "'https://feed.example.com/{time[%Y-%m-%d]}.csv', https://feed.example.com/latest.csv, 502",
    "https://feed.example.com/a, https://feed.example.com/a?b=c, 502",
    "https://feed.example.com/a, https://other.example.com/a, 502",
  })
  void findsTheSample(String registered, String requested, int status)
      throws IOException, InterruptedException {
    try (var proxy = proxy(false);
        var client = client(proxy)) {
      proxy.samples().add(registered, bytes("x"));
      var response = get(client, requested);
      assertThat(response.statusCode()).isEqualTo(status);
      if (status == 502) {
        assertThat(response.body()).contains("no sample for " + requested);
      }
    }
  }

  @Test
  void headHasNoBody() throws IOException, InterruptedException {
    try (var proxy = proxy(false);
        var client = client(proxy)) {
      proxy.samples().add(URL, bytes("[]"));
      var response =
          client.send(
              HttpRequest.newBuilder(URI.create(URL)).HEAD().build(), BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Length")).hasValue("2");
      assertThat(response.body()).isEmpty();
    }
  }

  @Test
  void onlinePassesThrough() throws IOException, InterruptedException {
    var origin = HttpServer.create(new InetSocketAddress(LocalAccount.ADDRESS, 0), 0);
    origin.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = bytes(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    origin.start();
    try (var proxy = proxy(true);
        var client = client(proxy)) {
      String url = LocalAccount.http(origin.getAddress().getPort()) + "/path?q=1";
      assertThat(get(client, url).body()).isEqualTo("GET /path?q=1");
      assertThat(get(client, url).body()).isEqualTo("GET /path?q=1");
    } finally {
      origin.stop(0);
    }
  }

  @Test
  void onlineATunnelLeadsToTheServerItself() throws IOException {
    try (var server = proxy(false);
        var proxy = proxy(true)) {
      // a tunnel inside a tunnel: the outer one ends at the other proxy, which answers the inner
      // one
      try (var socket = new Socket(LocalAccount.ADDRESS, proxy.endpoint().getPort())) {
        server.samples().add("http://feed.example.com/a", bytes("through"));
        String outer = "CONNECT 127.0.0.1:" + server.endpoint().getPort() + " HTTP/1.1\r\n\r\n";
        socket.getOutputStream().write(bytes(outer));
        assertThat(HttpHead.read(socket.getInputStream())).isNotNull();
        socket.getOutputStream().write(bytes("GET http://feed.example.com/a HTTP/1.1\r\n\r\n"));
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .endsWith("through");
      }
    }
  }

  @Test
  void onlineAnUnreachableServerIs502() throws IOException, InterruptedException {
    try (var proxy = proxy(true);
        var client = client(proxy);
        var deaf = new Socket()) {
      // bound, so that nobody else gets the port, but not listening
      deaf.bind(new InetSocketAddress(LocalAccount.ADDRESS, 0));
      URI closed = LocalAccount.http(deaf.getLocalPort());
      var response = get(client, closed + "/");
      assertThat(response.statusCode()).isEqualTo(502);
      assertThat(response.body()).contains(closed.toString());
    }
  }

  private FeedProxy proxy(boolean online) throws IOException {
    return FeedProxy.start(0, directory.resolve(online ? "online.pem" : "offline.pem"), online);
  }

  private static HttpClient client(FeedProxy proxy) throws IOException {
    var address = new InetSocketAddress(LocalAccount.ADDRESS, proxy.endpoint().getPort());
    return HttpClient.newBuilder()
        .proxy(ProxySelector.of(address))
        .sslContext(trusting(proxy.certificate()))
        .build();
  }

  private static SSLContext trusting(Path certificate) throws IOException {
    try (InputStream pem = Files.newInputStream(certificate)) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static HttpResponse<String> get(HttpClient client, String url, String... headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url));
    return client.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElseThrow();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
