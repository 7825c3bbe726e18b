package intelmq.collectors.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.commons.compress.archivers.ArchiveException;
import org.apache.commons.compress.archivers.ArchiveStreamFactory;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** The formats of archives, told by how they start. */
public enum Format {
  ZIP,
  TAR,
  /** One compressed file, which may be a tar. */
  GZIP,
  /** One compressed file, which may be a tar. */
  BZIP2;

  private static final int HEADER = 512;

  /**
   * The format of what the stream holds, if it is an archive.
   *
   * @param in supports marks; it stays where it is
   */
  public static Optional<Format> of(InputStream in) throws IOException {
    in.mark(HEADER);
    byte[] start = in.readNBytes(HEADER);
    in.reset();
    if (ZipArchiveInputStream.matches(start, start.length)) {
      return Optional.of(ZIP);
    }
    if (GzipCompressorInputStream.matches(start, start.length)) {
      return Optional.of(GZIP);
    }
    if (BZip2CompressorInputStream.matches(start, start.length)) {
      return Optional.of(BZIP2);
    }
    return isTar(start) ? Optional.of(TAR) : Optional.empty();
  }

  private static boolean isTar(byte[] start) {
    try {
      return start.length == HEADER
          && ArchiveStreamFactory.detect(new ByteArrayInputStream(start))
              .equals(ArchiveStreamFactory.TAR);
    } catch (ArchiveException e) {
      return false;
    }
  }
}
