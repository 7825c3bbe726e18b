package intelmq.bench;

import intelmq.harmonization.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A report with more records than it has: the same ones over and over. */
final class Repeated {
  private static final Pattern ROW = Pattern.compile("(?is)<tr\\b.*?</tr>");

  private Repeated() {}

  /**
   * A report with so many records.
   *
   * @param header how many lines of a text are none
   */
  static byte[] of(String report, int records, int header) {
    String text = report.strip();
    String repeated =
        text.startsWith("[")
            ? array(text, records)
            : text.contains("<tr") ? table(text, records) : lines(report, records, header);
    return repeated.getBytes(StandardCharsets.UTF_8);
  }

  private static String array(String text, int records) {
    if (!(Json.tryParse(text) instanceof List<?> list) || list.isEmpty()) {
      return text;
    }
    var more = new ArrayList<Object>();
    for (int i = 0; i < records; i++) {
      more.add(list.get(i % list.size()));
    }
    return Json.text(more);
  }

  private static String table(String text, int records) {
    List<MatchResult> rows = ROW.matcher(text).results().toList();
    MatchResult last = rows.getLast();
    var more = new StringBuilder(text.substring(0, last.start()));
    for (int i = 0; i < records; i++) {
      more.append(last.group()).append('\n');
    }
    return more.append(text.substring(last.end())).toString();
  }

  private static String lines(String text, int records, int header) {
    List<String> all = text.lines().toList();
    List<String> data =
        all.stream().skip(header).filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    var more = new StringBuilder();
    all.stream().limit(header).forEach(line -> more.append(line).append('\n'));
    for (int i = 0; i < records && !data.isEmpty(); i++) {
      more.append(data.get(i % data.size())).append('\n');
    }
    return more.toString();
  }
}
