package intelmq.ctl;

import intelmq.localstack.results.FileStore;
import intelmq.localstack.results.StoredEvent;
import intelmq.localstack.results.TableStore;
import intelmq.runtime.ReportId;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Looks for events in the store that an installation has: its table or its bucket. */
final class EventSearch {
  private static final Pattern DAY = Pattern.compile(".*/day=([0-9-]{10})/([^/]+)\\.jsonl\\.gz");

  /** What 4 KiB cost to read, twice as dear if the answer has to be the newest; in USD. */
  private static final double PRICE_OF_READ = 0.125 / 1_000_000 / 2;

  private static final int READ_BYTES = 4096;
  private static final int MOST_DAYS = 400;

  private final EventQuery query;
  private final int limit;
  private final long mostRead;
  private final Consumer<String> notes;
  private final List<StoredEvent> found = new ArrayList<>();
  private long read;

  /**
   * A search.
   *
   * @param limit most events that are wanted
   * @param mostRead most events that are looked at where there is no index
   * @param notes is told what it costs, and where the search ended early
   */
  EventSearch(EventQuery query, int limit, long mostRead, Consumer<String> notes) {
    this.query = query;
    this.limit = limit;
    this.mostRead = mostRead;
    this.notes = notes;
  }

  /**
   * Looks in a table, by an index if it has one that helps.
   *
   * @param names {@code feed.name} of events of the feed that is looked for
   */
  List<StoredEvent> table(
      DynamoDbClient dynamoDb, String table, List<String> names, InstantSource clock) {
    TableDescription description =
        dynamoDb.describeTable(request -> request.tableName(table)).table();
    Set<String> indexes =
        description.globalSecondaryIndexes().stream()
            .map(GlobalSecondaryIndexDescription::indexName)
            .collect(Collectors.toSet());
    String address = query.address();
    if (address != null && indexes.contains("source.ip")) {
      query(dynamoDb, table, "source.ip", "source.ip", AttributeValue.fromS(address));
    } else if (query.asn() != null && indexes.contains("source.asn")) {
      query(
          dynamoDb,
          table,
          "source.asn",
          "source.asn",
          AttributeValue.fromN(query.asn().toString()));
    } else if (!names.isEmpty() && query.since() != null && indexes.contains("feed-day")) {
      days(dynamoDb, table, names, clock);
    } else {
      scan(dynamoDb, table, description);
    }
    return found;
  }

  private void query(
      DynamoDbClient dynamoDb, String table, String index, String attribute, AttributeValue value) {
    for (Map<String, AttributeValue> item :
        dynamoDb
            .queryPaginator(request ->
                request
                    .tableName(table)
                    .indexName(index)
                    .keyConditionExpression("#key = :value")
                    .expressionAttributeNames(Map.of("#key", attribute))
                    .expressionAttributeValues(Map.of(":value", value)))
            .items()) {
      if (isFull(TableStore.event("dynamodb", item))) {
        return;
      }
    }
  }

  /** Newest day first. */
  private void days(
      DynamoDbClient dynamoDb, String table, List<String> names, InstantSource clock) {
    Instant until = query.until();
    LocalDate day = LocalDate.ofInstant(until == null ? clock.instant() : until, ZoneOffset.UTC);
    for (int i = 0; i < MOST_DAYS && query.mayHave(day) && found.size() < limit; i++) {
      for (String name : names) {
        query(dynamoDb, table, "feed-day", "feed_day", AttributeValue.fromS(name + "#" + day));
      }
      day = day.minusDays(1);
    }
  }

  private void scan(DynamoDbClient dynamoDb, String table, TableDescription description) {
    double cost = Math.ceil((double) description.tableSizeBytes() / READ_BYTES) * PRICE_OF_READ;
    notes.accept(
        String.format(
            Locale.ROOT,
            "no index of the table helps here: it is read from its beginning (about %d events, %.2f"
                + " USD for all of it, at most %d events are read)",
            description.itemCount(),
            cost,
            mostRead));
    for (Map<String, AttributeValue> item :
        dynamoDb.scanPaginator(request -> request.tableName(table)).items()) {
      if (isFull(TableStore.event("dynamodb", item)) || isTooMuch()) {
        return;
      }
    }
  }

  /** Looks in a bucket, newest day first. */
  List<StoredEvent> bucket(S3Client s3, String bucket, String prefix) throws IOException {
    var store = new FileStore(s3);
    List<String> keys =
        s3
            .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix + "/day="))
            .contents()
            .stream()
            .map(S3Object::key)
            .filter(this::mayHave)
            .sorted(Comparator.reverseOrder())
            .toList();
    for (String key : keys) {
      for (StoredEvent event : store.object("file", bucket, key)) {
        if (isFull(event)) {
          return found;
        }
      }
      if (isTooMuch()) {
        return found;
      }
    }
    return found;
  }

  private boolean mayHave(String key) {
    Matcher matcher = DAY.matcher(key);
    if (!matcher.matches()) {
      return false;
    }
    try {
      String batch = matcher.group(2);
      return query.mayHave(LocalDate.parse(matcher.group(1)))
          && query.mayHave(ReportId.parse(batch.substring(0, Math.max(0, batch.indexOf('@')))));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      return false;
    }
  }

  private boolean isFull(StoredEvent event) {
    read++;
    if (query.test(event)) {
      found.add(event);
    }
    return found.size() >= limit;
  }

  private boolean isTooMuch() {
    if (read < mostRead) {
      return false;
    }
    notes.accept(
        read + " events were read, and no more: --most reads on, --since or --feed narrows it");
    return true;
  }
}
