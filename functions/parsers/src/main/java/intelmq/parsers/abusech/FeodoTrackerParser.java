package intelmq.parsers.abusech;

import intelmq.bot.Bot;
import intelmq.bot.Outcome;
import intelmq.bot.Parser;
import intelmq.bot.framing.Framing;
import intelmq.bot.framing.JsonArrayFraming;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Report;
import intelmq.python.PyJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses the block list of botnet C2 servers of Feodo Tracker (JSON). */
@Bot(name = "feodotracker", upstream = "intelmq.bots.parsers.abusech.parser_feodotracker")
public final class FeodoTrackerParser implements Parser<Map<String, @Nullable Object>> {
  private static final Field LAST_ONLINE = Field.extra("last_online");

  /** The parser. */
  public FeodoTrackerParser() {}

  @Override
  public Framing<Map<String, @Nullable Object>> framing() {
    return new JsonArrayFraming();
  }

  @Override
  public Outcome parse(Map<String, @Nullable Object> server, Report report) {
    Object seen = server.get("first_seen");
    Object lastOnline = server.get("last_online");
    var event = new Event(report);
    event.add(Fields.TIME_SOURCE, seen == null ? lastOnline : seen + " UTC");
    event.add(Fields.CLASSIFICATION_TYPE, "c2-server");
    event.add(Fields.SOURCE_IP, server.get("ip_address"));
    event.add(Fields.SOURCE_PORT, server.get("port"));
    event.add(Fields.SOURCE_ASN, server.get("as_number"));
    event.add(Fields.SOURCE_AS_NAME, server.get("as_name"));
    event.add(Fields.SOURCE_GEOLOCATION_CC, server.get("country"));
    event.add(Fields.SOURCE_REVERSE_DNS, server.get("hostname"));
    event.add(Fields.MALWARE_NAME, server.get("malware"));
    event.add(LAST_ONLINE, lastOnline);
    event.add(Fields.STATUS, server.get("status"));
    event.add(Fields.RAW, PyJson.dumps(List.of(server)));
    return Outcome.of(event);
  }
}
