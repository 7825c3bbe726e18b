package intelmq.runtime.imap;

import intelmq.bot.FeedException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Refuses lines that no mail has: what looks for the parts of a mail holds lines in memory. A line
 * of a mail has at most 998 bytes, by RFC 5322; not all senders know.
 */
final class LineBound extends FilterOutputStream {
  static final int MOST = 4 << 20;

  private final String what;
  private int length;

  LineBound(OutputStream out, String what) {
    super(out);
    this.what = what;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    for (int i = offset; i < offset + count; i++) {
      length = bytes[i] == '\n' ? 0 : length + 1;
      if (length > MOST) {
        throw new FeedException(what + " has a line of more than " + MOST + " bytes");
      }
    }
    out.write(bytes, offset, count);
  }
}
