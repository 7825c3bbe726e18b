package intelmq.runtime.groups;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tables of items with versions, of which several are written all or none. */
public interface ItemStore {
  /** The items that are there, by key, as they are now. */
  Map<String, Item> read(String table, Collection<String> keys)
      throws IOException, InterruptedException;

  /**
   * Does all of these, or none.
   *
   * @return whether each item was as it had been seen, and all was done
   */
  boolean write(String table, List<Change> changes) throws IOException;

  /** Items of a list that are due by then, those first that were so first; some may be missing. */
  List<Item> due(String table, String list, Instant now, int most)
      throws IOException, InterruptedException;

  /**
   * An item.
   *
   * @param version differs from that of any other state it ever had
   * @param list where it is found by the time it is due; empty for nowhere
   * @param due when it is due
   * @param expires when it is of no use any more; {@link Instant#MAX} for never
   */
  record Item(
      String key,
      String version,
      Map<String, String> values,
      String list,
      Instant due,
      Instant expires) {
    /** Takes a copy of the map. */
    public Item {
      values = Map.copyOf(values);
    }

    String value(String name) {
      return values.getOrDefault(name, "");
    }
  }

  /**
   * A change of an item.
   *
   * @param seen the version it had; empty if it was not there
   * @param item what it is to be; null for nothing
   */
  record Change(String key, String seen, @Nullable Item item) {}
}
