package intelmq.runtime;

import intelmq.harmonization.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The structured log: a line of JSON a record, for the analyst and the cloud engineer. Values of
 * events do not belong into it, since they are personal data.
 */
public final class Log {
  private final Consumer<String> sink;
  private final InstantSource clock;
  private final Map<String, Object> context;

  /**
   * A log.
   *
   * @param sink takes lines without line end
   * @param context goes into every record, for instance the stage
   */
  public Log(Consumer<String> sink, InstantSource clock, Map<String, ?> context) {
    this.sink = sink;
    this.clock = clock;
    this.context = new LinkedHashMap<>(context);
  }

  /** This log with more context. */
  public Log with(String key, Object value) {
    var log = new Log(sink, clock, context);
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
    write(books.balanced() ? Level.INFO : Level.ERROR, "books", Map.of("books", books.toMap()));
  }

  /** A metric in CloudWatch's embedded metric format, which costs no call. */
  public void metric(String namespace, String name, double value) {
    Map<String, Object> definition =
        Map.of(
            "Namespace", namespace,
            "Dimensions", List.of(List.of()),
            "Metrics", List.of(Map.of("Name", name, "Unit", "Count")));
    write(
        Level.INFO,
        "metric",
        Map.of(
            "_aws",
            Map.of("Timestamp", clock.millis(), "CloudWatchMetrics", List.of(definition)),
            name,
            value));
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
    sink.accept(Json.text(line));
  }

  private enum Level {
    INFO,
    WARN,
    ERROR
  }
}
