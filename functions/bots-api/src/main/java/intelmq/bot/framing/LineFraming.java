package intelmq.bot.framing;

import intelmq.python.Text;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every line is a record, without the blanks around it; lines end where Python's {@code splitlines}
 * ends them. Empty lines are passed over.
 *
 * @param ignoring lines that start like this are passed over too
 */
public record LineFraming(List<String> ignoring) implements Framing<String> {
  /** Takes a copy of the list. */
  public LineFraming {
    ignoring = List.copyOf(ignoring);
  }

  /** Lines, but not those that start with one of the prefixes. */
  public static LineFraming ignoring(String... prefixes) {
    return new LineFraming(List.of(prefixes));
  }

  @Override
  public Frames<String> open(InputStream report, Position from) throws IOException {
    return new LineFrames(new ByteLines(report, true, from));
  }

  private final class LineFrames implements Frames<String> {
    private final ByteLines lines;

    LineFrames(ByteLines lines) {
      this.lines = lines;
    }

    @Override
    public @Nullable Frame<String> next() throws IOException {
      while (lines.next()) {
        if (lines.tooLong()) {
          return new Frame.Broken<>(lines.number(), lines.content(), ByteLines.TOO_LONG);
        }
        String line = Text.strip(lines.content());
        if (!line.isEmpty() && ignoring.stream().noneMatch(line::startsWith)) {
          return new Frame.Whole<>(lines.number(), lines.content(), line);
        }
      }
      return null;
    }

    @Override
    public Position position() {
      return lines.position(Map.of());
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
