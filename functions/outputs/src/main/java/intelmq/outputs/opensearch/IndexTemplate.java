package intelmq.outputs.opensearch;

import static java.util.stream.Collectors.joining;

import intelmq.harmonization.Field;
import intelmq.harmonization.FieldType;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Types;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The template of the indices: addresses, times and numbers of harmonised fields are searched as
 * such. Below {@code extra}, and other fields of type JSONDict, every feed has types of its own, so
 * all is text there: no event is refused because another feed came first.
 */
final class IndexTemplate {
  /** Longer values are stored, but not found; Lucene's limit in bytes, divided by UTF-8's most. */
  private static final String TEXT =
      """
      {"type": "keyword", "ignore_above": 8191}\
      """;

  private static final Map<FieldType, String> MAPPINGS =
      Map.of(
          Types.IP_ADDRESS, type("ip"),
          Types.DATE_TIME, type("date"),
          Types.INTEGER, type("long"),
          Types.ASN, type("long"),
          Types.FLOAT, type("double"),
          Types.ACCURACY, type("double"),
          Types.BOOLEAN, type("boolean"),
          Types.BASE64,
              """
              {"type": "keyword", "index": false, "doc_values": false}\
              """);

  private IndexTemplate() {}

  /** The body of the request that creates the template. */
  static String body(Harmonization harmonization, String indices, String separator) {
    String properties =
        harmonization.fields().stream()
            .filter(field -> !field.isDict())
            .map(field -> property(field, separator))
            .collect(joining(",\n"));
    String free =
        harmonization.fields().stream()
            .filter(Field::isDict)
            .flatMap(dict ->
                Stream.of("string", "long", "double", "boolean")
                    .map(type -> anyText(dict.name(), type, separator)))
            .collect(joining(",\n"));
    return """
    {"index_patterns": ["%s"], "priority": 100, "template": {
    "settings": {"index.mapping.total_fields.limit": 5000},
    "mappings": {"date_detection": false,
    "dynamic_templates": [
    %s],
    "properties": {
    %s}}}}
    """
        .formatted(indices, free, properties);
  }

  private static String property(Field field, String separator) {
    String name = field.name().replace(".", separator);
    return "\"" + name + "\": " + MAPPINGS.getOrDefault(field.type(), TEXT);
  }

  private static String anyText(String dict, String type, String separator) {
    return """
    {"%s_%s": {"match_mapping_type": "%s", "path_match": "%s", "mapping": %s}}\
    """
        .formatted(dict, type, type, dict + separator + "*", TEXT);
  }

  private static String type(String name) {
    return "{\"type\": \"" + name + "\"}";
  }
}
