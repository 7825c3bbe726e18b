package intelmq.localstack.results;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What an output wrote to, as it can be read back. */
@FunctionalInterface
public interface Store {
  /**
   * Reads all events.
   *
   * @param output the stage that stored them
   * @param parameters the bot's, which say where
   */
  List<StoredEvent> read(String output, Map<?, ?> parameters)
      throws IOException, InterruptedException;
}
