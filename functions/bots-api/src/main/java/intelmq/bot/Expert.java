package intelmq.bot;

import intelmq.harmonization.Event;
import java.io.IOException;

/**
 * Enriches, filters or routes events, one at a time.
 *
 * <p>A bot is built once per environment and used by many threads at a time.
 */
@FunctionalInterface
public interface Expert {
  /**
   * Changes the event in place and says where it goes. An event with a refusal is set aside.
   *
   * @throws IOException if something outside fails: the event is tried again
   */
  Verdict process(Event event) throws IOException, InterruptedException;
}
