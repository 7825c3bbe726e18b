package intelmq.localstack.process;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * What a function logs, as the runtime interface client frames it for Lambda: a type and a length
 * of four bytes each, a time of eight, the text.
 */
final class LogFrames {
  private static final int LONGEST = 16 << 20;

  private LogFrames() {}

  /** Reads texts until the stream ends. */
  static void read(InputStream stream, Consumer<String> texts) throws IOException {
    var in = new DataInputStream(stream);
    while (true) {
      int type;
      try {
        type = in.readInt();
      } catch (EOFException e) {
        return;
      }
      int length = in.readInt();
      long time = in.readLong();
      if (type >>> 16 != 0xa55a || length < 0 || length > LONGEST) {
        throw new IOException("not a frame of a log: " + type + " " + length + " " + time);
      }
      texts.accept(new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }
  }
}
