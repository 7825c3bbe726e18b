package intelmq.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.bot.port.Objects;
import intelmq.harmonization.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Object storage in memory. */
final class FakeObjects implements Objects {
  private final Map<String, String> objects = new LinkedHashMap<>();
  private boolean down;

  @Override
  public void put(
      String bucket, String key, byte[] content, String contentType, String contentEncoding)
      throws IOException {
    if (down) {
      throw new IOException("the storage is down");
    }
    assertThat(bucket).isEqualTo(Fixture.QUARANTINE);
    objects.put(key, new String(content, StandardCharsets.UTF_8));
  }

  void goDown() {
    down = true;
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
