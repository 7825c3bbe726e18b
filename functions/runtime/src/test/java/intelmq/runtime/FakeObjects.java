package intelmq.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.harmonization.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Object storage in memory. */
final class FakeObjects implements Storage {
  private final Map<String, String> objects = new LinkedHashMap<>();
  private final Map<String, byte[]> reports = new LinkedHashMap<>();
  private boolean down;
  private int puts;

  @Override
  public void put(
      String bucket, String key, byte[] content, String contentType, String contentEncoding)
      throws IOException {
    if (down) {
      throw new IOException("the storage is down");
    }
    puts++;
    if (bucket.equals(Fixture.REPORTS)) {
      reports.put(key, content);
      return;
    }
    assertThat(bucket).isEqualTo(Fixture.QUARANTINE);
    objects.put(key, new String(content, StandardCharsets.UTF_8));
  }

  @Override
  public boolean putNew(String bucket, String key, byte[] content, String contentType)
      throws IOException {
    assertThat(bucket).isEqualTo(Fixture.REPORTS);
    if (reports.containsKey(key)) {
      return false;
    }
    put(bucket, key, content, contentType, "");
    return true;
  }

  @Override
  public Optional<byte[]> get(String bucket, String key) throws IOException {
    if (down) {
      throw new IOException("the storage is down");
    }
    assertThat(bucket).isEqualTo(Fixture.REPORTS);
    return Optional.ofNullable(reports.get(key));
  }

  void goDown() {
    down = true;
  }

  void comeUp() {
    down = false;
  }

  int puts() {
    return puts;
  }

  /** The objects in the bucket of reports. */
  Map<String, byte[]> reports() {
    return reports;
  }

  List<String> keys() {
    return List.copyOf(objects.keySet());
  }

  /** Every line of every object. */
  List<Map<?, ?>> lines() {
    var lines = new ArrayList<Map<?, ?>>();
    objects
        .values()
        .forEach(text ->
            text.lines()
                .forEach(line -> {
                  assertThat(Json.tryParse(line)).isInstanceOf(Map.class);
                  lines.add((Map<?, ?>) Json.tryParse(line));
                }));
    return lines;
  }

  /** A value of every line. */
  List<Object> all(String name) {
    return lines().stream().<Object>map(line -> line.get(name)).toList();
  }
}
