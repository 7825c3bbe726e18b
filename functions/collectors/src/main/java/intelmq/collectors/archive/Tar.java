package intelmq.collectors.archive;

import intelmq.bot.bounds.ByteBudget;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Walks through tars. */
final class Tar {
  /** Headers are read into memory, and a hostile one can be as long as it likes. */
  private static final int MAX_HEADER = 1 << 20;

  private Tar() {}

  static void walk(InputStream in, Entries entries, ByteBudget contents) throws IOException {
    var bounded = new BoundedHeaders(in, entries);
    try (TarArchiveInputStream tar = new TarArchiveInputStream(bounded)) {
      bounded.header();
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries.count();
        bounded.content();
        InputStream content = contents.meter(tar);
        if (isRegular(entry) && entries.wants(entry.getName())) {
          entries.take(entry.getName(), content);
        }
        content.transferTo(OutputStream.nullOutputStream());
        bounded.header();
      }
    }
  }

  /** No folder, link, or device. */
  private static boolean isRegular(TarArchiveEntry entry) {
    return entry.isFile()
        && switch (entry.getLinkFlag()) {
          case TarConstants.LF_OLDNORM,
              TarConstants.LF_NORMAL,
              TarConstants.LF_CONTIG,
              TarConstants.LF_GNUTYPE_SPARSE ->
              true;
          default -> false;
        };
  }

  private static final class BoundedHeaders extends FilterInputStream {
    private final Entries entries;
    private long left;

    BoundedHeaders(InputStream in, Entries entries) {
      super(in);
      this.entries = entries;
    }

    void header() {
      left = MAX_HEADER;
    }

    void content() {
      left = Long.MAX_VALUE;
    }

    @Override
    public int read() throws IOException {
      spend(1);
      return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      spend(Math.max(n, 0));
      return n;
    }

    @Override
    public long skip(long n) throws IOException {
      long skipped = super.skip(n);
      spend(skipped);
      return skipped;
    }

    private void spend(long bytes) throws IOException {
      left -= bytes;
      if (left < 0) {
        throw entries.refused("has a header of more than " + MAX_HEADER + " bytes");
      }
    }
  }
}
