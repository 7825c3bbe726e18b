package intelmq.runtime;

import intelmq.harmonization.Json;
import intelmq.runtime.Books.Disposition;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The structured log: a line of JSON a record, for the analyst and the cloud engineer. Values of
 * events do not belong into it, since they are personal data.
 */
public final class Log {
  /** Messages of whose units not each has one disposition: a defect. */
  public static final String UNBALANCED = "Unbalanced";

  /** Units set aside. */
  public static final String QUARANTINED = "Quarantined";

  /** Events that wait for something that is down, each time they do. */
  public static final String WAITING = "Waiting";

  /** Messages that cannot be read. */
  public static final String UNDECODABLE = "Undecodable";

  private static final HexFormat HEX = HexFormat.of();

  private final Consumer<String> sink;
  private final InstantSource clock;
  private final Map<String, Object> context;

  /** Counts of an invocation, for all that log it. */
  private final Map<String, Long> counts;

  /**
   * A log.
   *
   * @param sink takes lines without line end
   * @param context goes into every record, for instance the stage
   */
  public Log(Consumer<String> sink, InstantSource clock, Map<String, ?> context) {
    this(sink, clock, context, new ConcurrentHashMap<>());
  }

  private Log(
      Consumer<String> sink,
      InstantSource clock,
      Map<String, ?> context,
      Map<String, Long> counts) {
    this.sink = sink;
    this.clock = clock;
    this.context = new LinkedHashMap<>(context);
    this.counts = counts;
  }

  /** This log with more context. */
  public Log with(String key, Object value) {
    var log = new Log(sink, clock, context, counts);
    log.context.put(key, value);
    return log;
  }

  /** Something happened as it should. */
  public void info(String message, Map<String, ?> fields) {
    write(Level.INFO, message, fields);
  }

  /** Something should be looked at. */
  public void warn(String message, Map<String, ?> fields) {
    write(Level.WARN, message, fields);
  }

  /** Something failed. */
  public void error(String message, Throwable cause) {
    write(
        Level.ERROR,
        message,
        Map.of("error", String.valueOf(cause.getMessage()), "trace", trace(cause)));
  }

  /** What became of a message's units. */
  public void books(Books books) {
    if (!books.balanced()) {
      count(UNBALANCED, 1);
    }
    count(QUARANTINED, books.count(Disposition.QUARANTINED));
    write(books.balanced() ? Level.INFO : Level.ERROR, "books", Map.of("books", books.toMap()));
  }

  /** Adds to a metric that {@link #flush} writes. */
  public void count(String metric, long number) {
    if (number != 0) {
      counts.merge(metric, number, Long::sum);
    }
  }

  /** Writes what was counted since the last time, if anything was, as metrics in one line. */
  public void flush(String namespace) {
    var metrics = new TreeMap<>(counts);
    counts.clear();
    if (!metrics.isEmpty()) {
      metrics(namespace, metrics);
    }
  }

  /** A metric in CloudWatch's embedded metric format, which costs no call. */
  public void metric(String namespace, String name, double value) {
    metrics(namespace, Map.of(name, value));
  }

  private void metrics(String namespace, Map<String, ? extends Number> values) {
    Map<String, Object> definition =
        Map.of(
            "Namespace",
            namespace,
            "Dimensions",
            List.of(List.of()),
            "Metrics",
            values.keySet().stream().map(name -> Map.of("Name", name, "Unit", "Count")).toList());
    var fields = new LinkedHashMap<String, Object>();
    fields.put(
        "_aws", Map.of("Timestamp", clock.millis(), "CloudWatchMetrics", List.of(definition)));
    fields.putAll(values);
    write(Level.INFO, "metric", fields);
  }

  /** The stack trace of an exception, as text. */
  public static String trace(Throwable cause) {
    var text = new StringWriter();
    cause.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private void write(Level level, String message, Map<String, ?> fields) {
    var line = new LinkedHashMap<String, Object>();
    line.put("time", clock.instant().toString());
    line.put("level", level.name().toLowerCase(Locale.ROOT));
    line.put("message", message);
    line.putAll(context);
    line.putAll(fields);
    sink.accept(ascii(Json.text(line)));
  }

  /**
   * The same JSON in visible ASCII: a value from a feed neither begins a line of its own nor
   * commands the terminal of who reads the log.
   */
  private static String ascii(String json) {
    var text = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c >= ' ' && c <= '~') {
        text.append(c);
      } else {
        text.append("\\u").append(HEX.toHexDigits(c));
      }
    }
    return text.toString();
  }

  private enum Level {
    INFO,
    WARN,
    ERROR
  }
}
