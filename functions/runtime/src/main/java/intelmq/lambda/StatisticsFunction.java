package intelmq.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import intelmq.runtime.Environment;
import intelmq.runtime.Log;
import intelmq.runtime.Statistics;
import intelmq.runtime.aws.DynamoStatistics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Keeps the counts of parsed reports (EventBridge's {@code Report Parsed}), and by schedule finds
 * silent feeds.
 */
public final class StatisticsFunction
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private final Function function;
  private final Statistics statistics;

  /** Used by Lambda. */
  public StatisticsFunction() {
    this(System.getenv());
  }

  /** A function with an environment of its own. */
  public StatisticsFunction(Map<String, String> variables) {
    this(variables, InstantSource.system());
  }

  /** A function with an environment and a clock of its own. */
  public StatisticsFunction(Map<String, String> variables, InstantSource clock) {
    function = new Function(variables, clock);
    Environment environment = function.environment();
    var store =
        new DynamoStatistics(
            function.clients(),
            environment.get("STATISTICS_TABLE"),
            environment.get("STACK"),
            function.clock());
    statistics = new Statistics(store, environment.enabledFeeds(), function.clock());
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    Log log = function.log(context);
    try {
      if (event.get("detail") instanceof Map<?, ?> detail) {
        statistics.parsed(detail);
        return Map.of("report", String.valueOf(detail.get("report")));
      }
      List<String> silent = statistics.silent();
      silent.forEach(feed -> log.warn("silent feed " + feed, Map.of()));
      log.metric("IntelMQ/" + function.environment().get("STACK"), "SilentFeeds", silent.size());
      return Map.of("silent", silent);
    } catch (IOException e) {
      log.error("statistics failed", e);
      throw new UncheckedIOException(e);
    }
  }
}
