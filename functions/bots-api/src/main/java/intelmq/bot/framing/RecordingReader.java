package intelmq.bot.framing;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads a report as UTF-8 and remembers what was read of the present record, so that it can be
 * shown as it stands; of a record that is too large only the beginning.
 */
final class RecordingReader extends Reader {
  private final Reader in;
  private final StringBuilder window = new StringBuilder();
  private String excerpt = "";
  private long windowStart;
  private long kept;
  private boolean overflown;
  private boolean begun;

  RecordingReader(InputStream report) {
    this.in =
        new InputStreamReader(
            report,
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.IGNORE)
                .onUnmappableCharacter(CodingErrorAction.IGNORE));
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int count = begun ? in.read(buffer, offset, length) : first(buffer, offset, length);
    if (count <= 0) {
      return count;
    }
    window.delete(0, Math.clamp(kept - windowStart, 0, window.length()));
    windowStart = Math.max(windowStart, kept);
    if (window.length() > Framing.MAX_RECORD) {
      if (!overflown) {
        excerpt = ByteLines.excerpt(window);
        overflown = true;
      }
      windowStart += window.length();
      window.setLength(0);
    }
    window.append(buffer, offset, count);
    return count;
  }

  /** A record begins here: what was before it is forgotten. */
  void keepFrom(long position) {
    kept = position;
    overflown = false;
  }

  /** Whether the present record is too large. */
  boolean overflown() {
    return overflown;
  }

  /** The present record, up to a position; of one that is too large the beginning. */
  String kept(long end) {
    return overflown
        ? excerpt
        : window.substring(
            Math.clamp(kept - windowStart, 0, window.length()),
            Math.clamp(end - windowStart, 0, window.length()));
  }

  /** The beginning of what is left, from the present record on. */
  String rest() throws IOException {
    char[] more = new char[ByteLines.EXCERPT];
    int count = 1;
    while (count > 0 && kept(Long.MAX_VALUE).length() < more.length) {
      count = read(more, 0, more.length);
    }
    return ByteLines.excerpt(kept(Long.MAX_VALUE));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Passes over a byte order mark. */
  private int first(char[] buffer, int offset, int length) throws IOException {
    begun = true;
    int first = in.read();
    if (first < 0 || first == '\uFEFF') {
      return first < 0 ? -1 : in.read(buffer, offset, length);
    }
    buffer[offset] = (char) first;
    return 1;
  }
}
