package intelmq.runtime.aws;

import intelmq.bot.port.SeenTable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * A table in DynamoDB with one item per mark: {@code hash} (the key), {@code event} (who showed it
 * first) and {@code expires} (epoch seconds, the table's time to live; missing for ever).
 */
public final class DynamoSeenTable implements SeenTable {
  /** Calls at a time; each takes a few milliseconds, almost all of them waiting. */
  private static final int CONCURRENCY = 16;

  private final DynamoDbClient dynamoDb;
  private final InstantSource clock;

  /** Tables that a client reaches. */
  public DynamoSeenTable(DynamoDbClient dynamoDb, InstantSource clock) {
    this.dynamoDb = dynamoDb;
    this.clock = clock;
  }

  @Override
  public BitSet mark(String table, List<Mark> marks, Duration lifetime)
      throws IOException, InterruptedException {
    var candidates = new LinkedHashMap<String, Mark>();
    marks.forEach(mark -> candidates.putIfAbsent(mark.hash(), mark));
    Map<String, String> owners = owners(table, candidates, lifetime);
    var firstSight = new BitSet(marks.size());
    for (int i = 0; i < marks.size(); i++) {
      Mark mark = marks.get(i);
      firstSight.set(i, mark.event().equals(owners.get(mark.hash())));
    }
    return firstSight;
  }

  /** The event that has the entry of each hash, by hash. */
  private Map<String, String> owners(String table, Map<String, Mark> candidates, Duration lifetime)
      throws IOException, InterruptedException {
    Instant now = clock.instant();
    var owners = new HashMap<String, String>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(CONCURRENCY, Thread.ofVirtual().factory())) {
      try {
        var calls = new LinkedHashMap<String, Future<String>>();
        candidates.forEach((hash, mark) ->
            calls.put(hash, threads.submit(() -> owner(table, mark, now, lifetime))));
        for (var call : calls.entrySet()) {
          owners.put(call.getKey(), call.getValue().get());
        }
      } finally {
        // after a failure the others are in vain
        threads.shutdownNow();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SdkException cause) {
        throw AwsFailures.io("cannot write to table " + table, cause);
      }
      throw new IllegalStateException(e.getCause());
    }
    return owners;
  }

  /**
   * Writes the entry unless there is one that is not outdated (DynamoDB removes those days later),
   * and says whose it is then. An entry is never renewed, so its lifetime counts from first sight.
   */
  private String owner(String table, Mark mark, Instant now, Duration lifetime) {
    var item = new HashMap<String, AttributeValue>();
    item.put("hash", AttributeValue.fromS(mark.hash()));
    item.put("event", AttributeValue.fromS(mark.event()));
    if (!lifetime.isZero()) {
      item.put("expires", number(now.plus(lifetime)));
    }
    try {
      dynamoDb.putItem(call ->
          call.tableName(table)
              .item(item)
              .conditionExpression("attribute_not_exists(#hash) OR #expires < :now")
              .expressionAttributeNames(Map.of("#hash", "hash", "#expires", "expires"))
              .expressionAttributeValues(Map.of(":now", number(now)))
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return mark.event();
    } catch (ConditionalCheckFailedException e) {
      AttributeValue owner = e.item().get("event");
      return owner == null || owner.s() == null ? "" : owner.s();
    }
  }

  private static AttributeValue number(Instant time) {
    return AttributeValue.fromN(Long.toString(time.getEpochSecond()));
  }
}
