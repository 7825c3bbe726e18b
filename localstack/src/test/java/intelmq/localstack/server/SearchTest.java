package intelmq.localstack.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class SearchTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private Path directory;

  @AfterAll
  static void close() {
    HTTP.close();
  }

  @Test
  void keepsItsIndexesOverARestart() throws IOException, InterruptedException {
    URI endpoint;
    try (var search = Search.start(0, directory)) {
      endpoint = search.endpoint();
      send(
          endpoint,
          "PUT",
          "/_index_template/events",
          """
          {"index_patterns": ["events-*"], "template": {"mappings": {"properties": {
            "source.ip": {"type": "ip"}, "classification.taxonomy": {"type": "keyword"}, "time.source": {"type": "date"}}}}}
          """);
      String bulk =
          """
          {"index": {"_index": "events-2026", "_id": "feed:1"}}
          {"source.ip": "192.0.2.1", "classification.taxonomy": "malicious-code", "time.source": "2026-11-23T13:00:00+00:00"}
          {"update": {"_index": "events-2026", "_id": "feed:1"}}
          {"doc": {"source.ip": "192.0.2.2"}, "doc_as_upsert": true}
          """;
      JsonNode answer = send(endpoint, "POST", "/_bulk?refresh=true", bulk);
      assertThat(answer.path("errors").asBoolean()).isFalse();
      assertThat(send(endpoint, "GET", "/_cluster/health", "").path("status").asString())
          .isEqualTo("green");
    }
    try (var search = Search.start(endpoint.getPort(), directory)) {
      assertThat(search.endpoint()).isEqualTo(endpoint);
      send(endpoint, "GET", "/_cluster/health?wait_for_status=green&timeout=30s", "");
      JsonNode found =
          send(endpoint, "GET", "/events-2026/_search?q=source.ip:%22192.0.2.0%2F24%22", "");
      assertThat(found.at("/hits/hits/0/_id").asString()).isEqualTo("feed:1");
    }
  }

  private static JsonNode send(URI endpoint, String method, String path, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header(
                "Content-Type",
                path.startsWith("/_bulk") ? "application/x-ndjson" : "application/json")
            .build();
    var response = HTTP.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Json.MAPPER.readTree(response.body());
  }
}
