package intelmq.bot.framing;

import intelmq.python.Text;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every line is a record, as with {@link LineFraming}, and comes with the comments before it that
 * say something about it, such as the time of the list.
 *
 * @param ignoring lines that start like this are comments, which are no records
 * @param mark comments with this text are kept; of all comments together at most 64 KiB
 */
public record HeadedLineFraming(List<String> ignoring, String mark) implements Framing<HeadedLine> {
  private static final String HEADER = "header";
  private static final int MOST_HEADER = 64 << 10;

  /** Takes a copy of the list. */
  public HeadedLineFraming {
    ignoring = List.copyOf(ignoring);
  }

  @Override
  public Frames<HeadedLine> open(InputStream report, Position from) throws IOException {
    return new Lines(new ByteLines(report, true, from), from.texts(HEADER));
  }

  private final class Lines implements Frames<HeadedLine> {
    private final ByteLines lines;
    private List<String> header;
    private int size;

    Lines(ByteLines lines, List<String> header) {
      this.lines = lines;
      this.header = List.copyOf(header);
      this.size = header.stream().mapToInt(String::length).sum();
    }

    @Override
    public @Nullable Frame<HeadedLine> next() throws IOException {
      while (lines.next()) {
        if (lines.tooLong()) {
          return new Frame.Broken<>(lines.number(), lines.content(), ByteLines.TOO_LONG);
        }
        String line = Text.strip(lines.content());
        if (ignoring.stream().anyMatch(line::startsWith)) {
          keep(line);
        } else if (!line.isEmpty()) {
          var record = new HeadedLine(line, header);
          return new Frame.Whole<>(lines.number(), record.withHeader(), record);
        }
      }
      return null;
    }

    private void keep(String comment) {
      if (comment.contains(mark) && size + comment.length() <= MOST_HEADER) {
        size += comment.length();
        var more = new ArrayList<>(header);
        more.add(comment);
        header = List.copyOf(more);
      }
    }

    @Override
    public Position position() {
      return lines.position(header.isEmpty() ? Map.of() : Map.of(HEADER, header));
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
