package intelmq.outputs.opensearch;

import intelmq.harmonization.Field;
import intelmq.harmonization.FieldType;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Json;
import intelmq.harmonization.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The template of the indices: addresses, times and numbers of harmonised fields are searched as
 * such. Below {@code extra} every feed has types of its own, so all is text there: no event is
 * refused because another feed came first.
 */
final class IndexTemplate {
  /** Longer values are stored, but not found; Lucene's limit in bytes, divided by UTF-8's most. */
  private static final Map<String, Object> TEXT = Map.of("type", "keyword", "ignore_above", 8191);

  private static final Map<FieldType, Map<String, Object>> MAPPINGS =
      Map.of(
          Types.IP_ADDRESS, Map.of("type", "ip"),
          Types.DATE_TIME, Map.of("type", "date"),
          Types.INTEGER, Map.of("type", "long"),
          Types.ASN, Map.of("type", "long"),
          Types.FLOAT, Map.of("type", "double"),
          Types.ACCURACY, Map.of("type", "double"),
          Types.BOOLEAN, Map.of("type", "boolean"),
          Types.BASE64, Map.of("type", "keyword", "index", false, "doc_values", false));

  private IndexTemplate() {}

  /** The body of the request that creates the template. */
  static String body(String indices, String separator) {
    var properties = new LinkedHashMap<String, Object>();
    for (Field field : Fields.all()) {
      if (!field.equals(Fields.EXTRA)) {
        properties.put(
            field.name().replace(".", separator), MAPPINGS.getOrDefault(field.type(), TEXT));
      }
    }
    List<Map<String, Object>> free =
        Stream.of("string", "long", "double", "boolean")
            .map(type -> anyText(type, "extra" + separator + "*"))
            .toList();
    return Json.text(
        Map.of(
            "index_patterns",
            List.of(indices),
            "priority",
            100,
            "template",
            Map.of(
                "settings",
                Map.of("index.mapping.total_fields.limit", 5000),
                "mappings",
                Map.of(
                    "date_detection",
                    false,
                    "dynamic_templates",
                    free,
                    "properties",
                    properties))));
  }

  private static Map<String, Object> anyText(String type, String fields) {
    return Map.of(
        "extra_" + type, Map.of("match_mapping_type", type, "path_match", fields, "mapping", TEXT));
  }
}
