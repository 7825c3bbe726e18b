package intelmq.python;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as Python's {@code csv.writer} writes them with its default of minimal quoting.
 *
 * @param delimiter between the cells
 * @param lineEnding after every row
 */
public record Csv(char delimiter, String lineEnding) {
  /** Python's default: commas, and CR LF after every row. */
  public static final Csv EXCEL = new Csv(',', "\r\n");

  /** One row with its line ending; null is an empty cell, other values are Python's text. */
  public String row(List<? extends @Nullable Object> cells) {
    var out = new StringBuilder();
    append(out, cells);
    return out.toString();
  }

  /** Appends one row with its line ending. */
  public void append(StringBuilder out, List<? extends @Nullable Object> cells) {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        out.append(delimiter);
      }
      Object cell = cells.get(i);
      String text = cell == null || cell == None.NONE ? "" : Text.str(cell);
      // an empty line would be read as no row at all
      if (needsQuotes(text) || (text.isEmpty() && cells.size() == 1)) {
        out.append('"').append(text.replace("\"", "\"\"")).append('"');
      } else {
        out.append(text);
      }
    }
    out.append(lineEnding);
  }

  private boolean needsQuotes(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == delimiter || c == '"' || c == '\n' || c == '\r' || lineEnding.indexOf(c) >= 0) {
        return true;
      }
    }
    return false;
  }
}
