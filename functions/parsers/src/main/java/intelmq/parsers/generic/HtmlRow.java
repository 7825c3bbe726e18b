package intelmq.parsers.generic;

import java.util.List;

/**
 * A row of a table.
 *
 * @param cells the texts of its cells ({@code td}), without blanks around them
 * @param html the row as HTML
 */
record HtmlRow(List<String> cells, String html) {
  /** Takes a copy of the list. */
  HtmlRow {
    cells = List.copyOf(cells);
  }
}
