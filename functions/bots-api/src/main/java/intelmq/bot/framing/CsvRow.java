package intelmq.bot.framing;

import intelmq.python.Csv;
import java.util.List;

/**
 * A row of CSV.
 *
 * @param cells the row's cells, at least one
 * @param header the lines skipped at the beginning of the report
 * @param lineEnding the report's line end
 */
public record CsvRow(List<String> cells, List<String> header, String lineEnding) {
  /** Takes copies of the lists. */
  public CsvRow {
    cells = List.copyOf(cells);
    header = List.copyOf(header);
  }

  /**
   * The header's lines and the row, the row written anew, with commas and as few quotes as
   * possible: what IntelMQ keeps as {@code raw}.
   */
  public String rewritten() {
    var text = new StringBuilder();
    header.forEach(line -> text.append(line).append(lineEnding));
    new Csv(',', lineEnding).append(text, cells);
    return text.toString();
  }
}
