package intelmq.localstack.results;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The documents of the output {@code opensearch}, whose ids are those of the events. */
public record SearchStore(URI server) implements Store {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String PAGE = "{\"size\":1000,\"sort\":[\"_doc\"]}";

  @Override
  public List<StoredEvent> read(String output, Map<?, ?> parameters)
      throws IOException, InterruptedException {
    String indices =
        parameters.containsKey("elastic_index")
            ? parameters.get("elastic_index") + "*"
            : "intelmq*";
    var events = new ArrayList<StoredEvent>();
    try (HttpClient http = HttpClient.newHttpClient()) {
      post(http, indices + "/_refresh?ignore_unavailable=true", "");
      JsonNode page = post(http, indices + "/_search?scroll=1m", PAGE);
      while (!page.path("hits").path("hits").isEmpty()) {
        for (JsonNode hit : page.path("hits").path("hits")) {
          Map<String, @Nullable Object> event = Maps.of(hit.path("_source").toString());
          events.add(new StoredEvent(output, hit.path("_id").asString(), event));
        }
        String scroll =
            JSON.writeValueAsString(
                Map.of("scroll", "1m", "scroll_id", page.path("_scroll_id").asString()));
        page = post(http, "_search/scroll", scroll);
      }
    }
    return events;
  }

  private JsonNode post(HttpClient http, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.toString().replaceAll("/$", "") + "/" + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
  }
}
