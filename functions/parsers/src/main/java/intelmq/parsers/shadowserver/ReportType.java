package intelmq.parsers.shadowserver;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kind of report, as the schema describes it.
 *
 * @param feedName the feed's name
 * @param url the feed's documentation, if the schema has it
 * @param constants values of fields, which all events have
 * @param columns what becomes of columns, in the order in which fields are filled
 */
record ReportType(
    String feedName, @Nullable String url, Map<String, Object> constants, List<Column> columns) {
  /**
   * What becomes of a column.
   *
   * @param field the field's name; {@code extra.} for one named like the column; null for none
   * @param name the column
   * @param conversion how the cell becomes a value
   * @param required whether there is no event without the column
   */
  record Column(@Nullable String field, String name, Conversion conversion, boolean required) {}
}
