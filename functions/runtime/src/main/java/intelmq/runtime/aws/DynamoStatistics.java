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
    try {
      clients.dynamoDb().putItem(request -> request.tableName(table).item(item));
    } catch (SdkException e) {
      throw AwsFailures.io("cannot write to the table " + table, e);
    }
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
