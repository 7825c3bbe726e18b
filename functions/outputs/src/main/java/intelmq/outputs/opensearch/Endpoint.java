package intelmq.outputs.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import intelmq.bot.config.HttpSettings;
import intelmq.bot.port.Http;
import intelmq.bot.port.Http.Request;
import intelmq.bot.port.Http.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The server and how it is asked. */
final class Endpoint {
  private static final long MOST_ANSWER = 100_000_000;
  private static final int SHOWN = 500;

  private final Http http;
  private final HttpSettings settings;
  private final String base;
  private final @Nullable String signFor;

  Endpoint(OpenSearchOutput.Config config, Http http) {
    this.http = http;
    this.settings = settings(config);
    String host = config.elasticHost();
    String url =
        host.contains("://")
            ? host
            : (config.useSsl() ? "https://" : "http://") + host + ":" + config.elasticPort();
    this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    String name = Objects.requireNonNullElse(URI.create(base).getHost(), "");
    boolean atAws = name.endsWith(".amazonaws.com") || name.endsWith(".on.aws");
    boolean signed = Objects.requireNonNullElse(config.awsSigned(), atAws);
    String service = name.contains(".aoss.") ? "aoss" : "es";
    this.signFor = signed ? service : null;
  }

  /** Sends a request; the caller closes the answer. */
  Response send(String method, String path, String contentType, String body) throws IOException {
    return http.send(
        new Request(
            method,
            URI.create(base + path),
            Map.of("Content-Type", contentType),
            ByteBuffer.wrap(body.getBytes(UTF_8)),
            signFor),
        settings);
  }

  /** Fails unless an answer is a success. */
  static void check(Response response, String what) throws IOException {
    if (response.status() / 100 != 2) {
      throw failure(response.status(), new String(response.body().readNBytes(SHOWN), UTF_8), what);
    }
  }

  /** An answer that is no success, as an exception. */
  static IOException failure(int status, String answer, String what) {
    String shown = answer.substring(0, Math.min(answer.length(), SHOWN));
    return new IOException("cannot " + what + ": status " + status + ": " + shown);
  }

  private static HttpSettings settings(OpenSearchOutput.Config config) {
    return new HttpSettings(
        Map.of(),
        "IntelMQ Serverless",
        config.httpVerifyCert(),
        null,
        null,
        60,
        3,
        config.httpUsername(),
        config.httpPassword(),
        null,
        MOST_ANSWER,
        // the server is the operator's own, wherever it is
        List.of("0.0.0.0/0", "::/0"));
  }
}
