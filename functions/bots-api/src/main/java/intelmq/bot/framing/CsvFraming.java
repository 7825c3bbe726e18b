package intelmq.bot.framing;

import intelmq.python.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every row of a CSV report is a record, read as Python's {@code csv} reads it. Empty lines are
 * passed over, NUL characters removed.
 *
 * @param delimiter between cells
 * @param quote around cells
 * @param comments whether lines that are blank or begin with {@code #} are removed beforehand, even
 *     from within quoted cells
 * @param header how many lines at the beginning are no rows, but go with each of them
 */
public record CsvFraming(char delimiter, char quote, boolean comments, int header)
    implements Framing<CsvRow> {
  private static final String HEADER = "header";

  /** Rows with double quotes and no header. */
  public CsvFraming(char delimiter) {
    this(delimiter, '"', false, 0);
  }

  @Override
  public Frames<CsvRow> open(InputStream report, Position from) throws IOException {
    return new Rows(new ByteLines(report, false, from), from.texts(HEADER));
  }

  private final class Rows implements Frames<CsvRow> {
    private final ByteLines lines;
    private final CsvReader csv = new CsvReader(delimiter, quote);
    private final List<String> skipped;
    private final StringBuilder text = new StringBuilder();
    private long start;

    Rows(ByteLines lines, List<String> skipped) {
      this.lines = lines;
      this.skipped = new ArrayList<>(skipped);
    }

    @Override
    public @Nullable Frame<CsvRow> next() throws IOException {
      while (lines.next()) {
        String line = withoutNul(lines.content());
        if (comments && isComment(line)) {
          continue;
        }
        if (skipped.size() < header) {
          skipped.add(line);
          continue;
        }
        if (!csv.isOpen()) {
          text.setLength(0);
          skipped.forEach(head -> text.append(head).append(lines.ending()));
          start = lines.number();
        }
        text.append(lines.content());
        if (lines.tooLong() || text.length() > MAX_RECORD) {
          csv.reset();
          return new Frame.Broken<>(start, ByteLines.excerpt(text), ByteLines.TOO_LONG);
        }
        List<String> cells = csv.feed(line, lines.terminator());
        text.append(lines.terminator());
        if (cells != null && !cells.isEmpty()) {
          return new Frame.Whole<>(
              start, text.toString(), new CsvRow(cells, skipped, lines.ending()));
        }
      }
      if (csv.isOpen()) {
        csv.reset();
        String reason = "the quote opened in the row of line " + start + " is never closed";
        return new Frame.Broken<>(start, ByteLines.excerpt(text), reason);
      }
      return null;
    }

    @Override
    public Position position() {
      return lines.position(Map.of(HEADER, List.copyOf(skipped), ByteLines.ENDING, lines.ending()));
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  private static String withoutNul(String line) {
    return line.indexOf('\0') < 0 ? line : line.replace("\0", "");
  }

  private static boolean isComment(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c != ' ' && c != '\t') {
        return c == '#';
      }
    }
    return true;
  }
}
