package intelmq.localstack.results;

import intelmq.localstack.cloud.Cloud;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.s3.model.S3Object;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Something that was set aside.
 *
 * @param stage the function that set it aside
 * @param id of the event or record
 * @param line of the report on which the record starts; 0 for an event
 * @param code kind of reason
 * @param message the reason
 */
public record Poison(String stage, String id, long line, String code, String message) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Everything in a cloud's quarantine, in order. */
  public static List<Poison> read(Cloud cloud) {
    return lines(cloud).stream()
        .map(Poison::of)
        .sorted(Comparator.comparing(Poison::stage).thenComparing(Poison::id))
        .toList();
  }

  /** The lines of a cloud's quarantine as they are written. */
  public static List<JsonNode> lines(Cloud cloud) {
    var lines = new ArrayList<JsonNode>();
    String bucket = cloud.quarantine();
    for (S3Object object :
        cloud.s3().listObjectsV2Paginator(request -> request.bucket(bucket)).contents()) {
      cloud
          .s3()
          .getObjectAsBytes(request -> request.bucket(bucket).key(object.key()))
          .asUtf8String()
          .lines()
          .forEach(line -> lines.add(JSON.readTree(line)));
    }
    return lines;
  }

  private static Poison of(JsonNode line) {
    return new Poison(
        line.path("stage").asString(),
        line.path("id").asString(),
        line.path("line").asLong(0),
        line.path("code").asString(),
        line.path("message").asString());
  }

  /** One line for people. */
  public String describe() {
    return stage
        + ": "
        + id
        + (line > 0 ? " (line " + line + ")" : "")
        + ": "
        + message
        + " ["
        + code
        + "]";
  }
}
