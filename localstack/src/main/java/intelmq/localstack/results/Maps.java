package intelmq.localstack.results;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** JSON objects as maps, in their order. */
final class Maps {
  private static final JsonMapper JSON = new JsonMapper();

  private Maps() {}

  static Map<String, @Nullable Object> of(String json) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    JSON.readValue(json, new TypeReference<Map<?, ?>>() {})
        .forEach((key, value) -> map.put(String.valueOf(key), value));
    return map;
  }
}
