package intelmq.bot.framing;

import intelmq.python.Text;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** The lines of a report, found in its bytes, so that positions in the report stay known. */
final class ByteLines implements Closeable {
  /** How much of the report is looked at for its line ends, and read at a time. */
  private static final int CHUNK = 64 << 10;

  /** Why a record is broken that is larger than one may be. */
  static final String TOO_LONG = "longer than " + Framing.MAX_RECORD + " bytes";

  /** The line end in the state of a position. */
  static final String ENDING = "ending";

  /** How much is shown of what is too long. */
  static final int EXCERPT = 4 << 10;

  private final InputStream in;
  private final boolean all;
  private final String ending;
  private byte[] buffer = new byte[CHUNK];
  private int end;
  private int next;

  /** Where in the report the buffer begins, once the present line is over. */
  private long base;

  private String content = "";
  private String terminator = "";
  private long number;
  private long nextNumber;
  private boolean tooLong;

  /**
   * Starts between two lines of a report.
   *
   * @param all whether lines end where Python's {@code splitlines} ends them, which is also at
   *     vertical tabs, form feeds, the separators 1C to 1E, 85, 2028 and 2029; else only at LF, CR
   *     and CR LF
   */
  ByteLines(InputStream in, boolean all, Position from) throws IOException {
    this.in = in;
    this.all = all;
    this.base = from.offset();
    this.number = from.line();
    this.nextNumber = from.line();
    this.end = in.readNBytes(buffer, 0, CHUNK);
    boolean mark =
        base == 0
            && end >= 3
            && buffer[0] == (byte) 0xEF
            && buffer[1] == (byte) 0xBB
            && buffer[2] == (byte) 0xBF;
    this.next = mark ? 3 : 0;
    this.ending = base == 0 ? ending(buffer, end) : from.text(ENDING, "\r\n");
  }

  /** The beginning of the next line. */
  Position position(Map<String, Object> state) {
    long offset = base + next;
    return offset == 0 ? Position.START : new Position(offset, nextNumber, state);
  }

  /** Goes to the next line; false after the last. */
  boolean next() throws IOException {
    number = nextNumber;
    tooLong = false;
    int at = next;
    while (true) {
      if (at == end) {
        if (at - next > Framing.MAX_RECORD) {
          tooLong = true;
          at = next + EXCERPT;
          base += end - at;
          end = at;
        }
        int line = next;
        boolean more = fill();
        at -= line - next;
        if (!more) {
          return at > next && take(at, at);
        }
      }
      int length = breakLength(at);
      if (length > 0) {
        // the end may take a second byte, which is not read yet
        if (buffer[at] == '\r') {
          int line = next;
          boolean more = at + 1 < end || fill();
          at -= line - next;
          length = more && buffer[at + 1] == '\n' ? 2 : 1;
          return take(at, at + length);
        }
        return take(at + 1 - length, at + 1);
      }
      at++;
    }
  }

  /** The line without its end; the beginning of one that is too long. */
  String content() {
    return content;
  }

  /** The line's end; empty for the last line if it has none. */
  String terminator() {
    return terminator;
  }

  /** The line's number, from 1, as editors count: LF, CR or CR LF. */
  long number() {
    return number;
  }

  /** Whether the line is longer than a record may be. */
  boolean tooLong() {
    return tooLong;
  }

  /** The line end used in the first 64 KiB of the report; CR LF if there is none or several. */
  String ending() {
    return ending;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** The beginning of a text that may be long. */
  static String excerpt(CharSequence text) {
    return text.subSequence(0, Math.min(text.length(), EXCERPT)).toString();
  }

  private boolean take(int contentEnd, int lineEnd) {
    // the beginning of a line that is too long is followed directly by what was read last
    int shown = tooLong ? Math.min(contentEnd, next + EXCERPT) : contentEnd;
    content = decode(next, shown);
    terminator = new String(buffer, contentEnd, lineEnd - contentEnd, StandardCharsets.UTF_8);
    next = lineEnd;
    if (terminator.startsWith("\r") || terminator.equals("\n")) {
      nextNumber++;
    }
    return true;
  }

  private String decode(int from, int to) {
    String text = new String(buffer, from, to - from, StandardCharsets.UTF_8);
    return text.indexOf('\uFFFD') < 0 ? text : Text.decode(Arrays.copyOfRange(buffer, from, to));
  }

  /** Reads on; what the buffer holds of the line moves to its beginning. */
  private boolean fill() throws IOException {
    if (next > 0) {
      System.arraycopy(buffer, next, buffer, 0, end - next);
      base += next;
      end -= next;
      next = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.readNBytes(buffer, end, Math.min(CHUNK, buffer.length - end));
    end += read;
    return read > 0;
  }

  /** How many bytes of a line's end have been seen up to here, 0 if this is none. */
  private int breakLength(int at) {
    byte b = buffer[at];
    if (b > '\r') {
      return all && b >= 0x1C && b <= 0x1E ? 1 : 0;
    }
    if (b >= 0) {
      return b == '\n' || b == '\r' || (all && (b == 0x0B || b == 0x0C)) ? 1 : 0;
    }
    if (!all) {
      return 0;
    }
    if (b == (byte) 0x85 && at - next >= 1 && buffer[at - 1] == (byte) 0xC2) {
      return 2;
    }
    return (b == (byte) 0xA8 || b == (byte) 0xA9)
            && at - next >= 2
            && buffer[at - 1] == (byte) 0x80
            && buffer[at - 2] == (byte) 0xE2
        ? 3
        : 0;
  }

  private static String ending(byte[] bytes, int length) {
    String found = "";
    for (int i = 0; i < length; i++) {
      String here =
          switch (bytes[i]) {
            case '\n' -> "\n";
            case '\r' -> i + 1 == length ? "" : bytes[i + 1] == '\n' ? "\r\n" : "\r";
            default -> "";
          };
      if (!here.isEmpty()) {
        if (!found.isEmpty() && !found.equals(here)) {
          return "\r\n";
        }
        found = here;
        i += here.length() - 1;
      }
    }
    return found.isEmpty() ? "\r\n" : found;
  }
}
