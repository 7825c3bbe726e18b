package intelmq.collectors.archive;

import intelmq.bot.bounds.ByteBudget;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.io.input.ChecksumInputStream;

/** Walks through zip archives. */
final class Zip {
  /** The record at a zip's end: PKWARE's APPNOTE, section 4.3.16. */
  private static final int END = 0x06054b50;

  private static final int END_LENGTH = 22;
  private static final int MAX_COMMENT = 0xFFFF;

  /** The directory is read into memory: an entry's 46 bytes, name and extra fields. */
  private static final long MAX_DIRECTORY = Entries.MAX_ENTRIES * 400L;

  private Zip() {}

  static void walk(Path file, Entries entries, ByteBudget contents) throws IOException {
    checkDirectory(file, entries);
    try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        entries.count();
        if (entry.isDirectory() || entry.isUnixSymlink() || !entries.wants(entry.getName())) {
          continue;
        }
        if (!zip.canReadEntryData(entry)) {
          throw entries.refused(
              "has a file that is encrypted or compressed in an unknown way: " + entry.getName());
        }
        try (InputStream in = zip.getInputStream(entry)) {
          InputStream verified =
              ChecksumInputStream.builder()
                  .setInputStream(contents.meter(in))
                  .setChecksum(new CRC32())
                  .setExpectedChecksumValue(entry.getCrc())
                  .get();
          entries.take(entry.getName(), verified);
        }
      }
    }
  }

  /** Refuses a directory that would fill the memory; the record at the end says how long it is. */
  private static void checkDirectory(Path file, Entries entries) throws IOException {
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      var tail = new byte[(int) Math.min(in.length(), END_LENGTH + MAX_COMMENT)];
      in.seek(in.length() - tail.length);
      in.readFully(tail);
      ByteBuffer buffer = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
      for (int at = tail.length - END_LENGTH; at >= 0; at--) {
        if (buffer.getInt(at) == END) {
          int count = Short.toUnsignedInt(buffer.getShort(at + 10));
          long length = Integer.toUnsignedLong(buffer.getInt(at + 12));
          if (count > Entries.MAX_ENTRIES || length > MAX_DIRECTORY) {
            throw entries.refused("has more than " + Entries.MAX_ENTRIES + " entries");
          }
          return;
        }
      }
      throw entries.refused("is damaged: it has no directory");
    }
  }
}
