package intelmq.parsers.generic;

import intelmq.bot.framing.Frame;
import intelmq.bot.framing.Framing;
import intelmq.bot.framing.Position;
import intelmq.bot.framing.WholeFraming;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table of an HTML page. The page is read as a whole, so it may have as many bytes
 * as a record may.
 *
 * @param attribute an attribute that the table, or what is around it, has; empty for any table
 * @param value the attribute's value
 * @param index which of those it is, from 0; below 0 from the end
 * @param skipHead whether the first row is left out
 */
record HtmlTableFraming(String attribute, String value, int index, boolean skipHead)
    implements Framing<HtmlRow> {
  private static final String ROWS = "rows";
  private static final int EXCERPT = 1000;

  /** A page is read from its beginning again, and the rows that were there passed over. */
  @Override
  public Frames<HtmlRow> open(InputStream report, Position from) {
    Frames<String> page = new WholeFraming().open(report, Position.START);
    int passed = from.state().get(ROWS) instanceof Number number ? number.intValue() : 0;
    return new Rows(page, passed);
  }

  /** A row that is a page of its own, on which it is found. */
  private String alone(String row) {
    String name = attribute.isEmpty() ? "" : " " + HtmlText.attribute(attribute, value);
    String other = attribute.isEmpty() ? "<table></table>" : "<div" + name + "></div>";
    String table = "<table>" + (skipHead ? "<tr></tr>" : "") + row + "</table>";
    return other.repeat(Math.max(0, index))
        + (attribute.isEmpty() ? table : "<div" + name + ">" + table + "</div>")
        + other.repeat(Math.max(0, -1 - index));
  }

  private List<Element> candidates(Document page) {
    return attribute.isEmpty()
        ? page.getElementsByTag("table")
        : page.getElementsByAttribute(attribute).stream().filter(this::matches).toList();
  }

  private boolean matches(Element element) {
    Attribute found = element.attribute(attribute);
    return found != null
        && (value.equals(HtmlText.value(found))
            || (attribute.equals("class") && element.classNames().contains(value)));
  }

  private final class Rows implements Frames<HtmlRow> {
    private final Frames<String> page;
    private final int first;
    private @Nullable List<Element> rows;
    private int next;

    Rows(Frames<String> page, int first) {
      this.page = page;
      this.first = first;
      this.next = first;
    }

    @Override
    public @Nullable Frame<HtmlRow> next() throws IOException {
      List<Element> found = rows;
      if (found == null) {
        rows = found = List.of();
        switch (page.next()) {
          case null -> {
            return null;
          }
          case Frame.Broken<String>(long line, String text, String reason) -> {
            return broken(line, text, reason);
          }
          case Frame.Whole<String> whole -> {
            List<Element> tables =
                candidates(Parser.htmlParser().setTrackPosition(true).parseInput(whole.text(), ""));
            int at = index < 0 ? tables.size() + index : index;
            if (at < 0 || at >= tables.size()) {
              return broken(1, excerpt(whole.text()), reason(tables.size()));
            }
            rows = found = tables.get(at).getElementsByTag("tr");
            next = Math.max(first, skipHead ? 1 : 0);
          }
        }
      }
      if (next >= found.size()) {
        return null;
      }
      Element row = found.get(next++);
      String html = HtmlText.html(row);
      var cells = row.getElementsByTag("td").stream().map(HtmlText::of).toList();
      long line = Math.max(1, row.sourceRange().start().lineNumber());
      return new Frame.Whole<>(line, alone(html), new HtmlRow(cells, html));
    }

    private @Nullable Frame<HtmlRow> broken(long line, String text, String reason) {
      if (first > 0) {
        return null;
      }
      next = 1;
      return new Frame.Broken<>(line, text, reason);
    }

    private String reason(int count) {
      String which = attribute.isEmpty() ? "" : " with " + HtmlText.attribute(attribute, value);
      return "expected a table" + which + " as number " + index + " (from 0), found " + count;
    }

    private static String excerpt(String text) {
      return text.substring(0, Math.min(text.length(), EXCERPT));
    }

    @Override
    public Position position() {
      return next == 0 ? Position.START : new Position(0, 1, Map.of(ROWS, (long) next));
    }

    @Override
    public void close() throws IOException {
      page.close();
    }
  }
}
