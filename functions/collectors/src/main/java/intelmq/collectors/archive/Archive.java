package intelmq.collectors.archive;

import intelmq.bot.FeedException;
import intelmq.bot.bounds.ByteBudget;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An archive in a temporary file: zip, tar, or gzip and bzip2 of a tar or of one file. It may be
 * hostile: how many files it holds, their names and sizes are bounded, and nothing of it is handed
 * out before all of it was read once.
 */
public final class Archive implements AutoCloseable {
  private static final String MAX_BYTES = "max_bytes";

  private final String what;
  private final Path file;
  private final Format format;

  /** Takes the files of an archive. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes a file.
     *
     * @param name with folders, as the archive has it; null if the archive has no names
     * @param content need not be closed
     */
    void take(@Nullable String name, InputStream content) throws IOException;
  }

  private Archive(String what, Path file, Format format) {
    this.what = what;
    this.file = file;
    this.format = format;
  }

  /**
   * Copies an archive to a temporary file.
   *
   * @param what it is, for messages
   * @param format as {@link Format#of} found it
   * @param maxBytes most bytes of the file; Lambda's temporary files may have 512 MB by default
   */
  public static Archive copyOf(InputStream in, String what, Format format, long maxBytes)
      throws IOException {
    var archive = new Archive(what, Files.createTempFile("archive", ""), format);
    boolean complete = false;
    try (OutputStream out = Files.newOutputStream(archive.file)) {
      new ByteBudget("the archive " + what, "max_archive_bytes", maxBytes)
          .meter(in)
          .transferTo(out);
      complete = true;
    } finally {
      if (!complete) {
        archive.close();
      }
    }
    return archive;
  }

  /**
   * Hands out the files that are wanted, in the archive's order.
   *
   * @param wanted says so by name; a file without name always is
   * @param maxBytes most bytes of all files together
   * @return how many there were
   * @throws FeedException if the archive is damaged or exceeds a bound: then no file was handed out
   */
  public int unpack(Predicate<String> wanted, long maxBytes, Sink sink) throws IOException {
    try {
      walk(new Entries(what, name -> true, Archive::discard), maxBytes);
    } catch (FeedException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new FeedException("the archive " + what + " is damaged: " + e.getMessage(), e);
    }
    var entries = new Entries(what, wanted, sink);
    walk(entries, maxBytes);
    return entries.taken();
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }

  private void walk(Entries entries, long maxBytes) throws IOException {
    long size = Files.size(file);
    var contents =
        new ByteBudget("what the archive " + what + " holds", MAX_BYTES, maxBytes, () -> size);
    if (format == Format.ZIP) {
      Zip.walk(file, entries, contents);
      return;
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      if (format == Format.TAR) {
        Tar.walk(in, entries, contents);
        return;
      }
      InputStream inflated =
          format == Format.GZIP
              ? new GZIPInputStream(in, 8192)
              : new BZip2CompressorInputStream(in, true);
      // beside the contents a tar has headers, and files that are skipped
      var whole =
          new ByteBudget("the archive " + what + ", unpacked,", MAX_BYTES, maxBytes, () -> size);
      var peeking = new BufferedInputStream(whole.meter(inflated));
      if (Format.of(peeking).filter(Format.TAR::equals).isPresent()) {
        Tar.walk(peeking, entries, contents);
      } else {
        entries.take(null, contents.meter(peeking));
      }
    }
  }

  private static void discard(@Nullable String name, InputStream content) throws IOException {
    content.transferTo(OutputStream.nullOutputStream());
  }
}
