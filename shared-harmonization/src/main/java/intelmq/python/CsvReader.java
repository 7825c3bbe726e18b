package intelmq.python;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV as Python's {@code csv.reader} does in its default, lenient mode: a quote opens a cell
 * only as its first character, {@code ""} within is one quote, and what follows a closing quote
 * belongs to the cell. (FastCSV reads quotes after a closing quote differently, and may swallow the
 * lines that follow.)
 */
public final class CsvReader {
  private final char delimiter;
  private final char quote;
  private final StringBuilder cell = new StringBuilder();
  private List<String> row = new ArrayList<>();
  private boolean quoted;

  /** A reader for one stream of lines. */
  public CsvReader(char delimiter, char quote) {
    this.delimiter = delimiter;
    this.quote = quote;
  }

  /**
   * Takes the next line.
   *
   * @param content the line without its end
   * @param end the line's end, which may be part of a quoted cell
   * @return the row that ends here, empty for an empty line; null if a quoted cell goes on
   */
  public @Nullable List<String> feed(String content, String end) {
    int at = 0;
    while (at <= content.length()) {
      if (quoted) {
        at = inQuotes(content, at);
        if (quoted) {
          cell.append(end);
          return null;
        }
      } else if (at < content.length() && content.charAt(at) == quote) {
        quoted = true;
        at++;
        continue;
      }
      // also what follows a closing quote
      int stop = content.indexOf(delimiter, at);
      boolean last = stop < 0;
      stop = last ? content.length() : stop;
      if (cell.isEmpty()) {
        row.add(content.substring(at, stop));
      } else {
        row.add(cell.append(content, at, stop).toString());
        cell.setLength(0);
      }
      if (last) {
        break;
      }
      at = stop + 1;
    }
    List<String> complete = row;
    row = new ArrayList<>(complete.size());
    return content.isEmpty() && complete.size() == 1 && complete.getFirst().isEmpty()
        ? List.of()
        : complete;
  }

  /** Whether a row has begun whose last cell is still within quotes. */
  public boolean isOpen() {
    return quoted;
  }

  /** Forgets the row that has begun. */
  public void reset() {
    quoted = false;
    cell.setLength(0);
    row.clear();
  }

  /** Appends to the cell up to its closing quote, and returns the position after it. */
  private int inQuotes(String content, int from) {
    int at = from;
    while (true) {
      int next = content.indexOf(quote, at);
      if (next < 0) {
        cell.append(content, at, content.length());
        return content.length();
      }
      cell.append(content, at, next);
      at = next + 1;
      if (at == content.length() || content.charAt(at) != quote) {
        quoted = false;
        return at;
      }
      cell.append(quote);
      at++;
    }
  }
}
