package intelmq.bot.bounds;

import intelmq.bot.FeedException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * How many bytes may be read from somewhere, by one stream or by several together. What is
 * decompressed may also be at most {@value #RATIO} times as large as what it is decompressed from.
 */
public final class ByteBudget {
  /** Real reports shrink to a hundredth at the very most; bombs to a thousandth and less. */
  static final int RATIO = 200;

  /** Little is harmless, however it expands. */
  private static final long ANY_RATIO = 16L << 20;

  private final String what;
  private final String parameter;
  private final long most;
  private final LongSupplier compressed;
  private long spent;

  /**
   * A budget.
   *
   * @param what is read, for the message
   * @param parameter sets the limit, for the message
   * @param most bytes
   */
  public ByteBudget(String what, String parameter, long most) {
    this(what, parameter, most, () -> Long.MAX_VALUE);
  }

  /**
   * A budget for what is decompressed.
   *
   * @param compressed how many compressed bytes were read for it so far
   */
  public ByteBudget(String what, String parameter, long most, LongSupplier compressed) {
    this.what = what;
    this.parameter = parameter;
    this.most = most;
    this.compressed = compressed;
  }

  /** How many bytes were read. */
  public long spent() {
    return spent;
  }

  /** A stream with the same content that fails where the budget is used up. */
  public InputStream meter(InputStream in) {
    return new Metered(in);
  }

  private void spend(long bytes) throws FeedException {
    spent += bytes;
    if (spent > most) {
      throw new FeedException(what + " is larger than " + most + " bytes (" + parameter + ")");
    }
    if (spent > ANY_RATIO && spent / RATIO > compressed.getAsLong()) {
      throw new FeedException(
          what + " expands to more than " + RATIO + " times its size, as a bomb does");
    }
  }

  private final class Metered extends FilterInputStream {
    Metered(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      if (b >= 0) {
        spend(1);
      }
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      if (n > 0) {
        spend(n);
      }
      return n;
    }

    @Override
    public long skip(long n) throws IOException {
      long skipped = super.skip(n);
      spend(skipped);
      return skipped;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
