package intelmq.outputs.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.Bot;
import intelmq.bot.Delivery;
import intelmq.bot.Delivery.Failed;
import intelmq.bot.Delivery.Rejected;
import intelmq.bot.Output;
import intelmq.bot.Param;
import intelmq.bot.config.Secret;
import intelmq.bot.port.Http;
import intelmq.bot.port.Http.Response;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Indexes events in OpenSearch or Elasticsearch, as documents whose ids are the events': one that
 * is delivered again replaces itself.
 */
@Bot(
    name = "opensearch",
    upstream = "intelmq.bots.outputs.elasticsearch.output",
    ignored = "ssl_show_warnings")
public final class OpenSearchOutput implements Output {
  /** Well below the 10 MB that the smallest managed domains take. */
  private static final int MOST_BYTES = 5_000_000;

  private static final int BAD_REQUEST = 400;
  private static final int TOO_LARGE = 413;

  private final Config config;
  private final Harmonization harmonization;
  private final Documents documents;
  private final Endpoint endpoint;
  private volatile boolean templateExists;

  /** Parameters. */
  public record Config(
      @Param("Host, or URL, for instance `https://search.example.com/path`.") String elasticHost,
      @Param(
              value = "Port, unless the host is given as a URL.",
              byDefault = "9200",
              min = 1,
              max = 65_535)
          int elasticPort,
      @Param(
              value = "The index, or what the names of the indices begin with.",
              byDefault = "intelmq",
              pattern = "[a-z0-9][a-z0-9._-]*")
          String elasticIndex,
      @Param(value = "How often another index is begun.", byDefault = "never") Rotation rotateIndex,
      @Param(
              value = "Fields whose JSON objects become fields of their own, `<field>_<key>`.",
              byDefault = "[\"extra\"]")
          List<String> flattenFields,
      @Param(value = "Replaces the dots in the names of fields.", pattern = "[\\w.:-]+")
          @Nullable String replacementChar,
      @Param("User for basic authentication.") @Nullable String httpUsername,
      @Param("Password for basic authentication.") @Nullable Secret httpPassword,
      @Param(value = "Whether the server's certificate is checked.", byDefault = "true")
          boolean httpVerifyCert,
      @Param(
              value = "Whether https is used, unless the host is given as a URL.",
              byDefault = "false")
          boolean useSsl,
      @Param("Must be missing: authorities are those of the environment.")
          @Nullable String sslCaCertificate,
      @Param("Whether requests are signed for AWS; if missing, those to AWS's own hosts are.")
          @Nullable Boolean awsSigned,
      @Param(
              value = "Whether a missing index template is created, with the types of the fields.",
              byDefault = "true")
          boolean indexTemplate) {}

  /** An output to a web server. */
  public OpenSearchOutput(Config config, Http http, Harmonization harmonization) {
    if (config.sslCaCertificate() != null) {
      throw new IllegalArgumentException(
          "parameter 'ssl_ca_certificate' is not supported: name the file with the authorities in"
              + " the environment's SSL_CERT_FILE");
    }
    this.config = config;
    this.harmonization = harmonization;
    this.documents = new Documents(config);
    this.endpoint = new Endpoint(config, http);
  }

  @Override
  public List<Delivery> deliver(Batch batch) throws IOException {
    createTemplate();
    var deliveries = new ArrayList<Delivery>(batch.items().size());
    var actions = new ArrayList<String>();
    int bytes = 0;
    for (Item item : batch.items()) {
      String action = documents.action(item, batch.day());
      int length = action.getBytes(UTF_8).length;
      if (bytes + length > MOST_BYTES && !actions.isEmpty()) {
        deliveries.addAll(index(actions));
        actions.clear();
        bytes = 0;
      }
      actions.add(action);
      bytes += length;
    }
    deliveries.addAll(index(actions));
    if (deliveries.stream().allMatch(Failed.class::isInstance)) {
      throw new IOException("nothing was indexed: " + deliveries.getFirst());
    }
    return deliveries;
  }

  private List<Delivery> index(List<String> actions) throws IOException {
    try (Response response =
        endpoint.send("POST", "/_bulk", "application/x-ndjson", String.join("", actions))) {
      if (response.status() != TOO_LARGE) {
        Endpoint.check(response, "index events");
        return BulkAnswer.deliveries(Json.object(response.body()), actions.size());
      }
    }
    if (actions.size() == 1) {
      return List.of(new Rejected("too-large", "the server takes no document of this size"));
    }
    int half = actions.size() / 2;
    var deliveries = new ArrayList<>(index(actions.subList(0, half)));
    deliveries.addAll(index(actions.subList(half, actions.size())));
    return deliveries;
  }

  /** Once per environment; that another one does the same at this time does no harm. */
  private void createTemplate() throws IOException {
    if (templateExists || !config.indexTemplate()) {
      return;
    }
    String path = "/_index_template/" + config.elasticIndex() + "?create=true";
    String body =
        IndexTemplate.body(
            harmonization,
            config.rotateIndex().pattern(config.elasticIndex()),
            documents.separator());
    try (Response response = endpoint.send("PUT", path, "application/json", body)) {
      String answer = new String(response.body().readAllBytes(), UTF_8);
      boolean exists = response.status() == BAD_REQUEST && answer.contains("already exists");
      if (response.status() / 100 != 2 && !exists) {
        throw Endpoint.failure(response.status(), answer, "create the index template");
      }
    }
    templateExists = true;
  }
}
