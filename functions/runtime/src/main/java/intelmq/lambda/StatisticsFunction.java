package intelmq.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import intelmq.runtime.Environment;
import intelmq.runtime.Log;
import intelmq.runtime.LostReports;
import intelmq.runtime.ReportId;
import intelmq.runtime.Statistics;
import intelmq.runtime.aws.DynamoStatistics;
import intelmq.runtime.aws.S3Listing;
import intelmq.runtime.aws.SqsParsers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Keeps the counts of parsed reports (EventBridge's {@code Report Parsed}), and by schedule finds
 * silent feeds, and reports that were stored but never parsed.
 */
public final class StatisticsFunction
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private final Function function;
  private final Statistics statistics;
  private final LostReports lostReports;

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
    lostReports =
        new LostReports(
            store,
            new S3Listing(function.clients().s3(), environment.get("REPORTS_BUCKET")),
            new SqsParsers(function.clients().sqs(), environment.get("STACK")),
            function.clock());
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
      List<ReportId> lost = lostReports.resend(log);
      if (!lost.isEmpty()) {
        log.metric("IntelMQ/" + function.environment().get("STACK"), "LostReports", lost.size());
      }
      return Map.of("silent", silent, "lost", lost.stream().map(ReportId::toString).toList());
    } catch (IOException e) {
      log.error("statistics failed", e);
      throw new UncheckedIOException(e);
    }
  }
}
