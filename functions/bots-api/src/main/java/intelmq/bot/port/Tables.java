package intelmq.bot.port;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Tables of items with a key (DynamoDB). */
public interface Tables {
  /**
   * Writes items, each replacing one of the same key. Values are text, numbers, booleans, lists and
   * maps.
   *
   * @return what became of each item, in order
   * @throws IOException if the table is down or overloaded
   */
  List<Result> put(String table, List<Map<String, Object>> items) throws IOException;

  /** What became of an item. */
  sealed interface Result {
    /** It is stored. */
    record Stored() implements Result {}

    /** The table will never take it. */
    record Refused(String reason) implements Result {}
  }
}
