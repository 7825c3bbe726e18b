package intelmq.localstack.results;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import tools.jackson.databind.json.JsonMapper;

/** The objects of the output {@code file}: compressed JSON lines, each with the event's id as {@code __id}. */
record FileStore(S3Client s3) implements Readback.Store {
  private static final JsonMapper JSON = new JsonMapper();

  @Override
  public List<StoredEvent> read(String output, Map<?, ?> parameters) throws IOException {
    String bucket = String.valueOf(parameters.get("bucket"));
    var events = new ArrayList<StoredEvent>();
    for (S3Object object : s3.listObjectsV2Paginator(request -> request.bucket(bucket)).contents()) {
      try (var content = s3.getObject(request -> request.bucket(bucket).key(object.key()));
          var lines =
              new BufferedReader(new InputStreamReader(new GZIPInputStream(content), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          var event = new LinkedHashMap<String, @Nullable Object>();
          JSON.readValue(line, Map.class).forEach((key, value) -> event.put(String.valueOf(key), value));
          events.add(new StoredEvent(output, String.valueOf(event.remove("__id")), event));
        }
      }
    }
    return events;
  }
}
