package intelmq.runtime.aws;

import intelmq.runtime.seen.Block;
import intelmq.runtime.seen.SeenLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * A log in a table of DynamoDB: items with the keys {@code log} (always {@code 0}) and {@code
 * number}, and {@code entries} (a byte for the format, 1, and the block's), {@code until} (epoch
 * seconds; missing for ever) and {@code expires}, the table's time to live.
 */
public final class DynamoSeenLog implements SeenLog {
  private static final byte FORMAT = 1;
  private static final AttributeValue LOG = AttributeValue.fromS("0");
  private static final String NUMBER = "number";
  private static final String ENTRIES = "entries";
  private static final String UNTIL = "until";

  /**
   * Blocks stay for longer than any environment lives, so that none goes on with the number after a
   * last block that is gone.
   */
  private static final Duration REMNANT = Duration.ofDays(2);

  private final DynamoDbClient dynamoDb;

  /** Tables that a client reaches. */
  public DynamoSeenLog(DynamoDbClient dynamoDb) {
    this.dynamoDb = dynamoDb;
  }

  @Override
  public void forward(String log, long from, Reader reader) throws IOException {
    read(log, from, true, reader);
  }

  @Override
  public void backward(String log, Reader reader) throws IOException {
    read(log, 0, false, reader);
  }

  private void read(String table, long from, boolean upwards, Reader reader) throws IOException {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .scanIndexForward(upwards)
            .keyConditionExpression("#log = :log AND #number >= :from")
            .expressionAttributeNames(Map.of("#log", "log", "#number", NUMBER))
            .expressionAttributeValues(
                Map.of(":log", LOG, ":from", AttributeValue.fromN(Long.toString(from))))
            .build();
    try {
      // page by page: what a paginator reads ahead may not be wanted
      QueryResponse page = dynamoDb.query(request);
      while (true) {
        for (Map<String, AttributeValue> item : page.items()) {
          long number = number(item, NUMBER);
          if (!reader.take(number, block(table, number, item))) {
            return;
          }
        }
        if (page.lastEvaluatedKey().isEmpty()) {
          return;
        }
        Map<String, AttributeValue> start = page.lastEvaluatedKey();
        page = dynamoDb.query(request.toBuilder().exclusiveStartKey(start).build());
      }
    } catch (SdkException e) {
      throw AwsFailures.io("cannot read table " + table, e);
    }
  }

  private static Block block(String table, long number, Map<String, AttributeValue> item)
      throws IOException {
    AttributeValue value = item.get(ENTRIES);
    byte[] bytes = value == null || value.b() == null ? new byte[0] : value.b().asByteArray();
    if (bytes.length == 0 || bytes[0] != FORMAT) {
      throw new IOException("table " + table + " has an item " + number + " of another format");
    }
    byte[] entries = Arrays.copyOfRange(bytes, 1, bytes.length);
    try {
      return new Block(number(item, UNTIL), entries);
    } catch (IllegalArgumentException e) {
      throw new IOException("table " + table + ", item " + number + ": " + e.getMessage(), e);
    }
  }

  /** A number; 0 if there is none. */
  private static long number(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? 0 : Long.parseLong(value.n());
  }

  @Override
  public boolean append(String log, long number, Block block) throws IOException {
    byte[] entries = block.bytes();
    ByteBuffer bytes = ByteBuffer.allocate(entries.length + 1).put(FORMAT).put(entries).flip();
    var item = new HashMap<String, AttributeValue>();
    item.put("log", LOG);
    item.put(NUMBER, AttributeValue.fromN(Long.toString(number)));
    item.put(ENTRIES, AttributeValue.fromB(SdkBytes.fromByteBuffer(bytes)));
    if (block.until() != 0) {
      long expires = block.until() + REMNANT.toSeconds();
      item.put(UNTIL, AttributeValue.fromN(Long.toString(block.until())));
      item.put("expires", AttributeValue.fromN(Long.toString(expires)));
    }
    try {
      dynamoDb.putItem(call ->
          call.tableName(log)
              .item(item)
              .conditionExpression("attribute_not_exists(#number)")
              .expressionAttributeNames(Map.of("#number", NUMBER)));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    } catch (SdkException e) {
      throw AwsFailures.io("cannot write to table " + log, e);
    }
  }
}
