package intelmq.parsers.shadowserver;

import intelmq.bot.framing.CsvFraming;
import intelmq.bot.framing.CsvRow;
import intelmq.bot.framing.Frame;
import intelmq.bot.framing.Framing;
import intelmq.bot.framing.Position;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** CSV whose first line is the header, where each row keeps its text. */
final class RowFraming implements Framing<ReportRow> {
  private static final CsvFraming CSV = new CsvFraming(',', '"', false, 1);

  @Override
  public Frames<ReportRow> open(InputStream report, Position from) throws IOException {
    return new Rows(CSV.open(report, from));
  }

  private record Rows(Frames<CsvRow> rows) implements Frames<ReportRow> {
    @Override
    public @Nullable Frame<ReportRow> next() throws IOException {
      return switch (rows.next()) {
        case null -> null;
        case Frame.Broken<CsvRow>(long line, String text, String reason) ->
            new Frame.Broken<>(line, text, reason);
        case Frame.Whole<CsvRow>(long line, String text, CsvRow row) -> {
          String header = row.header().getFirst();
          yield new Frame.Whole<>(
              line, text, new ReportRow(header, row, rowText(text, header, row.lineEnding())));
        }
      };
    }

    @Override
    public Position position() {
      return rows.position();
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }

    private static String rowText(String text, String header, String lineEnding) {
      int end = text.length();
      while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
        end--;
      }
      int begin = Math.min(header.length() + lineEnding.length(), end);
      return text.substring(begin, end).replace("\0", "");
    }
  }
}
