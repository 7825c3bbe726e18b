package intelmq.bot;

import java.io.IOException;

/**
 * Fetches reports of a feed.
 *
 * <p>A bot is built once per environment and used by many threads at a time.
 */
@FunctionalInterface
public interface Collector {
  /**
   * Stores what is new as reports.
   *
   * @throws FeedException if the feed cannot be had or is not what was expected: no report, tried
   *     again by the schedule
   * @throws IOException if the infrastructure fails
   */
  void collect(Collection run) throws IOException, InterruptedException;
}
