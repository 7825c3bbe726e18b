package intelmq.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpsConfigurator;
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
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

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
    context.init(factory.getKeyManagers(), null, null);
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
