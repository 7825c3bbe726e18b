package intelmq.parsers.generic;

import intelmq.bot.Bot;
import intelmq.bot.Outcome;
import intelmq.bot.Outcome.Malformed;
import intelmq.bot.Outcome.Skipped;
import intelmq.bot.Param;
import intelmq.bot.Parser;
import intelmq.bot.framing.Framing;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Report;
import intelmq.harmonization.TimeFormat;
import intelmq.python.Text;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses a table of an HTML page whose columns the configuration names: an event per row. Values
 * that a field does not take are left out; a row that fills no field is passed over.
 */
@Bot(
    name = "html_table",
    upstream = "intelmq.bots.parsers.html_table.parser",
    ignored = {"html_parser", "skip_head"})
public final class HtmlTableParser implements Parser<HtmlRow> {
  /** The parser's parameters. */
  public record Config(
      @Param(
              value =
                  "What each column holds: a field; or several with `|` between them, of which the"
                      + " first that takes the value gets it; or `__IGNORE__`.",
              byDefault = "[\"\", \"source.fqdn\"]")
          List<String> columns,
      @Param("For each column a value that counts as none.") @Nullable List<String> ignoreValues,
      @Param(value = "Whether the first row is left out.", byDefault = "true")
          boolean skipTableHead,
      @Param(
              value = "An attribute by which the table, or what is around it, is found.",
              byDefault = "''")
          String attributeName,
      @Param(value = "The value of that attribute; of `class`, one of its words.", byDefault = "''")
          String attributeValue,
      @Param(value = "Which of the tables found it is, from 0.", byDefault = "0") int tableIndex,
      @Param(value = "The field of which a part of the value is used.", byDefault = "''")
          String splitColumn,
      @Param("The text between parts; without it blanks.") @Nullable String splitSeparator,
      @Param(value = "Which part, from 0; below 0 from the end.", byDefault = "0") int splitIndex,
      @Param(value = "What is put before URLs without a protocol.", byDefault = "http://")
          String defaultUrlProtocol,
      @Param(
              "How times are written: `fuzzy` (without it, too), `timestamp`, `windows_nt`,"
                  + " `epoch_millis`, `utc_isoformat`, `from_format|%d.%m.%Y %H:%M` or"
                  + " `from_format_midnight|%d.%m.%Y`.")
          @Nullable String timeFormat,
      @Param(value = "The `classification.type` of events that have none.", byDefault = "c2-server")
          String type) {}

  private static final String IGNORED = "__IGNORE__";
  private static final Pattern BLANKS = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  private final Config config;
  private final HtmlTableFraming framing;
  private final List<List<Field>> columns = new ArrayList<>();
  private final Pattern separator;
  private final TimeFormat times;
  private final InstantSource clock;

  /** The parser. */
  public HtmlTableParser(Config config, InstantSource clock, Harmonization harmonization) {
    this.config = config;
    this.clock = clock;
    this.framing =
        new HtmlTableFraming(
            config.attributeName(),
            config.attributeValue(),
            config.tableIndex(),
            config.skipTableHead());
    String split = config.splitSeparator();
    this.separator = split == null ? BLANKS : Pattern.compile(split, Pattern.LITERAL);
    String format = config.timeFormat();
    this.times = TimeFormat.of(format == null || format.isEmpty() ? "fuzzy" : format);
    for (String names : config.columns()) {
      columns.add(
          Arrays.stream(names.split("\\|", -1))
              .takeWhile(name -> !name.isEmpty() && !name.equals(IGNORED))
              .map(harmonization::field)
              .toList());
    }
    List<String> ignored = config.ignoreValues();
    if (ignored != null && !ignored.isEmpty() && ignored.size() != columns.size()) {
      throw new IllegalArgumentException(
          "ignore_values has " + ignored.size() + " entries, columns " + columns.size());
    }
    if (!config.splitColumn().isEmpty()) {
      harmonization.field(config.splitColumn());
    }
    if (Objects.equals(config.splitSeparator(), "")) {
      throw new IllegalArgumentException("split_separator must be a text of one character or more");
    }
    var event = new Event(harmonization);
    event.add(Fields.CLASSIFICATION_TYPE, config.type());
    event
        .refusal()
        .ifPresent(refusal -> {
          throw new IllegalArgumentException("type: " + refusal.message());
        });
  }

  @Override
  public Framing<HtmlRow> framing() {
    return framing;
  }

  @Override
  public Outcome parse(HtmlRow row, Report report) {
    var event = new Event(report);
    List<String> ignored = config.ignoreValues();
    boolean filled = false;
    for (int i = 0; i < Math.min(columns.size(), row.cells().size()); i++) {
      String cell = row.cells().get(i);
      if (cell.isEmpty()
          || (ignored != null && !ignored.isEmpty() && cell.equals(ignored.get(i)))) {
        continue;
      }
      for (Field field : columns.get(i)) {
        Object value;
        try {
          value = value(field, cell);
        } catch (IllegalArgumentException e) {
          return new Malformed("invalid-value", field + ": " + e.getMessage());
        }
        if (event.addIfValid(field, value)) {
          filled = true;
          break;
        }
      }
    }
    if (!filled) {
      return new Skipped("empty-row");
    }
    event.addIfAbsent(Fields.CLASSIFICATION_TYPE, config.type());
    event.add(Fields.RAW, row.html());
    return Outcome.of(event);
  }

  private Object value(Field field, String cell) {
    String text = field.name().equals(config.splitColumn()) ? part(cell) : cell;
    if (field.equals(Fields.TIME_SOURCE)) {
      String time = times.convert(text, clock);
      if (time == null) {
        throw new IllegalArgumentException("not a time (time_format " + times + ")");
      }
      return time;
    }
    return field.name().endsWith(".url") && !text.isEmpty() && !text.contains("://")
        ? config.defaultUrlProtocol() + text
        : text;
  }

  private String part(String cell) {
    List<String> parts = Arrays.asList(separator.split(cell, -1));
    int at = config.splitIndex() < 0 ? parts.size() + config.splitIndex() : config.splitIndex();
    if (at < 0 || at >= parts.size()) {
      throw new IllegalArgumentException(
          "there is no part " + config.splitIndex() + " of " + parts.size());
    }
    return Text.strip(parts.get(at));
  }
}
