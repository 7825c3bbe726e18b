package intelmq.parsers.spamhaus;

import intelmq.bot.Bot;
import intelmq.bot.Outcome;
import intelmq.bot.Parser;
import intelmq.bot.framing.Framing;
import intelmq.bot.framing.HeadedLine;
import intelmq.bot.framing.HeadedLineFraming;
import intelmq.harmonization.DateTimes;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Report;
import intelmq.python.Numbers;
import java.util.ArrayList;
import java.util.List;

/** Parses Spamhaus's insight for CERTs: infected and attacking devices. */
@Bot(name = "spamhaus_cert", upstream = "intelmq.bots.parsers.spamhaus.parser_cert")
public final class SpamhausCertParser implements Parser<HeadedLine> {
  private static final Field LOCAL_PORT = Field.extra("source.local_port");
  private static final Field SPAM_IP = Field.extra("spam_ip");
  private static final int COLUMNS = 10;
  private static final String KEY = "key=";
  private static final String UNKNOWN = "?";

  /** The parser. */
  public SpamhausCertParser() {}

  @Override
  public Framing<HeadedLine> framing() {
    return new HeadedLineFraming(List.of(";"), ";");
  }

  @Override
  public Outcome parse(HeadedLine line, Report report) {
    List<String> cells = cells(line.text());
    if (cells.size() < COLUMNS) {
      return new Outcome.Malformed(
          "invalid-value", "expected " + COLUMNS + " columns, found " + cells.size());
    }
    String seen = DateTimes.timestamp(cells.get(3));
    if (seen == null) {
      return new Outcome.Malformed("invalid-value", "lastseen: not a time in seconds");
    }
    var event = new Event(report);
    hideKey(event);
    event.add(Fields.SOURCE_IP, cells.get(0));
    event.add(Fields.SOURCE_ASN, cells.get(1));
    event.add(Fields.SOURCE_GEOLOCATION_CC, cells.get(2));
    event.add(Fields.TIME_SOURCE, seen);
    String name = cells.get(4);
    Detection.describe(event, name, cells.get(7));
    Number localPort = null;
    if (name.equals("l_spamlink")) {
      addSpam(event, cells.get(5), cells.get(8));
    } else {
      event.addIfValid(Fields.DESTINATION_FQDN, cells.get(5));
      event.addIfValid(Fields.DESTINATION_IP, known(cells.get(6)));
      event.add(Fields.DESTINATION_PORT, known(cells.get(7)));
      localPort = Numbers.toInt(cells.get(8));
    }
    event.add(LOCAL_PORT, localPort);
    event.add(Fields.PROTOCOL_TRANSPORT, known(cells.get(9)));
    event.add(Fields.RAW, line.withHeader());
    return Outcome.of(event);
  }

  /** The address has the key that opens it. */
  private static void hideKey(Event event) {
    String url = event.text(Fields.FEED_URL);
    int key = url == null ? -1 : url.indexOf(KEY);
    if (url != null && key >= 0) {
      event.put(Fields.FEED_URL, url.substring(0, key));
    }
  }

  /** The column of the local port has address, version and name of what sent the spam. */
  private static void addSpam(Event event, String url, String sender) {
    int version = sender.indexOf(':');
    int name = sender.indexOf(':', version + 1);
    if (version > 0 && name > 0) {
      event.add(Fields.MALWARE_NAME, sender.substring(name + 1));
      event.add(Fields.MALWARE_VERSION, sender.substring(version + 1, name));
    }
    event.add(Fields.SOURCE_URL, url);
    event.add(SPAM_IP, version < 0 ? known(sender) : sender.substring(0, version));
  }

  private static String known(String cell) {
    return cell.equals(UNKNOWN) ? "" : cell;
  }

  private static List<String> cells(String line) {
    var cells = new ArrayList<String>(COLUMNS);
    int start = 0;
    for (int comma = line.indexOf(','); comma >= 0; comma = line.indexOf(',', start)) {
      cells.add(line.substring(start, comma).strip());
      start = comma + 1;
    }
    cells.add(line.substring(start).strip());
    return cells;
  }
}
