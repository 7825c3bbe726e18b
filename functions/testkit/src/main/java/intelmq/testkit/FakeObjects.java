package intelmq.testkit;

import intelmq.bot.port.Objects;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Object storage in memory; remembers each object as a test sees it, its encoding undone. */
public final class FakeObjects implements Objects {
  private final Map<String, Stored> objects = new LinkedHashMap<>();

  /** An object, its text decoded. */
  public record Stored(
      String bucket, String key, String contentType, String contentEncoding, String text) {}

  @Override
  public synchronized void put(
      String bucket, String key, byte[] content, String contentType, String contentEncoding)
      throws IOException {
    String text = new String(decoded(content, contentEncoding), StandardCharsets.UTF_8);
    objects.put(bucket + "/" + key, new Stored(bucket, key, contentType, contentEncoding, text));
  }

  /** What is stored, in the order in which it came. */
  public synchronized List<Stored> stored() {
    return List.copyOf(objects.values());
  }

  private static byte[] decoded(byte[] content, String encoding) throws IOException {
    return switch (encoding) {
      case "" -> content;
      case "gzip" -> new GZIPInputStream(new ByteArrayInputStream(content)).readAllBytes();
      default -> throw new IOException("content encoding '" + encoding + "' is none of HTTP's");
    };
  }
}
