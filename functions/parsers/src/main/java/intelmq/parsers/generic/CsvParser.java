package intelmq.parsers.generic;

import intelmq.bot.Bot;
import intelmq.bot.Outcome;
import intelmq.bot.Param;
import intelmq.bot.Parser;
import intelmq.bot.framing.CsvFraming;
import intelmq.bot.framing.CsvRow;
import intelmq.bot.framing.Framing;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Report;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parses CSV whose columns the configuration names. Blank lines and lines that begin with {@code #}
 * are passed over; columns without a name, and names without a column, are left out.
 */
@Bot(name = "csv", upstream = "intelmq.bots.parsers.generic.parser_csv")
public final class CsvParser implements Parser<CsvRow> {
  /** The parser's parameters. */
  public record Config(
      @Param(
              "What each column holds: a field; or several with `|` between them, of which the"
                  + " first that takes the value gets it; or `__IGNORE__`.")
          List<String> columns,
      @Param(
              "For each column true or false: whether a value that none of its fields takes makes"
                  + " the row malformed. Without it every such value does.")
          @Nullable List<String> columnsRequired,
      @Param(value = "The character between columns.", byDefault = "','", pattern = "[^\"\\r\\n]")
          String delimiter,
      @Param(
              value =
                  "How many lines at the beginning (`true` for one, comments not counted) are no"
                      + " rows; they are kept in every event's `raw`.",
              byDefault = "false")
          Object skipHeader,
      @Param(
              value = "By field, a regular expression: only what it finds in a value is used.",
              byDefault = "{}")
          Map<String, String> columnRegexSearch,
      @Param(
              value = "By field, how its values are written: `json`, or as text without an entry.",
              byDefault = "{}")
          Map<String, String> dataType,
      @Param(
              "How times are written: `fuzzy` (without it, too), `timestamp`, `windows_nt`,"
                  + " `epoch_millis`, `utc_isoformat`, `from_format|%d.%m.%Y %H:%M` or"
                  + " `from_format_midnight|%d.%m.%Y`.")
          @Nullable String timeFormat,
      @Param(value = "What is put before URLs without a protocol.", byDefault = "http://")
          String defaultUrlProtocol,
      @Param(
              value =
                  "By field, a template that the columns, from 0, are put into: `http://{0}{1}`.",
              byDefault = "{}")
          Map<String, String> composeFields,
      @Param("The `classification.type` of events that have none.") @Nullable String type,
      @Param(value = "Replacements for values of `classification.type`.", byDefault = "{}")
          Map<String, String> typeTranslation,
      @Param(value = "By field, the value for events that have none.", byDefault = "{}")
          Map<String, Object> defaultFields,
      @Param("Text that decides which rows are used; needs `filter_type`.")
          @Nullable String filterText,
      @Param("Whether rows with the text of `filter_text` are all that is used, or left out.")
          @Nullable FilterType filterType) {}

  /** What becomes of rows with the text of {@code filter_text}. */
  public enum FilterType {
    WHITELIST,
    BLACKLIST
  }

  private final Config config;
  private final CsvFraming framing;
  private final CsvColumns columns;
  private final List<CsvTemplate> templates;
  private final Map<Field, Object> defaults = new LinkedHashMap<>();

  /** The parser. */
  public CsvParser(Config config, InstantSource clock, Harmonization harmonization) {
    this.config = config;
    this.framing =
        new CsvFraming(config.delimiter().charAt(0), '"', true, headerLines(config.skipHeader()));
    this.columns = new CsvColumns(config, clock, harmonization);
    this.templates =
        config.composeFields().entrySet().stream()
            .map(entry -> CsvTemplate.of(harmonization.field(entry.getKey()), entry.getValue()))
            .toList();
    config.defaultFields().forEach((name, value) -> defaults.put(harmonization.field(name), value));
    if (config.type() != null) {
      defaults.put(Fields.CLASSIFICATION_TYPE, config.type());
    }
    var event = new Event(harmonization);
    defaults.forEach(event::add);
    event
        .refusal()
        .ifPresent(refusal -> {
          throw new IllegalArgumentException("type, default_fields: " + refusal.message());
        });
    if (config.filterText() != null && config.filterType() == null) {
      throw new IllegalArgumentException("filter_text needs filter_type, whitelist or blacklist");
    }
  }

  @Override
  public Framing<CsvRow> framing() {
    return framing;
  }

  @Override
  public Outcome parse(CsvRow row, Report report) {
    if (config.filterText() != null) {
      boolean found = String.join(config.delimiter(), row.cells()).contains(config.filterText());
      if (found != (config.filterType() == FilterType.WHITELIST)) {
        return new Outcome.Skipped("filter_text");
      }
    }
    var event = new Event(report);
    Optional<Outcome> problem = columns.fill(event, row.cells());
    for (CsvTemplate template : templates) {
      problem = problem.or(() -> template.fill(event, row.cells()));
    }
    if (problem.isPresent()) {
      return problem.get();
    }
    event.add(Fields.RAW, row.rewritten());
    defaults.forEach(event::addIfAbsent);
    return Outcome.of(event);
  }

  private static int headerLines(Object skipHeader) {
    return switch (skipHeader.toString()) {
      case "false" -> 0;
      case "true" -> 1;
      case String number when number.matches("[0-9]{1,6}") -> Integer.parseInt(number);
      default ->
          throw new IllegalArgumentException(
              "skip_header must be true, false or a number of lines, not '" + skipHeader + "'");
    };
  }
}
