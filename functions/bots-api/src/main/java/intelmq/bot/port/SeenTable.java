package intelmq.bot.port;

import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;

/** A table that remembers, for some time, what was seen and by which event (DynamoDB). */
public interface SeenTable {
  /**
   * Remembers each mark that is not remembered yet.
   *
   * @param lifetime how long, from first sight; zero for ever
   * @return the marks at first sight: those that were new, or whose entry was written by the same
   *     event before
   */
  BitSet mark(String table, List<Mark> marks, Duration lifetime)
      throws IOException, InterruptedException;

  /**
   * Something that may have been seen.
   *
   * @param hash what it is known by
   * @param event the id of the event that shows it
   */
  record Mark(String hash, String event) {}
}
