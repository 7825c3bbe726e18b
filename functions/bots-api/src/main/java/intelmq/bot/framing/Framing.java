package intelmq.bot.framing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Splits a report into records while it is read, in constant memory.
 *
 * @param <R> what a record is handed over as
 */
@FunctionalInterface
public interface Framing<R> {
  /** Starts at the beginning of a report. */
  Frames<R> open(InputStream report) throws IOException;

  /** The records of one report, in order. */
  interface Frames<R> extends Closeable {
    /** The next record, or null after the last. */
    @Nullable Frame<R> next() throws IOException;
  }
}
