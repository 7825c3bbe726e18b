package intelmq.runtime.aws;

import intelmq.harmonization.Json;
import intelmq.runtime.ReportId;
import intelmq.runtime.Statistics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.ssm.model.Parameter;

/**
 * The statistics table: an item per report, by feed and report id, which sorts by time; kept for
 * 400 days. What interval a feed has stands in the parameter {@code /<stack>/feeds/<feed>}.
 */
public final class DynamoStatistics implements Statistics.Store {
  private static final Duration LIFETIME = Duration.ofDays(400);

  private final AwsClients clients;
  private final String table;
  private final String stack;
  private final InstantSource clock;

  /** Statistics of a stack in a table. */
  public DynamoStatistics(AwsClients clients, String table, String stack, InstantSource clock) {
    this.clients = clients;
    this.table = table;
    this.stack = stack;
    this.clock = clock;
  }

  @Override
  public void keep(Map<String, Object> line) throws IOException {
    Map<String, AttributeValue> item = item(line);
    try {
      clients.dynamoDb().putItem(request -> request.tableName(table).item(item));
    } catch (SdkException e) {
      throw AwsFailures.io("cannot write to the table " + table, e);
    }
  }

  @Override
  public void note(Map<String, Object> line) throws IOException {
    Map<String, AttributeValue> item = item(line);
    try {
      clients
          .dynamoDb()
          .putItem(request ->
              request
                  .tableName(table)
                  .item(item)
                  .conditionExpression("attribute_not_exists(parsed)"));
    } catch (ConditionalCheckFailedException e) {
      // parsed before, and now once more: its line stays
    } catch (SdkException e) {
      throw AwsFailures.io("cannot write to the table " + table, e);
    }
  }

  private Map<String, AttributeValue> item(Map<String, Object> line) {
    var item = new HashMap<String, AttributeValue>();
    line.forEach((name, value) ->
        item.put(
            name,
            value instanceof Number
                ? AttributeValue.fromN(value.toString())
                : AttributeValue.fromS(value.toString())));
    item.put(
        "expires",
        AttributeValue.fromN(Long.toString(clock.instant().plus(LIFETIME).getEpochSecond())));
    return item;
  }

  @Override
  public Map<String, Statistics.Line> since(String feed, ReportId first) throws IOException {
    try {
      var lines = new HashMap<String, Statistics.Line>();
      clients
          .dynamoDb()
          .queryPaginator(request ->
              request
                  .tableName(table)
                  .keyConditionExpression("feed = :feed AND report >= :first")
                  .projectionExpression("report, parsed, progress, resent")
                  .expressionAttributeValues(
                      Map.of(
                          ":feed",
                          AttributeValue.fromS(feed),
                          ":first",
                          AttributeValue.fromS(first.toString()))))
          .items()
          .forEach(item -> {
            AttributeValue report = item.get("report");
            if (report != null) {
              lines.put(report.s(), line(item));
            }
          });
      return lines;
    } catch (SdkException e) {
      throw AwsFailures.io("cannot read the table " + table, e);
    }
  }

  private static Statistics.Line line(Map<String, AttributeValue> item) {
    AttributeValue progress = item.get("progress");
    AttributeValue resent = item.get("resent");
    return new Statistics.Line(
        item.containsKey("parsed"),
        progress == null ? Instant.MIN : Instant.parse(progress.s()),
        resent == null ? 0 : Integer.parseInt(resent.n()));
  }

  @Override
  public Optional<Instant> lastReport(String feed) throws IOException {
    try {
      List<Map<String, AttributeValue>> items =
          clients
              .dynamoDb()
              .query(request ->
                  request
                      .tableName(table)
                      .keyConditionExpression("feed = :feed")
                      .expressionAttributeValues(Map.of(":feed", AttributeValue.fromS(feed)))
                      .scanIndexForward(false)
                      .limit(1))
              .items();
      return items.stream()
          .map(item -> item.get("report"))
          .filter(Objects::nonNull)
          .findFirst()
          .map(report -> ReportId.parse(report.s()).time().toInstant(ZoneOffset.UTC));
    } catch (SdkException e) {
      throw AwsFailures.io("cannot read the table " + table, e);
    }
  }

  @Override
  public Map<String, Duration> intervals() throws IOException {
    String path = "/" + stack + "/feeds";
    var intervals = new HashMap<String, Duration>();
    try {
      for (Parameter parameter :
          clients.ssm().getParametersByPathPaginator(r -> r.path(path)).stream()
              .flatMap(page -> page.parameters().stream())
              .toList()) {
        String feed = parameter.name().substring(path.length() + 1);
        if (Json.tryParse(parameter.value()) instanceof Map<?, ?> map
            && map.get("interval_minutes") instanceof Number minutes) {
          intervals.put(feed, Duration.ofMinutes(minutes.longValue()));
        }
      }
    } catch (SdkException e) {
      throw AwsFailures.io("cannot read the parameters " + path, e);
    }
    return intervals;
  }
}
