package intelmq.collectors.content;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Content all of whose bytes, and whose end, pass through {@link #read(byte[], int, int)}, also
 * those that are skipped: so that something can be made of the whole of it.
 */
public abstract class WholeContent extends FilterInputStream {
  /** Content. */
  protected WholeContent(InputStream in) {
    super(in);
  }

  @Override
  public abstract int read(byte[] buffer, int offset, int length) throws IOException;

  @Override
  public final int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public final long skip(long n) throws IOException {
    return readNBytes((int) Math.min(n, 8192)).length;
  }

  @Override
  public final boolean markSupported() {
    return false;
  }
}
