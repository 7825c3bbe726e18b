package intelmq.bot.framing;

import intelmq.python.Text;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The whole report is one record; a report larger than a record may be is broken. */
public record WholeFraming() implements Framing<String> {
  @Override
  public Frames<String> open(InputStream report, Position from) {
    return new Whole(report, from);
  }

  private static final class Whole implements Frames<String> {
    private static final int MARK = 3;

    private final InputStream in;
    private Position position;

    Whole(InputStream in, Position from) {
      this.in = in;
      this.position = from;
    }

    @Override
    public @Nullable Frame<String> next() throws IOException {
      if (position.offset() > 0) {
        return null;
      }
      byte[] bytes = in.readNBytes(MAX_RECORD + 1);
      if (bytes.length == 0) {
        return null;
      }
      position = new Position(bytes.length, 1, Map.of());
      if (bytes.length > MAX_RECORD) {
        String excerpt = Text.decode(Arrays.copyOf(bytes, ByteLines.EXCERPT));
        return new Frame.Broken<>(1, excerpt, ByteLines.TOO_LONG);
      }
      String text = Text.decode(hasMark(bytes) ? withoutMark(bytes) : bytes);
      return Text.strip(text).isEmpty() ? null : new Frame.Whole<>(1, text, text);
    }

    private static boolean hasMark(byte[] bytes) {
      return bytes.length >= MARK
          && bytes[0] == (byte) 0xEF
          && bytes[1] == (byte) 0xBB
          && bytes[2] == (byte) 0xBF;
    }

    private static byte[] withoutMark(byte[] bytes) {
      return Arrays.copyOfRange(bytes, MARK, bytes.length);
    }

    @Override
    public Position position() {
      return position;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
