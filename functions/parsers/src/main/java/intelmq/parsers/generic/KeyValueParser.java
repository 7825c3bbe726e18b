package intelmq.parsers.generic;

import intelmq.bot.Bot;
import intelmq.bot.Outcome;
import intelmq.bot.Param;
import intelmq.bot.Parser;
import intelmq.bot.framing.Framing;
import intelmq.bot.framing.LineFraming;
import intelmq.harmonization.DateTimes;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Report;
import intelmq.python.Numbers;
import intelmq.python.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses lines of pairs such as {@code src=192.0.2.1 port=22}. The last separator within a pair
 * counts; quotes do not keep a pair together.
 */
@Bot(name = "key_value", upstream = "intelmq.bots.parsers.key_value.parser")
public final class KeyValueParser implements Parser<String> {
  /** The parser's parameters. */
  public record Config(
      @Param("By key, the field that its value goes to; others are left out.")
          Map<String, String> keys,
      @Param(value = "The text between a key and its value.", byDefault = "'='", pattern = ".+")
          String kvSeparator,
      @Param(value = "The text between pairs.", byDefault = "' '", pattern = ".+")
          String pairSeparator,
      @Param(value = "Whether quotes around values are removed.", byDefault = "true")
          boolean stripQuotes,
      @Param("The key of the time: seconds since 1970, or text.") @Nullable String timestampKey) {}

  private final Config config;
  private final Map<String, Field> fields = new HashMap<>();

  /** The parser. */
  public KeyValueParser(Config config, Harmonization harmonization) {
    this.config = config;
    config.keys().forEach((key, name) -> fields.put(key, harmonization.field(name)));
    if (config.timestampKey() != null) {
      fields.put(config.timestampKey(), Fields.TIME_SOURCE);
    }
  }

  @Override
  public Framing<String> framing() {
    return new LineFraming(List.of());
  }

  @Override
  public Outcome parse(String line, Report report) {
    String separator = config.pairSeparator();
    var event = new Event(report);
    boolean found = false;
    int start = 0;
    while (start <= line.length()) {
      int end = line.indexOf(separator, start);
      if (end < 0) {
        end = line.length();
      }
      found |= add(event, line.substring(start, end));
      start = end + separator.length();
    }
    if (!found) {
      return new Outcome.Malformed("invalid-value", "none of the keys is in the line");
    }
    event.add(Fields.RAW, line);
    return Outcome.of(event);
  }

  private boolean add(Event event, String pair) {
    int at = pair.lastIndexOf(config.kvSeparator());
    Field field = at < 0 ? null : fields.get(pair.substring(0, at));
    if (field == null) {
      return false;
    }
    String value = pair.substring(at + config.kvSeparator().length());
    if (config.stripQuotes()) {
      value = Text.strip(value, '"');
    }
    boolean seconds = field.equals(Fields.TIME_SOURCE) && Numbers.toFloat(value) != null;
    String time = seconds ? DateTimes.timestamp(value) : null;
    event.add(field, time == null ? value : time);
    return true;
  }
}
