package intelmq.ctl;

import intelmq.harmonization.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.ssm.model.Parameter;

/**
 * How a feed is: what its last report held, and whether that is too long ago.
 *
 * @param enabled whether the deployment collects it
 * @param interval within which a report is expected; zero for whenever there is one
 * @param lastReport the id of the last report that was parsed; null for none
 * @param lastParsed when
 * @param counts of that report: records, events, skipped, quarantined, bytes
 * @param silent whether a report is overdue
 */
record FeedStatus(
    String feed,
    boolean enabled,
    Duration interval,
    @Nullable String lastReport,
    @Nullable Instant lastParsed,
    Map<String, Long> counts,
    boolean silent) {
  private static final List<String> COUNTS =
      List.of("records", "events", "skipped", "quarantined", "bytes");

  /** Takes a copy of the map. */
  FeedStatus {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }

  /** The feeds of an installation, by name. */
  static List<FeedStatus> of(Installation installation, InstantSource clock)
      throws InterruptedException {
    Map<String, Duration> intervals = intervals(installation);
    var feeds = new ArrayList<StackFunction>();
    installation.functions().stream()
        .filter(function -> function.kind() == StackFunction.Kind.COLLECTOR)
        .filter(function -> function.feed().isPresent())
        .forEach(feeds::add);
    return Parallel.map(
        feeds,
        collector ->
            ask(
                installation,
                collector.feed().orElseThrow(),
                Switches.isEnabled(collector),
                intervals,
                clock));
  }

  private static FeedStatus ask(
      Installation installation,
      String feed,
      boolean enabled,
      Map<String, Duration> intervals,
      InstantSource clock) {
    Map<String, AttributeValue> last =
        installation
            .dynamoDb()
            .query(request ->
                request
                    .tableName(installation.table("statistics"))
                    .keyConditionExpression("feed = :feed")
                    .expressionAttributeValues(Map.of(":feed", AttributeValue.fromS(feed)))
                    .scanIndexForward(false)
                    .limit(1))
            .items()
            .stream()
            .findFirst()
            .orElse(Map.of());
    var counts = new LinkedHashMap<String, Long>();
    COUNTS.forEach(
        name -> text(last, name).ifPresent(count -> counts.put(name, Long.valueOf(count))));
    Duration interval = intervals.getOrDefault(feed, Duration.ZERO);
    Instant parsed = text(last, "parsed").map(Instant::parse).orElse(null);
    boolean silent =
        enabled
            && !interval.isZero()
            && (parsed == null || parsed.plus(interval).isBefore(clock.instant()));
    return new FeedStatus(
        feed, enabled, interval, text(last, "report").orElse(null), parsed, counts, silent);
  }

  private static Optional<String> text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null
        ? Optional.empty()
        : Optional.ofNullable(value.n() == null ? value.s() : value.n());
  }

  private static Map<String, Duration> intervals(Installation installation) {
    String path = "/" + installation.stack() + "/feeds";
    var intervals = new HashMap<String, Duration>();
    for (Parameter parameter :
        installation.ssm().getParametersByPathPaginator(request -> request.path(path)).stream()
            .flatMap(page -> page.parameters().stream())
            .toList()) {
      if (Json.tryParse(parameter.value()) instanceof Map<?, ?> map
          && map.get("interval_minutes") instanceof Number minutes) {
        intervals.put(
            parameter.name().substring(path.length() + 1), Duration.ofMinutes(minutes.longValue()));
      }
    }
    return intervals;
  }

  /** The status for programs. */
  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("feed", feed);
    json.put("enabled", enabled);
    json.put("interval_minutes", interval.toMinutes());
    json.put("last_report", Objects.requireNonNullElse(lastReport, Json.NULL));
    json.put("last_parsed", lastParsed == null ? Json.NULL : lastParsed.toString());
    json.put("counts", counts);
    json.put("silent", silent);
    return json;
  }

  /** A line of a table: feed, status, interval, last report, when, records, events, … */
  List<Object> row() {
    var row = new ArrayList<Object>();
    row.add(feed);
    row.add(silent ? "silent" : enabled ? "enabled" : "disabled");
    row.add(interval.isZero() ? "-" : interval.toMinutes() + " min");
    row.add(Objects.requireNonNullElse(lastReport, "-"));
    row.add(lastParsed == null ? "-" : lastParsed.truncatedTo(ChronoUnit.SECONDS));
    for (String name : List.of("records", "events", "skipped", "quarantined")) {
      row.add(counts.containsKey(name) ? String.valueOf(counts.get(name)) : "-");
    }
    return row;
  }

  /** The columns of {@link #row}. */
  static final List<String> COLUMNS =
      List.of(
          "feed",
          "status",
          "interval",
          "last report",
          "parsed",
          "records",
          "events",
          "skipped",
          "quarantined");
}
