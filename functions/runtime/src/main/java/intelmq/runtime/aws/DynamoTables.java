package intelmq.runtime.aws;

import intelmq.bot.port.Tables;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Gatherers;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Tables in DynamoDB. */
public final class DynamoTables implements Tables {
  /** DynamoDB's limit. */
  private static final int ITEMS_PER_CALL = 25;

  private static final int ATTEMPTS = 8;
  private static final Result STORED = new Result.Stored();

  private final DynamoDbClient dynamoDb;
  private final Duration firstPause;

  /** Tables that a client reaches. */
  public DynamoTables(DynamoDbClient dynamoDb) {
    this(dynamoDb, Duration.ofMillis(50));
  }

  /** With another pause before items that were not taken are sent again; it doubles each time. */
  DynamoTables(DynamoDbClient dynamoDb, Duration firstPause) {
    this.dynamoDb = dynamoDb;
    this.firstPause = firstPause;
  }

  @Override
  public List<Result> put(String table, List<Map<String, Object>> items) throws IOException {
    var results = new ArrayList<Result>(items.size());
    List<List<Map<String, AttributeValue>>> calls =
        items.stream()
            .map(AttributeValues::item)
            .gather(Gatherers.windowFixed(ITEMS_PER_CALL))
            .toList();
    for (List<Map<String, AttributeValue>> call : calls) {
      results.addAll(putSome(table, call));
    }
    return results;
  }

  private List<Result> putSome(String table, List<Map<String, AttributeValue>> items)
      throws IOException {
    try {
      putTogether(table, items);
      return Collections.nCopies(items.size(), STORED);
    } catch (DynamoDbException e) {
      if (!AwsFailures.isInvalid(e)) {
        throw AwsFailures.io("cannot write to table " + table, e);
      }
    } catch (SdkException e) {
      throw AwsFailures.io("cannot write to table " + table, e);
    }
    // one item that is too large, or twice there, fails a whole call: which one is it?
    var results = new ArrayList<Result>(items.size());
    for (Map<String, AttributeValue> item : items) {
      results.add(putAlone(table, item));
    }
    return results;
  }

  private void putTogether(String table, List<Map<String, AttributeValue>> items)
      throws IOException {
    Map<String, List<WriteRequest>> open =
        Map.of(table, items.stream().map(DynamoTables::putRequest).toList());
    for (int attempt = 1; ; attempt++) {
      Map<String, List<WriteRequest>> requests = open;
      open = dynamoDb.batchWriteItem(call -> call.requestItems(requests)).unprocessedItems();
      if (open.isEmpty()) {
        return;
      }
      if (attempt == ATTEMPTS) {
        throw new IOException("table " + table + " is overloaded");
      }
      pause(attempt);
    }
  }

  private Result putAlone(String table, Map<String, AttributeValue> item) throws IOException {
    try {
      dynamoDb.putItem(call -> call.tableName(table).item(item));
      return STORED;
    } catch (DynamoDbException e) {
      if (AwsFailures.isInvalid(e)) {
        return new Result.Refused(AwsFailures.reason(e));
      }
      throw AwsFailures.io("cannot write to table " + table, e);
    } catch (SdkException e) {
      throw AwsFailures.io("cannot write to table " + table, e);
    }
  }

  private static WriteRequest putRequest(Map<String, AttributeValue> item) {
    return WriteRequest.builder().putRequest(put -> put.item(item)).build();
  }

  /** Waits longer each time, and not as long as others that wait for the same table. */
  private void pause(int attempt) throws IOException {
    long most = firstPause.toMillis() << attempt;
    try {
      Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted while waiting").initCause(e);
    }
  }
}
