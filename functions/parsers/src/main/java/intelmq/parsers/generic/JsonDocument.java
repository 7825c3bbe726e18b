package intelmq.parsers.generic;

import intelmq.harmonization.Json;
import intelmq.python.PyJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object with the fields of an event.
 *
 * @param raw as it stands
 * @param fields its members, null if it is no object
 */
public record JsonDocument(String raw, @Nullable Map<String, @Nullable Object> fields) {
  static JsonDocument of(String text) {
    return Json.tryParse(text) instanceof Map<?, ?> members
        ? new JsonDocument(text, copy(members))
        : new JsonDocument(text, null);
  }

  static JsonDocument of(Map<?, ?> members) {
    Map<String, @Nullable Object> fields = copy(members);
    return new JsonDocument(PyJson.dumps(fields), fields);
  }

  private static Map<String, @Nullable Object> copy(Map<?, ?> members) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    members.forEach((name, value) -> fields.put(String.valueOf(name), value));
    return fields;
  }
}
