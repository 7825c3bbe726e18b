package intelmq.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import intelmq.bot.FeedException;
import intelmq.bot.config.HttpSettings;
import intelmq.bot.port.Http;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a server with a certificate for 127.0.0.1 that nobody knows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpPortTlsTest {
  private static final String PASSWORD = "changeit";

  private final HttpsServer server;
  private Path bundle = Path.of("");

  HttpPortTlsTest() throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
  }

  @BeforeAll
  void start(@TempDir Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve("server.p12");
    bundle = folder.resolve("bundle.pem");
    keytool(
        store,
        "-genkeypair",
        "-alias",
        "server",
        "-keyalg",
        "EC",
        "-dname",
        "CN=example",
        "-ext",
        "san=ip:127.0.0.1");
    keytool(store, "-exportcert", "-alias", "server", "-rfc", "-file", bundle.toString());
    server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  void stop() {
    server.stop(0);
  }

  @Test
  void unknownServersAreNotTrusted() {
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> status(Map.of(), "127.0.0.1", Settings.plain()))
        .withMessageContaining(" has no trustworthy TLS: ");
  }

  @Test
  void theBundleIsTrusted() throws IOException {
    assertThat(status(Map.of("SSL_CERT_FILE", bundle.toString()), "127.0.0.1", Settings.plain()))
        .isEqualTo(204);
  }

  @Test
  void theNameIsChecked() {
    Map<String, String> environment = Map.of("SSL_CERT_FILE", bundle.toString());
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> status(environment, "localhost", Settings.plain()))
        .withMessageContaining(" has no trustworthy TLS: ");
  }

  @Test
  void checksCanBeSwitchedOff() throws IOException {
    assertThat(status(Map.of(), "localhost", Settings.withoutVerification())).isEqualTo(204);
  }

  @Test
  void aMissingBundleIsNamed() {
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() ->
            status(Map.of("SSL_CERT_FILE", "/nowhere/bundle.pem"), "127.0.0.1", Settings.plain()))
        .withMessageContaining("SSL_CERT_FILE /nowhere/bundle.pem: ");
  }

  @Test
  void aClientShowsItsCertificate(@TempDir Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve("client.p12");
    keytool(store, "-genkeypair", "-alias", "client", "-keyalg", "RSA", "-dname", "CN=client");
    HttpsServer strict =
        HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    strict.setHttpsConfigurator(new Demanding(context(store)));
    strict.createContext(
        "/",
        exchange -> {
          String name = ((HttpsExchange) exchange).getSSLSession().getPeerPrincipal().getName();
          exchange.sendResponseHeaders(name.equals("CN=client") ? 200 : 403, -1);
          exchange.close();
        });
    strict.start();
    try {
      URI uri = URI.create("https://127.0.0.1:" + strict.getAddress().getPort() + "/");
      var port = new HttpPort(Map.of());
      HttpSettings nobody = Settings.withoutVerification();
      try (Http.Response response =
          port.send(Http.Request.get(uri), nobody.withClientCertificate(() -> pem(store)))) {
        assertThat(response.status()).isEqualTo(200);
      }
      assertThatExceptionOfType(FeedException.class)
          .isThrownBy(() -> port.send(Http.Request.get(uri), nobody).close());
    } finally {
      strict.stop(0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', must be PEM with a CERTIFICATE and a PRIVATE KEY",
    "EC PRIVATE KEY, openssl pkcs8 -topk8 -nocrypt",
    "CERTIFICATE, ssl_client_cert cannot be read",
    "PRIVATE KEY, must be PEM with a CERTIFICATE and a PRIVATE KEY",
  })
  void aWrongCertificateIsRefused(String type, String message) {
    String pem = "-----BEGIN %s-----\nc2VjcmV0\n-----END %s-----\n".formatted(type, type);
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(
            () -> status(Map.of(), "localhost", Settings.plain().withClientCertificate(() -> pem)))
        .withMessageContaining(message)
        .withMessageNotContaining("c2VjcmV0");
  }

  /** Both parts, as openssl writes them. */
  private static String pem(Path store) throws IOException {
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      return pem("CERTIFICATE", keys.getCertificate("client").getEncoded())
          + pem("PRIVATE KEY", keys.getKey("client", PASSWORD.toCharArray()).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static String pem(String type, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(type, Base64.getMimeEncoder().encodeToString(content), type);
  }

  /** Lets nobody in without a certificate. */
  private static final class Demanding extends HttpsConfigurator {
    Demanding(SSLContext context) {
      super(context);
    }

    @Override
    public void configure(HttpsParameters parameters) {
      var tls = getSSLContext().getDefaultSSLParameters();
      tls.setNeedClientAuth(true);
      parameters.setSSLParameters(tls);
    }
  }

  private int status(Map<String, String> environment, String host, HttpSettings settings)
      throws IOException {
    URI uri = URI.create("https://" + host + ":" + server.getAddress().getPort() + "/");
    try (Http.Response response = new HttpPort(environment).send(Http.Request.get(uri), settings)) {
      return response.status();
    }
  }

  private static SSLContext context(Path store) throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    for (String alias : Collections.list(keys.aliases())) {
      trusted.setCertificateEntry(alias, keys.getCertificate(alias));
    }
    trust.init(trusted);
    context.init(factory.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static void keytool(Path store, String... arguments)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
