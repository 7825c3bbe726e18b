package intelmq.parsers.shadowserver;

import intelmq.bot.framing.CsvFraming;
import intelmq.bot.framing.CsvRow;
import intelmq.bot.framing.Frame;
import intelmq.bot.framing.Framing;
import intelmq.bot.framing.MappedFraming;

/**
 * A row of a report.
 *
 * @param header the report's first line, which names the columns
 * @param csv its cells
 * @param text as it stands in the report, without its line's end
 */
public record ReportRow(String header, CsvRow csv, String text) {
  /** CSV whose first line is the header. */
  static final Framing<ReportRow> FRAMING =
      new MappedFraming<>(new CsvFraming(',', '"', false, 1), ReportRow::of);

  private static ReportRow of(Frame.Whole<CsvRow> frame) {
    CsvRow row = frame.record();
    String header = row.header().getFirst();
    String text = frame.text();
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    int begin = Math.min(header.length() + row.lineEnding().length(), end);
    return new ReportRow(header, row, text.substring(begin, end).replace("\0", ""));
  }
}
