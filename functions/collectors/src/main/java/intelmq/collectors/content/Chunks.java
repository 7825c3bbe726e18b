package intelmq.collectors.content;

import intelmq.bot.Collection;
import intelmq.harmonization.Report;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Cuts what is collected into several reports, each ending with a line.
 *
 * @param size of each, in bytes; one with a longer line has that alone
 * @param replicateHeader whether each begins with the first line of all
 */
public record Chunks(int size, boolean replicateHeader) {
  /** Largest chunk, which is held in memory. */
  public static final int MAX_SIZE = 100_000_000;

  /** What exceeds a chunk by more is cut within the line. */
  private static final int MAX_EXCESS = 8 << 20;

  /** Stores the chunks, each with facts of its own. */
  public void store(Collection run, Supplier<Report> report, InputStream content)
      throws IOException {
    var in = new BufferedInputStream(content);
    var header = new ByteArrayOutputStream();
    if (replicateHeader) {
      readLine(in, header);
    }
    byte[] rest = {};
    while (true) {
      var chunk = new ByteArrayOutputStream();
      chunk.writeBytes(header.toByteArray());
      int begin = chunk.size();
      chunk.writeBytes(rest);
      chunk.writeBytes(in.readNBytes(size - rest.length));
      if (chunk.size() == begin) {
        return;
      }
      rest = new byte[0];
      byte[] bytes = chunk.toByteArray();
      if (bytes.length - begin == size) {
        int end = bytes.length;
        while (end > begin && bytes[end - 1] != '\n') {
          end--;
        }
        if (end == begin) {
          readLine(in, chunk);
        } else {
          rest = Arrays.copyOfRange(bytes, end, bytes.length);
          bytes = Arrays.copyOf(bytes, end);
          chunk.reset();
          chunk.writeBytes(bytes);
        }
      }
      run.store(report.get(), new ByteArrayInputStream(chunk.toByteArray()));
    }
  }

  private static void readLine(InputStream in, ByteArrayOutputStream line) throws IOException {
    for (int i = 0; i < MAX_EXCESS; i++) {
      int read = in.read();
      if (read < 0) {
        return;
      }
      line.write(read);
      if (read == '\n') {
        return;
      }
    }
  }
}
