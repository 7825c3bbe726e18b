package intelmq.localstack.results;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The objects of the output {@code file}: compressed JSON lines, each with the event's id as {@code
 * __id}.
 */
public record FileStore(S3Client s3) implements Store {
  @Override
  public List<StoredEvent> read(String output, Map<?, ?> parameters) throws IOException {
    String bucket = String.valueOf(parameters.get("bucket"));
    var events = new ArrayList<StoredEvent>();
    for (S3Object object :
        s3.listObjectsV2Paginator(request -> request.bucket(bucket)).contents()) {
      events.addAll(object(output, bucket, object.key()));
    }
    return events;
  }

  /** The events of an object. */
  public List<StoredEvent> object(String output, String bucket, String key) throws IOException {
    var events = new ArrayList<StoredEvent>();
    try (var content = s3.getObject(request -> request.bucket(bucket).key(key));
        var lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(content), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Map<String, @Nullable Object> event = Maps.of(line);
        events.add(new StoredEvent(output, String.valueOf(event.remove("__id")), event));
      }
    }
    return events;
  }
}
