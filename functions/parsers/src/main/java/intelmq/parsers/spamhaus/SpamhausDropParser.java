package intelmq.parsers.spamhaus;

import intelmq.bot.Bot;
import intelmq.bot.Outcome;
import intelmq.bot.Parser;
import intelmq.bot.framing.Framing;
import intelmq.bot.framing.HeadedLine;
import intelmq.bot.framing.HeadedLineFraming;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Json;
import intelmq.harmonization.Report;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Parses the DROP lists of Spamhaus: networks and autonomous systems that are to be left alone, as
 * text, whose time is that of the list, or as JSON, one object a line.
 */
@Bot(name = "spamhaus_drop", upstream = "intelmq.bots.parsers.spamhaus.parser_drop")
public final class SpamhausDropParser implements Parser<HeadedLine> {
  private static final Field BLOCKLIST = Field.extra("blocklist");
  private static final String MODIFIED = "Last-Modified:";

  /** The parser. */
  public SpamhausDropParser() {}

  @Override
  public Framing<HeadedLine> framing() {
    return new HeadedLineFraming(List.of(";"), MODIFIED);
  }

  @Override
  public Outcome parse(HeadedLine line, Report report) {
    String text = line.text();
    var event = new Event(report);
    event.add(Fields.TIME_SOURCE, modified(line.header()));
    event.add(Fields.CLASSIFICATION_TYPE, "spam");
    event.add(Fields.RAW, text);
    if (text.startsWith("{")) {
      return parseJson(text, event);
    }
    int separator = text.indexOf(';');
    if (separator < 0) {
      return new Outcome.Malformed("invalid-value", "expected a network or AS, ';' and its name");
    }
    String listed = text.substring(0, separator).strip();
    String about = text.substring(separator + 1).strip();
    if (listed.startsWith("AS")) {
      int bar = about.indexOf('|');
      event.add(Fields.SOURCE_ASN, listed);
      event.add(Fields.SOURCE_AS_NAME, about.substring(bar + 1).strip());
      event.add(Fields.SOURCE_GEOLOCATION_CC, bar < 0 ? null : about.substring(0, bar).strip());
    } else {
      event.add(Fields.SOURCE_NETWORK, listed);
      event.add(BLOCKLIST, about);
    }
    return Outcome.of(event);
  }

  private static Outcome parseJson(String text, Event event) {
    if (!(Json.tryParse(text) instanceof Map<?, ?> entry)) {
      return new Outcome.Malformed("invalid-value", "not a JSON object");
    }
    if (Objects.equals(entry.get("type"), "metadata")) {
      return new Outcome.Skipped("metadata");
    }
    Object network = entry.get("cidr");
    Object asn = entry.get("asn");
    if (network == null && asn == null) {
      return new Outcome.Malformed("invalid-value", "neither cidr nor asn");
    }
    event.add(Fields.SOURCE_NETWORK, network);
    event.add(BLOCKLIST, entry.get("sblid"));
    event.add(Fields.SOURCE_ASN, asn);
    event.add(Fields.SOURCE_AS_NAME, entry.get("asname"));
    event.add(Fields.SOURCE_GEOLOCATION_CC, entry.get("cc"));
    event.addIfValid(Fields.SOURCE_REGISTRY, entry.get("rir"));
    return Outcome.of(event);
  }

  private static @Nullable String modified(List<String> header) {
    if (header.isEmpty()) {
      return null;
    }
    String last = header.getLast();
    return last.substring(last.indexOf(MODIFIED) + MODIFIED.length()).strip();
  }
}
