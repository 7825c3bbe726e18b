package intelmq.benchmarks;

import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a function does to a batch: unpack, decode, read three fields, change one, encode, pack. */
interface Hop {
  /**
   * Takes one batch, a line an event, and returns the next.
   *
   * @param read is handed the three values of each event
   */
  byte[] hop(byte[] packed, Consumer<@Nullable Object> read) throws IOException;
}
