package intelmq.parsers.generic;

import intelmq.bot.Bot;
import intelmq.bot.Outcome;
import intelmq.bot.Param;
import intelmq.bot.Parser;
import intelmq.bot.framing.Framing;
import intelmq.bot.framing.JsonArrayFraming;
import intelmq.bot.framing.LineFraming;
import intelmq.bot.framing.MappedFraming;
import intelmq.bot.framing.WholeFraming;
import intelmq.harmonization.Event;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Refusal;
import intelmq.harmonization.Report;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parses events that are JSON already, with IntelMQ's fields; where they have a field of the
 * report, theirs counts.
 */
@Bot(name = "json", upstream = "intelmq.bots.parsers.json.parser")
public final class JsonParser implements Parser<JsonDocument> {
  private static final String TYPE = "__type";

  /** The parser's parameters. */
  public record Config(
      @Param(
              value = "Whether each line is an event; else the whole report is one.",
              byDefault = "false")
          boolean splitlines,
      @Param(value = "Whether the report is a JSON array of events.", byDefault = "false")
          boolean multipleEvents) {}

  private final Framing<JsonDocument> framing;

  /** The parser. */
  public JsonParser(Config config) {
    if (config.splitlines() && config.multipleEvents()) {
      throw new IllegalArgumentException("splitlines and multiple_events exclude each other");
    }
    if (config.multipleEvents()) {
      framing =
          new MappedFraming<>(new JsonArrayFraming(), frame -> JsonDocument.of(frame.record()));
    } else {
      Framing<String> texts = config.splitlines() ? new LineFraming(List.of()) : new WholeFraming();
      framing = new MappedFraming<>(texts, frame -> JsonDocument.of(frame.record()));
    }
  }

  @Override
  public Framing<JsonDocument> framing() {
    return framing;
  }

  @Override
  public Outcome parse(JsonDocument document, Report report) {
    Map<String, @Nullable Object> fields = document.fields();
    if (fields == null) {
      return new Outcome.Malformed("invalid-value", "not a JSON object");
    }
    fields.remove(TYPE);
    var own = new Event(report.harmonization());
    own.addAll(fields);
    Optional<Refusal> refusal = own.refusal();
    if (refusal.isPresent()) {
      return new Outcome.Malformed(refusal.get().code(), refusal.get().message());
    }
    var event = new Event(report);
    event.update(own);
    event.addIfAbsent(Fields.RAW, document.raw());
    return Outcome.of(event);
  }
}
