package intelmq.collectors;

import intelmq.bot.Collection;
import intelmq.harmonization.Report;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs of a collector that note what it stores, comparable with recordings. */
final class RecordedRun implements Collection {
  private final Map<String, String> state = new HashMap<>();
  private final StringBuilder stored = new StringBuilder();
  private @Nullable Dropped dropped;

  /** A report as a line, without what depends on when and where it was collected. */
  static String line(Map<String, Object> fields, String base64) {
    var comparable = new TreeMap<>(fields);
    comparable.keySet().removeIf(name -> name.equals("__type") || name.equals("time.observation"));
    comparable.computeIfPresent(
        "feed.url", (name, url) -> url.toString().matches("(file|s3):.*") ? null : url);
    return comparable + " " + base64 + "\n";
  }

  String stored() {
    return stored.toString();
  }

  void drop(String name, byte[] content) {
    dropped = new File(name, ByteBuffer.wrap(content));
  }

  @Override
  public Instant scheduled() {
    return Instant.parse("2026-11-23T13:00:00Z");
  }

  @Override
  public @Nullable Dropped dropped() {
    return dropped;
  }

  @Override
  public Map<String, String> state() {
    return state;
  }

  @Override
  public void store(Report report, InputStream content) throws IOException {
    byte[] bytes = content.readAllBytes();
    if (bytes.length > 0) {
      var fields = new TreeMap<String, Object>();
      report.forEach(fields::put);
      stored.append(line(fields, Base64.getEncoder().encodeToString(bytes)));
    }
  }

  @Override
  public Collection from(Instant time, String origin) {
    return this;
  }

  @Override
  public void unchanged(String reason) {
    // no report
  }

  private record File(String name, ByteBuffer content) implements Dropped {
    @Override
    public String url() {
      return "s3://drop/feed/" + name;
    }

    @Override
    public long size() {
      return content.capacity();
    }

    @Override
    public InputStream open() {
      var bytes = new byte[content.capacity()];
      content.duplicate().get(bytes);
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public void delete() {
      throw new UnsupportedOperationException();
    }
  }
}
