package intelmq.parsers.shadowserver;

import intelmq.bot.Bot;
import intelmq.bot.Outcome;
import intelmq.bot.Param;
import intelmq.bot.Parser;
import intelmq.bot.framing.Framing;
import intelmq.harmonization.Field;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Report;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses the CSV reports of Shadowserver by the schema that Shadowserver publishes. A report's type
 * is the part of {@code extra.file_name} between date and suffix, {@code scan_smb} in {@code
 * 2026-11-23-scan_smb-example.csv}.
 */
@Bot(
    name = "shadowserver",
    upstream = "intelmq.bots.parsers.shadowserver.parser",
    ignored = {"auto_update", "test_mode"})
public final class ShadowserverParser implements Parser<ReportRow> {
  /** The parser's parameters. */
  public record Config(
      @Param(
              "What the columns of each type of report mean: the content of the file that"
                  + " Shadowserver publishes as `intelmq.json`, or where it lies (`s3://…`).")
          String schema,
      @Param(
              "The feed whose reports all reports are, whatever their file is called: `feed_name`"
                  + " or `file_name` of the schema.")
          @Nullable String feedname,
      @Param(
              value =
                  "Whether the schema's `feed.name` and `feed.documentation` replace the report's.",
              byDefault = "false")
          boolean overwrite) {}

  private static final Field FILE_NAME = Field.extra("file_name");
  private static final Pattern FILE =
      Pattern.compile("(?:.*/)?[0-9]{4}-[0-9]{2}-[0-9]{2}-([0-9A-Za-z_]+)(?:-[^/]*)?\\.csv.*");
  private static final int MOST_LAYOUTS = 200;
  private static final int LONGEST_KEY = 64 << 10;

  private final Schema schema;
  private final @Nullable ReportType feed;
  private final boolean overwrite;
  private final InstantSource clock;
  private final Harmonization harmonization;

  /** Layouts that reports needed lately; nothing in them is of a report but its header. */
  private final Map<Key, Layout> layouts = new ConcurrentHashMap<>();

  /** The parser. */
  public ShadowserverParser(Config config, InstantSource clock, Harmonization harmonization) {
    this.schema = new Schema(config.schema());
    String feedname = config.feedname();
    this.feed = feedname == null || feedname.isEmpty() ? null : schema.byFeedName(feedname);
    this.overwrite = config.overwrite();
    this.clock = clock;
    this.harmonization = harmonization;
  }

  @Override
  public Framing<ReportRow> framing() {
    return ReportRow.FRAMING;
  }

  @Override
  public Outcome parse(ReportRow row, Report report) {
    String file = feed == null ? Objects.requireNonNullElse(report.text(FILE_NAME), "") : "";
    var key = new Key(file, row.header());
    Layout known = layouts.get(key);
    if (known != null) {
      return known.parse(row, report);
    }
    ReportType type = feed;
    if (type == null) {
      Matcher name = FILE.matcher(file);
      if (!name.matches()) {
        return new Outcome.Malformed(
            "unknown-report",
            "extra.file_name must be like 2026-11-23-scan_smb-example.csv, not '" + file + "'");
      }
      type = schema.byFileName(name.group(1));
      if (type == null) {
        return new Outcome.Malformed(
            "unknown-report",
            "the schema has no report type '"
                + name.group(1)
                + "' (from extra.file_name)"
                + schema.hint(name.group(1)));
      }
    }
    var layout = new Layout(type, row.header(), overwrite, clock, harmonization);
    remember(key, layout);
    return layout.parse(row, report);
  }

  /** In bounds: headers and file names are what reports say they are. */
  private void remember(Key key, Layout layout) {
    if (layouts.size() >= MOST_LAYOUTS) {
      layouts.clear();
    }
    if (key.header().length() + key.file().length() < LONGEST_KEY) {
      layouts.put(key, layout);
    }
  }

  private record Key(String file, String header) {}
}
