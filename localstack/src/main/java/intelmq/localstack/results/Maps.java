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
    return JSON.readValue(json, new TypeReference<LinkedHashMap<String, @Nullable Object>>() {});
  }
}
