package intelmq.outputs.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Events of a batch that wait for their mail. As text: a line about them all, then a line for each
 * event, its ordinal and a tab before it.
 *
 * @param to the recipients
 * @param batch the batch's id
 * @param report the report's
 * @param day the report's
 */
record Gathered(List<String> to, String batch, String report, LocalDate day, List<Item> items) {
  static Gathered of(Batch batch, List<String> to, List<Item> items) {
    return new Gathered(to, batch.id(), batch.report(), batch.day(), items);
  }

  static Gathered parse(String text, Harmonization harmonization) throws IOException {
    List<String> lines = text.lines().toList();
    if (!(Json.tryParse(lines.getFirst()) instanceof Map<?, ?> about)
        || !(about.get("to") instanceof List<?> to)) {
      throw new IllegalStateException("not what was gathered: " + lines.getFirst());
    }
    String report = String.valueOf(about.get("report"));
    var items = new ArrayList<Item>();
    for (String line : lines.subList(1, lines.size())) {
      int tab = line.indexOf('\t');
      items.add(
          new Item(
              report + ":" + line.substring(0, tab),
              Json.event(line.substring(tab + 1).getBytes(UTF_8), harmonization)));
    }
    return new Gathered(
        to.stream().<String>map(String::valueOf).toList(),
        String.valueOf(about.get("batch")),
        report,
        LocalDate.parse(String.valueOf(Objects.requireNonNull(about.get("day")))),
        items);
  }

  String text() {
    var about = new LinkedHashMap<String, Object>();
    about.put("to", to);
    about.put("batch", batch);
    about.put("report", report);
    about.put("day", day.toString());
    var text = new StringBuilder(Json.text(about)).append('\n');
    for (Item item : items) {
      text.append(item.id(), report.length() + 1, item.id().length())
          .append('\t')
          .append(Json.text(item.event()))
          .append('\n');
    }
    return text.toString();
  }
}
