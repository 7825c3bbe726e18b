package intelmq.outputs.restapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.Bot;
import intelmq.bot.Delivery;
import intelmq.bot.Delivery.Failed;
import intelmq.bot.Delivery.Rejected;
import intelmq.bot.Output;
import intelmq.bot.Param;
import intelmq.bot.config.HttpSettings;
import intelmq.bot.config.Secret;
import intelmq.bot.port.Http;
import intelmq.bot.port.Http.Request;
import intelmq.bot.port.Http.Response;
import intelmq.outputs.EventText;
import intelmq.python.Text;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Posts each event to a web service, as JSON or as a form.
 *
 * <p>The header `Idempotency-Key` has the event's id: a service that looks at it can tell an event
 * that is delivered again. An answer of 4xx sets the event aside, but for 408 and 429; with any
 * other failure it is tried again.
 */
@Bot(name = "restapi", upstream = "intelmq.bots.outputs.restapi.output")
public final class RestApiOutput implements Output {
  private static final Set<Integer> TRY_AGAIN = Set.of(408, 429);
  private static final int SHOWN = 500;
  private static final long MOST_ANSWER = 1 << 20;

  private final Config config;
  private final Http http;
  private final URI uri;
  private final HttpSettings settings;

  /** Parameters. */
  public record Config(
      @Param("The URL that events are posted to.") String host,
      @Param("How the token is sent.") @Nullable AuthType authType,
      @Param("The name of the header with the token, or the user.") @Nullable String authTokenName,
      @Param("The token, or the password.") @Nullable Secret authToken,
      @Param(value = "Whether objects are nested at the dots of field names.", byDefault = "false")
          boolean hierarchicalOutput,
      @Param(value = "Whether the body is JSON, or else a form.", byDefault = "true")
          boolean useJson) {}

  /** How a token is sent. */
  public enum AuthType {
    HTTP_BASIC_AUTH,
    HTTP_HEADER
  }

  /** An output to a web service. */
  public RestApiOutput(Config config, Http http) {
    if (config.authType() != null
        && (config.authTokenName() == null || config.authToken() == null)) {
      throw new IllegalArgumentException(
          "'auth_type' needs both 'auth_token_name' and 'auth_token'");
    }
    this.config = config;
    this.http = http;
    this.uri = uri(config.host());
    boolean basic = config.authType() == AuthType.HTTP_BASIC_AUTH;
    this.settings =
        new HttpSettings(
            Map.of(),
            "IntelMQ Serverless",
            true,
            null,
            null,
            30,
            3,
            basic ? config.authTokenName() : null,
            basic ? config.authToken() : null,
            null,
            MOST_ANSWER,
            // the service is the operator's choice, wherever it is
            List.of("0.0.0.0/0", "::/0"));
  }

  private static URI uri(String host) {
    URI uri = URI.create(host);
    if (!Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
        || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "'host' must be a URL with http or https, not '" + host + "'");
    }
    return uri;
  }

  @Override
  public List<Delivery> deliver(Batch batch) throws IOException {
    var deliveries = new ArrayList<Delivery>(batch.items().size());
    for (Item item : batch.items()) {
      deliveries.add(post(item));
    }
    if (deliveries.stream().allMatch(Failed.class::isInstance)) {
      throw new IOException("nothing was taken: " + deliveries.getFirst());
    }
    return deliveries;
  }

  private Delivery post(Item item) throws IOException {
    var headers = new LinkedHashMap<String, String>();
    headers.put(
        "Content-Type",
        config.useJson() ? "application/json; charset=utf-8" : "application/x-www-form-urlencoded");
    headers.put("Idempotency-Key", item.id());
    Secret token = config.authToken();
    String name = config.authTokenName();
    if (config.authType() == AuthType.HTTP_HEADER && token != null && name != null) {
      headers.put(name, token.reveal());
    }
    Map<String, Object> fields = fields(item);
    byte[] body = (config.useJson() ? EventText.json(fields) : form(fields)).getBytes(UTF_8);
    try (Response response =
        http.send(new Request("POST", uri, headers, ByteBuffer.wrap(body), null), settings)) {
      int status = response.status();
      if (status / 100 == 2) {
        return Delivery.DELIVERED;
      }
      String said =
          "status " + status + ": " + new String(response.body().readNBytes(SHOWN), UTF_8);
      return status / 100 == 4 && !TRY_AGAIN.contains(status)
          ? new Rejected("refused", said)
          : new Failed(said);
    }
  }

  private Map<String, Object> fields(Item item) {
    var fields = new LinkedHashMap<String, Object>();
    item.event().forEach(fields::put);
    return config.hierarchicalOutput() ? EventText.nested(fields) : fields;
  }

  /**
   * Lists and objects as several values, as Python's requests has them: an object's are its keys.
   */
  private static String form(Map<String, Object> fields) {
    return fields.entrySet().stream()
        .flatMap(field ->
            values(field.getValue())
                .map(value -> encoded(field.getKey()) + "=" + encoded(Text.str(value))))
        .collect(joining("&"));
  }

  private static Stream<?> values(Object value) {
    return switch (value) {
      case Map<?, ?> map -> map.keySet().stream();
      case List<?> list -> list.stream();
      default -> Stream.of(value);
    };
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
