package intelmq.parsers.n6;

import intelmq.bot.Bot;
import intelmq.bot.Outcome;
import intelmq.bot.Parser;
import intelmq.bot.framing.Framing;
import intelmq.bot.framing.WholeFraming;
import intelmq.harmonization.DateTimes;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Json;
import intelmq.harmonization.Report;
import intelmq.python.Text;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Parses messages of n6's stream (JSON, a report each): an event for each address, and one without
 * any.
 */
@Bot(name = "n6stomp", upstream = "intelmq.bots.parsers.n6.parser_n6stomp")
public final class N6StompParser implements Parser<String> {
  private static final Field FEED_ID = Field.extra("feed_id");
  private static final Field ADIP = Field.extra("adip");
  private static final Field CONFIDENCE = Field.extra("confidence");
  private static final Field EXPIRES = Field.extra("expires");
  private static final Field FEED_SOURCE = Field.extra("feed_source");
  private final InstantSource clock;

  /** The parser. */
  public N6StompParser(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Framing<String> framing() {
    return new WholeFraming();
  }

  @Override
  public Outcome parse(String text, Report report) {
    if (text.contains("TEST MESSAGE")) {
      return new Outcome.Skipped("test message");
    }
    if (!(Json.tryParse(text) instanceof Map<?, ?> message)) {
      return new Outcome.Malformed("invalid-value", "not a JSON object");
    }
    Category category = Category.of(message);
    if (category == null) {
      return new Outcome.Malformed(
          "invalid-value", "unknown category " + Text.repr(message.get("category")));
    }
    var event = new Event(report);
    event.add(Fields.RAW, text);
    addFields(event, message);
    event.add(Fields.CLASSIFICATION_TAXONOMY, category.taxonomy());
    event.add(Fields.CLASSIFICATION_TYPE, category.type());
    event.add(Fields.CLASSIFICATION_IDENTIFIER, category.identifier());
    var events = new ArrayList<Event>();
    if (event.refusal().isEmpty() && message.get("address") instanceof List<?> addresses) {
      addresses.forEach(address -> events.add(at(event, address)));
    }
    events.add(event);
    return new Outcome.Events(events);
  }

  private void addFields(Event event, Map<?, ?> message) {
    event.add(Fields.TIME_SOURCE, message.get("time"));
    event.add(Fields.DESTINATION_IP, message.get("dip"));
    event.add(Fields.DESTINATION_PORT, message.get("dport"));
    event.add(Fields.MALWARE_HASH_MD5, message.get("md5"));
    event.add(Fields.MALWARE_HASH_SHA1, message.get("sha1"));
    Object fqdn = message.get("fqdn");
    event.add(Fields.SOURCE_FQDN, Objects.equals(fqdn, "unknown") ? null : fqdn);
    event.add(FEED_ID, message.get("id"));
    event.add(ADIP, message.get("adip"));
    event.add(Fields.PROTOCOL_TRANSPORT, message.get("proto"));
    event.add(Fields.SOURCE_PORT, message.get("sport"));
    event.add(Fields.SOURCE_URL, message.get("url"));
    event.add(CONFIDENCE, message.get("confidence"));
    Object expires = message.get("expires");
    event.add(EXPIRES, expires instanceof String time ? DateTimes.fuzzy(time, clock) : expires);
    event.add(FEED_SOURCE, message.get("source"));
    if (message.get("name") instanceof String name) {
      String printable = printable(name);
      event.add(Fields.MALWARE_NAME, printable);
      event.add(Fields.EVENT_DESCRIPTION_TEXT, printable.equals(name) ? null : name);
    }
  }

  private static Event at(Event event, @Nullable Object address) {
    Event copy = event.copy();
    if (address instanceof Map<?, ?> known) {
      copy.add(Fields.SOURCE_IP, known.get("ip"));
      copy.add(Fields.SOURCE_ASN, known.get("asn"));
      copy.add(Fields.SOURCE_REVERSE_DNS, known.get("rdns"));
      copy.add(Fields.SOURCE_GEOLOCATION_CC, known.get("cc"));
    }
    return copy;
  }

  /** Without what is no printable ASCII, as names of malware are in IntelMQ. */
  private static String printable(String name) {
    var out = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= ' ' && c <= '~') {
        out.append(c);
      }
    }
    return out.toString();
  }
}
