package intelmq.bot.framing;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads a report as UTF-8 and remembers what was read of the present record, so that it can be
 * shown as it stands; of a record that is too large only the beginning.
 */
final class RecordingReader extends Reader {
  private static final int CHUNK = 16 << 10;

  private final InputStream in;
  private final CharsetDecoder decoder = decoder();
  private final StringBuilder window = new StringBuilder();
  private String excerpt = "";
  private long windowStart;
  private long kept;
  private boolean overflown;

  /** What was read of the report and lies between {@code block} and its limit. */
  private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK).limit(0);

  /** Where in {@link #bytes} the characters begin that were read last. */
  private int block;

  /** How many characters were read before those that were read last. */
  private long blockStart;

  /** How many characters were read. */
  private long chars;

  /** Where in the report {@link #bytes} begins. */
  private long base;

  private String prefix;
  private boolean begun;
  private boolean atEnd;

  /**
   * A reader.
   *
   * @param offset where in its report the stream is
   * @param prefix is read before the report
   */
  RecordingReader(InputStream report, long offset, String prefix) {
    this.in = report;
    this.base = offset;
    this.prefix = prefix;
    this.begun = offset > 0;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    blockStart = chars;
    int count = decode(buffer, offset, length);
    if (count <= 0) {
      return count;
    }
    chars += count;
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

  /**
   * Where in the report a character is, in bytes.
   *
   * @param position among those that were read last, or after these
   */
  long offset(long position) {
    ByteBuffer read = bytes.duplicate().position(block).limit(bytes.position());
    int count = Math.clamp(position - blockStart, 0, CHUNK);
    decoder().decode(read, CharBuffer.allocate(count), false);
    return base + (count == chars - blockStart ? bytes.position() : read.position());
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private int decode(char[] buffer, int offset, int length) throws IOException {
    block = bytes.position();
    if (!prefix.isEmpty()) {
      prefix.getChars(0, prefix.length(), buffer, offset);
      int count = prefix.length();
      prefix = "";
      return count;
    }
    if (!begun) {
      begun = true;
      fill();
      passOverMark();
    }
    CharBuffer to = CharBuffer.wrap(buffer, offset, Math.min(length, CHUNK));
    while (true) {
      block = bytes.position();
      decoder.decode(bytes, to, atEnd);
      if (to.position() > 0) {
        return to.position();
      }
      if (atEnd) {
        return -1;
      }
      fill();
    }
  }

  private void passOverMark() {
    if (bytes.remaining() >= 3
        && bytes.get(0) == (byte) 0xEF
        && bytes.get(1) == (byte) 0xBB
        && bytes.get(2) == (byte) 0xBF) {
      bytes.position(3);
    }
  }

  /** Reads on; the beginning of a character that is not whole yet stays. */
  private void fill() throws IOException {
    base += bytes.position();
    bytes.compact();
    int read = in.readNBytes(bytes.array(), bytes.position(), bytes.remaining());
    atEnd = bytes.position() + read < CHUNK;
    bytes.position(bytes.position() + read).flip();
  }

  private static CharsetDecoder decoder() {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.IGNORE)
        .onUnmappableCharacter(CodingErrorAction.IGNORE);
  }
}
