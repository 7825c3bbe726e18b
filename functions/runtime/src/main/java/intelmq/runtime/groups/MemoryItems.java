package intelmq.runtime.groups;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Items in memory, for runs without a table. */
public final class MemoryItems implements ItemStore {
  private final Map<String, Item> items = new HashMap<>();

  @Override
  public synchronized Map<String, Item> read(String table, Collection<String> keys) {
    var found = new HashMap<String, Item>();
    for (String key : keys) {
      Item item = items.get(table + "/" + key);
      if (item != null) {
        found.put(key, item);
      }
    }
    return found;
  }

  @Override
  public synchronized boolean write(String table, List<Change> changes) {
    for (Change change : changes) {
      Item item = items.get(table + "/" + change.key());
      if (!change.seen().equals(item == null ? "" : item.version())) {
        return false;
      }
    }
    for (Change change : changes) {
      Item item = change.item();
      if (item == null) {
        items.remove(table + "/" + change.key());
      } else {
        items.put(table + "/" + change.key(), item);
      }
    }
    return true;
  }

  @Override
  public synchronized List<Item> due(String table, String list, Instant now, int most) {
    return items.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(table + "/"))
        .map(Map.Entry::getValue)
        .filter(item -> item.list().equals(list) && !item.due().isAfter(now))
        .sorted(Comparator.comparing(Item::due).thenComparing(Item::key))
        .limit(most)
        .toList();
  }
}
