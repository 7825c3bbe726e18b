package intelmq.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.sun.net.httpserver.HttpServer;
import intelmq.bot.config.BotSpec.Kind;
import intelmq.bot.config.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Functions load their bots again when they are asked to, and look for that once a minute. */
final class LiveTest {
  private final List<String> logged = new ArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Map<String, String> parameters = new HashMap<>();
  private final HttpServer server;
  private Instant now = Instant.parse("2026-11-23T13:00:30Z");

  LiveTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    parameters.put("/intelmq/reload", "0");
    parameters.put("/intelmq/bot", "one");
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String name = body.replaceAll("(?s).*\"Name\":\"([^\"]*)\".*", "$1");
          boolean parameter = parameters.containsKey(name);
          requests.add(parameter ? name : exchange.getRequestURI().getPath());
          String answer =
              parameter ? "{\"Parameter\": {\"Value\": \"" + parameters.get(name) + "\"}}" : "";
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
          try (var out = exchange.getResponseBody()) {
            out.write(bytes);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void looksOnceAMinuteAndLoadsAgainWhatHasChanged() {
    var built = new ArrayList<Integer>();
    Live<Integer> live = live(built);
    for (int i = 0; i < 10; i++) {
      assertThat(live.begin(context()).work()).isEqualTo(1);
      now = now.plusSeconds(5);
    }
    assertThat(requests).filteredOn("/intelmq/reload"::equals).hasSize(1);
    now = now.plusSeconds(10);
    assertThat(live.begin(context()).work()).as("nothing has changed").isEqualTo(1);
    assertThat(requests).filteredOn("/intelmq/reload"::equals).hasSize(2);

    parameters.put("/intelmq/reload", "1");
    parameters.put("/intelmq/bot", "two");
    now = now.plusSeconds(59);
    assertThat(live.begin(context()).work()).isEqualTo(1);
    now = now.plusSeconds(1);
    Live.Invocation<Integer> next = live.begin(context());
    assertThat(next.work()).isEqualTo(2);
    assertThat(built).containsExactly(1, 2);
    assertThat(logged).anyMatch(line -> line.contains("loaded again"));
    assertThat(requests).filteredOn("/intelmq/bot"::equals).as("forgot references").hasSize(2);
  }

  @Test
  void eachConfigurationIsKeptOnceAndItsHashIsInTheLog() {
    Live<Integer> live = live(new ArrayList<>());
    live.begin(context());
    live.begin(context()).log().info("first", Map.of());
    parameters.put("/intelmq/reload", "1");
    parameters.put("/intelmq/bot", "two");
    now = now.plusSeconds(60);
    live.begin(context()).log().info("second", Map.of());
    List<String> kept =
        requests.stream().filter(path -> path.startsWith("/bucket/configurations/")).toList();
    assertThat(kept)
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allMatch(path -> path.startsWith("/bucket/configurations/stage/2026-11-23-"));
    assertThat(logged)
        .filteredOn(line -> line.contains("first") || line.contains("second"))
        .satisfiesExactly(
            line -> assertThat(line).contains(hash(kept.getFirst())),
            line -> assertThat(line).contains(hash(kept.getLast())));
  }

  @Test
  void whatIsConfiguredWrongLeavesTheFunctionAsItWas() {
    var built = new ArrayList<Integer>();
    Live<Integer> live = live(built);
    parameters.put("/intelmq/reload", "1");
    parameters.put("/intelmq/bot", "wrong");
    now = now.plusSeconds(60);
    assertThat(live.begin(context()).work()).isEqualTo(1);
    assertThat(logged)
        .anyMatch(
            line -> line.contains("\"level\":\"error\"") && line.contains("there is no bot wrong"));
    parameters.put("/intelmq/reload", "2");
    parameters.put("/intelmq/bot", "two");
    now = now.plusSeconds(60);
    assertThat(live.begin(context()).work()).isEqualTo(2);
  }

  @Test
  void aParameterThatCannotBeReadLeavesTheFunctionAsItWas() {
    Live<Integer> live = live(new ArrayList<>());
    stop();
    now = now.plusSeconds(60);
    assertThat(live.begin(context()).work()).isEqualTo(1);
    assertThat(logged).anyMatch(line -> line.contains("could not be loaded again"));
  }

  private static String hash(String path) {
    return path.replaceAll(".*-([0-9a-f]{12})\\.json$", "$1");
  }

  private Live<Integer> live(List<Integer> built) {
    String endpoint = "http://localhost:" + server.getAddress().getPort();
    Map<String, String> variables =
        Map.ofEntries(
            Map.entry("STACK", "intelmq"),
            Map.entry("STAGE", "stage"),
            Map.entry("BOT", "ssm:/intelmq/bot"),
            Map.entry("REPORTS_BUCKET", "bucket"),
            Map.entry("AWS_REGION", "us-east-1"),
            Map.entry("AWS_ACCESS_KEY_ID", "id"),
            Map.entry("AWS_SECRET_ACCESS_KEY", "secret"),
            Map.entry("AWS_ENDPOINT_URL", endpoint));
    return new Live<>(
        variables,
        () -> now,
        Kind.EXPERT,
        function -> {
          if (function.document().equals("wrong")) {
            throw new ConfigurationException("there is no bot wrong");
          }
          built.add(built.size() + 1);
          return built.getLast();
        });
  }

  private Context context() {
    return new TestContext(logged);
  }

  /** What Lambda tells of an invocation. */
  private record TestContext(List<String> logged) implements Context {
    @Override
    public String getAwsRequestId() {
      return "request";
    }

    @Override
    public String getLogGroupName() {
      return "";
    }

    @Override
    public String getLogStreamName() {
      return "";
    }

    @Override
    public String getFunctionName() {
      return "";
    }

    @Override
    public String getFunctionVersion() {
      return "";
    }

    @Override
    public String getInvokedFunctionArn() {
      return "";
    }

    @Override
    public CognitoIdentity getIdentity() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ClientContext getClientContext() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int getRemainingTimeInMillis() {
      return 60_000;
    }

    @Override
    public int getMemoryLimitInMB() {
      return 512;
    }

    @Override
    public LambdaLogger getLogger() {
      return new LambdaLogger() {
        @Override
        public void log(String message) {
          logged.add(message);
        }

        @Override
        public void log(byte[] message) {
          throw new UncheckedIOException(new IOException("only text is logged"));
        }
      };
    }
  }
}
