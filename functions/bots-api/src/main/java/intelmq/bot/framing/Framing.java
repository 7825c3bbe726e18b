package intelmq.bot.framing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Splits a report into records while it is read, in constant memory. Reports are read as UTF-8; a
 * byte order mark and bytes that are no UTF-8 are passed over.
 *
 * @param <R> what a record is handed over as
 */
@FunctionalInterface
public interface Framing<R> {
  /** Most bytes (characters, where text is counted) of a record; a larger one is broken. */
  int MAX_RECORD = 8 << 20;

  /**
   * Starts at a position of a report.
   *
   * @param report the report's bytes from the position's offset on
   * @param from what {@link Frames#position} said, with the same framing; then the same frames
   *     follow as there
   * @throws IllegalArgumentException if it is no position of this framing
   */
  Frames<R> open(InputStream report, Position from) throws IOException;

  /** Starts at the beginning of a report. */
  default Frames<R> open(InputStream report) throws IOException {
    return open(report, Position.START);
  }

  /** The records of one report, in order. */
  interface Frames<R> extends Closeable {
    /**
     * The next record, or null after the last. Whatever a report holds, this does not throw.
     *
     * @throws IOException if the report cannot be read
     */
    @Nullable Frame<R> next() throws IOException;

    /** Where the search for the next record begins. */
    Position position();
  }
}
