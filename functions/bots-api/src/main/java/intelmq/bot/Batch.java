package intelmq.bot;

import intelmq.harmonization.Event;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Events that travel together; all come from one report.
 *
 * @param id the same again when the batch is delivered again: what is keyed by it arrives once
 * @param report the id of the report
 * @param day the UTC day for which the report was collected
 * @param deadline when the function is stopped, if it is still at work then
 * @param items the events with their ids
 */
public record Batch(String id, String report, LocalDate day, Instant deadline, List<Item> items) {
  /** Takes a copy of the list. */
  public Batch {
    items = List.copyOf(items);
  }

  /** The batch from which a batch was split off; itself if nothing was. */
  public static String root(String id) {
    int at = id.indexOf('@');
    for (int i = at; i >= 0 && i < id.length(); i++) {
      if (id.charAt(i) == '+' || id.charAt(i) == '~') {
        return id.substring(0, i);
      }
    }
    return id;
  }

  /**
   * An event and its identity.
   *
   * @param id report and ordinal, for instance {@code feodotracker-20261123T130000-0:17}; the same
   *     for all time
   * @param event the event itself, which may be changed
   */
  public record Item(String id, Event event) {}
}
