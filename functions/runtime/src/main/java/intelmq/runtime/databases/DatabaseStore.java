package intelmq.runtime.databases;

import intelmq.bot.config.Source;
import java.io.IOException;
import java.time.Instant;

/** Where databases lie. */
@FunctionalInterface
public interface DatabaseStore {
  /**
   * Reads a database, unless it is the version that is known.
   *
   * @param known a version; empty for none
   * @throws IOException if there is no such object, or it cannot be read at present
   */
  void read(Source source, String known, Sink sink) throws IOException;

  /** Takes a database. */
  @FunctionalInterface
  interface Sink {
    /**
     * Takes a database.
     *
     * @param version tells it from others
     * @param modified when it was stored
     */
    void take(byte[] content, String version, Instant modified) throws IOException;
  }
}
