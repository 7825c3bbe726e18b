package intelmq.testkit;

import intelmq.bot.port.Tables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables in memory that keep every item written, in order. */
public final class FakeTables implements Tables {
  private final Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();

  @Override
  public synchronized List<Result> put(String table, List<Map<String, Object>> items) {
    tables.computeIfAbsent(table, name -> new ArrayList<>()).addAll(items);
    return items.stream().map(item -> (Result) new Result.Stored()).toList();
  }

  /** The items of each table. */
  public Map<String, List<Map<String, Object>>> tables() {
    return tables;
  }
}
