package intelmq.collectors.archive;

import intelmq.bot.FeedException;
import intelmq.bot.bounds.ByteBudget;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * A single file compressed with gzip or bzip2, decompressed while it comes: however large it is, it
 * needs neither memory nor room among the temporary files. Whoever stores it stores nothing if
 * reading it fails, so it need not be read beforehand.
 */
public final class OneFile {
  /** A block of bzip2 has at most 900 kB, and nothing can be said of it before its end. */
  private static final int MOST_BEGIN = 1 << 20;

  private static final int GZIP_BEGIN = 64 << 10;
  private static final int TAR_BLOCK = 512;

  private OneFile() {}

  /**
   * Whether this is a compressed file, and no compressed tar.
   *
   * @param in stays where it is
   */
  public static boolean is(BufferedInputStream in, Format format) throws IOException {
    if (format != Format.GZIP && format != Format.BZIP2) {
      return false;
    }
    int most = format == Format.GZIP ? GZIP_BEGIN : MOST_BEGIN;
    in.mark(most);
    byte[] begin = in.readNBytes(most);
    in.reset();
    var block = new byte[TAR_BLOCK];
    int length = 0;
    try (InputStream inflated = inflated(new ByteArrayInputStream(begin), format)) {
      length = inflated.readNBytes(block, 0, TAR_BLOCK);
    } catch (IOException | RuntimeException e) {
      // damaged; reading it says so
    }
    var plain = new ByteArrayInputStream(Arrays.copyOf(block, length));
    return Format.of(plain).filter(Format.TAR::equals).isEmpty();
  }

  /**
   * The file's content; reading it fails with a {@link FeedException} where it is damaged or
   * exceeds a bound.
   *
   * @param what it is, for messages
   * @param maxBytes most bytes of the content
   */
  public static InputStream open(InputStream in, String what, Format format, long maxBytes)
      throws IOException {
    var compressed = new ByteBudget("the archive " + what, "max_bytes", Long.MAX_VALUE);
    var rest = new Available(compressed.meter(in));
    try {
      var content =
          new ByteBudget(
              "what the archive " + what + " holds", "max_bytes", maxBytes, compressed::spent);
      return content.meter(new Checked(inflated(rest, format), rest, what));
    } catch (FeedException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw damaged(what, e);
    }
  }

  private static InputStream inflated(InputStream in, Format format) throws IOException {
    return format == Format.GZIP
        ? new GZIPInputStream(in, 8192)
        : new BZip2CompressorInputStream(in, true);
  }

  private static FeedException damaged(String what, Exception e) {
    return new FeedException("the archive " + what + " is damaged: " + e.getMessage(), e);
  }

  /** Says what is damaged, and reads the compressed stream to its end. */
  private static final class Checked extends FilterInputStream {
    private final InputStream compressed;
    private final String what;

    Checked(InputStream inflated, InputStream compressed, String what) {
      super(inflated);
      this.compressed = compressed;
      this.what = what;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n;
      try {
        n = super.read(buffer, offset, length);
      } catch (FeedException e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        throw damaged(what, e);
      }
      if (n < 0) {
        // only there it is known whether the content is new
        compressed.transferTo(OutputStream.nullOutputStream());
      }
      return n;
    }

    @Override
    public long skip(long n) throws IOException {
      return readNBytes((int) Math.min(n, 8192)).length;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }

  /** GZIPInputStream ends before a further member if nothing of it is at hand yet. */
  private static final class Available extends FilterInputStream {
    Available(InputStream in) {
      super(in);
    }

    @Override
    public int available() {
      return 1;
    }
  }
}
