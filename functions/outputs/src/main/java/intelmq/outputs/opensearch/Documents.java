package intelmq.outputs.opensearch;

import intelmq.bot.Batch.Item;
import intelmq.harmonization.Json;
import intelmq.outputs.EventText;
import intelmq.python.PyJson.Option;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Events as documents, and the actions that index them. */
final class Documents {
  private final String index;
  private final Rotation rotation;
  private final List<String> flattened;
  private final String separator;

  Documents(OpenSearchOutput.Config config) {
    this.index = config.elasticIndex();
    this.rotation = config.rotateIndex();
    this.flattened = config.flattenFields();
    this.separator = Objects.requireNonNullElse(config.replacementChar(), ".");
  }

  /** What stands between the parts of a name. */
  String separator() {
    return separator;
  }

  /** The two lines that index an event. */
  String action(Item item, LocalDate day) {
    String target = rotation.index(index, item.event(), day);
    var metadata = new LinkedHashMap<String, String>();
    metadata.put("_index", target);
    metadata.put("_id", item.id());
    return line(Map.of("index", metadata)) + line(document(item));
  }

  private Map<String, Object> document(Item item) {
    var document = new LinkedHashMap<String, Object>();
    item.event().forEach(document::put);
    for (String field : flattened) {
      Object value = document.get(field);
      Object json = value instanceof String text ? Json.tryParse(text) : value;
      if (json instanceof Map<?, ?> object) {
        document.remove(field);
        object.forEach((key, inner) -> document.put(field + "_" + key, orNull(inner)));
      }
    }
    return separator.equals(".") ? document : renamed(document);
  }

  private Map<String, Object> renamed(Map<?, ?> object) {
    var renamed = new LinkedHashMap<String, Object>();
    object.forEach((key, value) ->
        renamed.put(
            String.valueOf(key).replace(".", separator),
            value instanceof Map<?, ?> inner ? renamed(inner) : orNull(value)));
    return renamed;
  }

  private static Object orNull(Object value) {
    return Objects.requireNonNullElse(value, Json.NULL);
  }

  private static String line(Map<String, ?> object) {
    return EventText.json(object, Option.KEEP_UNICODE) + "\n";
  }
}
