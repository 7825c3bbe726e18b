package intelmq.collectors.content;

import intelmq.bot.Collection;
import intelmq.bot.FeedException;
import intelmq.collectors.archive.Archive;
import intelmq.collectors.archive.Format;
import intelmq.collectors.archive.OneFile;
import intelmq.harmonization.Report;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stores what was fetched: as it is, or the files that are in it.
 *
 * @param files that are wanted of an archive, if it is to be unpacked
 * @param always formats that are unpacked even if {@code files} are not wanted
 * @param demand how it was said that it is to be unpacked, for messages
 * @param maxArchiveBytes most bytes of an archive that needs a temporary file
 * @param maxBytes most bytes of what an archive holds
 */
public record Contents(
    FileSelection files, Set<Format> always, String demand, long maxArchiveBytes, long maxBytes) {
  /** Takes a copy of the set. */
  public Contents {
    always = Set.copyOf(always);
  }

  /** Makes the report of a file. */
  @FunctionalInterface
  public interface Description {
    /**
     * What is known of a file.
     *
     * @param name that it has in the archive; null if it has none, or is no part of one
     */
    Report of(@Nullable String name);
  }

  /**
   * Stores content.
   *
   * @param what it is, for messages
   * @throws FeedException if it is to be unpacked and is no archive, or exceeds a bound
   */
  public void store(Collection run, String what, InputStream content, Description description)
      throws IOException {
    var in = new BufferedInputStream(content);
    Optional<Format> format = Format.of(in);
    if (format.isEmpty() && files.unpack()) {
      throw new FeedException(what + " is no zip, tar, gzip or bzip2, but " + demand);
    }
    if (format.isEmpty() || !(files.unpack() || always.contains(format.get()))) {
      run.store(description.of(null), in);
      return;
    }
    if (OneFile.is(in, format.get())) {
      run.store(description.of(null), OneFile.open(in, what, format.get(), maxBytes));
      return;
    }
    try (Archive archive = Archive.copyOf(in, what, format.get(), maxArchiveBytes)) {
      int found =
          archive.unpack(
              files::wants, maxBytes, (name, file) -> run.store(description.of(name), file));
      if (found == 0 && !files.names().isEmpty()) {
        throw new FeedException("the archive " + what + " has none of the files " + files.names());
      }
    }
  }
}
