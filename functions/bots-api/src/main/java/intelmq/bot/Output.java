package intelmq.bot;

import java.io.IOException;
import java.util.List;

/**
 * Delivers events to somewhere outside. Delivery is repeated now and then; an output keys what it
 * writes on the ids of events or of the batch, so that each arrives once.
 *
 * <p>A bot is built once per environment and used by many threads at a time.
 */
@FunctionalInterface
public interface Output {
  /**
   * Delivers a batch and says what became of each event, in the order of the batch.
   *
   * @throws IOException if the other side is down: the whole batch waits and is delivered again
   */
  List<Delivery> deliver(Batch batch) throws IOException, InterruptedException;
}
