package intelmq.parsers.dshield;

import intelmq.bot.Bot;
import intelmq.bot.Outcome;
import intelmq.bot.Parser;
import intelmq.bot.framing.Framing;
import intelmq.bot.framing.HeadedLine;
import intelmq.bot.framing.HeadedLineFraming;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Report;
import intelmq.python.Numbers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses the recommended block list of DShield: networks with most attacks. The time is that of the
 * list.
 */
@Bot(name = "dshield_block", upstream = "intelmq.bots.parsers.dshield.parser_block")
public final class DshieldBlockParser implements Parser<HeadedLine> {
  private static final Field ATTACKS = Field.extra("attacks");
  private static final Field NETWORK_NAME = Field.extra("network_name");
  private static final String UPDATED = "updated:";

  /** The parser. */
  public DshieldBlockParser() {}

  @Override
  public Framing<HeadedLine> framing() {
    return new HeadedLineFraming(List.of("#", "Start"), UPDATED);
  }

  @Override
  public Outcome parse(HeadedLine line, Report report) {
    List<String> cells = List.of(line.text().split("\t", -1));
    Number attacks = cells.size() < 4 ? null : Numbers.toInt(cells.get(3));
    if (attacks == null) {
      return new Outcome.Malformed(
          "invalid-value", "expected start, end, size and attacks with tabs between them");
    }
    var event = new Event(report);
    event.add(Fields.SOURCE_GEOLOCATION_CC, cell(cells, 5));
    event.add(Fields.SOURCE_ABUSE_CONTACT, cell(cells, 6));
    event.add(ATTACKS, attacks);
    event.add(NETWORK_NAME, cell(cells, 4));
    event.add(Fields.TIME_SOURCE, updated(line.header()));
    event.add(Fields.SOURCE_NETWORK, cells.get(0).strip() + "/" + cells.get(2).strip());
    event.add(Fields.CLASSIFICATION_TYPE, "blacklist");
    event.add(Fields.RAW, line.text());
    return Outcome.of(event);
  }

  private static @Nullable String cell(List<String> cells, int column) {
    return column < cells.size() ? cells.get(column).strip() : null;
  }

  private static @Nullable String updated(List<String> header) {
    if (header.isEmpty()) {
      return null;
    }
    String last = header.getLast();
    return last.substring(last.indexOf(UPDATED) + UPDATED.length()).strip();
  }
}
