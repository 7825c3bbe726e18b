package intelmq.runtime.aws;

import intelmq.runtime.groups.ItemStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * A table in DynamoDB with the key {@code hash}, the attributes {@code version} and {@code expires}
 * (epoch seconds, the table's time to live), texts, and for items of a list {@code list} and {@code
 * due} (epoch milliseconds), which are the keys of the index {@code due}.
 */
public final class DynamoItems implements ItemStore {
  private static final int READ = 100;
  private static final int TRIES = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  private static final String HASH = "hash";
  private static final String VERSION = "version";
  private static final String LIST = "list";
  private static final String DUE = "due";
  private static final String EXPIRES = "expires";
  private static final Set<String> OWN = Set.of(HASH, VERSION, LIST, DUE, EXPIRES);

  /** Why a transaction is cancelled that may be tried again. */
  private static final Set<String> PASSING =
      Set.of("None", "ConditionalCheckFailed", "TransactionConflict");

  private final DynamoDbClient dynamoDb;

  /** Tables that a client reaches. */
  public DynamoItems(DynamoDbClient dynamoDb) {
    this.dynamoDb = dynamoDb;
  }

  @Override
  public Map<String, Item> read(String table, Collection<String> keys)
      throws IOException, InterruptedException {
    var found = new HashMap<String, Item>();
    List<String> all = List.copyOf(keys);
    for (int i = 0; i < all.size(); i += READ) {
      List<Map<String, AttributeValue>> some =
          all.subList(i, Math.min(all.size(), i + READ)).stream().map(DynamoItems::key).toList();
      Map<String, KeysAndAttributes> open =
          Map.of(table, KeysAndAttributes.builder().keys(some).consistentRead(true).build());
      for (int tried = 0; !open.isEmpty(); tried++) {
        pause(table, tried);
        Map<String, KeysAndAttributes> request = open;
        try {
          var answer = dynamoDb.batchGetItem(call -> call.requestItems(request));
          for (Map<String, AttributeValue> item :
              answer.responses().getOrDefault(table, List.of())) {
            Item read = item(item);
            found.put(read.key(), read);
          }
          open = answer.unprocessedKeys();
        } catch (SdkException e) {
          throw AwsFailures.io("cannot read table " + table, e);
        }
      }
    }
    return found;
  }

  @Override
  public boolean write(String table, List<Change> changes) throws IOException {
    try {
      if (changes.size() == 1) {
        writeOne(table, changes.getFirst());
      } else {
        // repeated for want of an answer, the call is done once
        String token = UUID.randomUUID().toString();
        List<TransactWriteItem> writes =
            changes.stream().map(change -> write(table, change)).toList();
        dynamoDb.transactWriteItems(call -> call.transactItems(writes).clientRequestToken(token));
      }
      return true;
    } catch (ConditionalCheckFailedException | TransactionConflictException e) {
      return false;
    } catch (TransactionCanceledException e) {
      if (e.cancellationReasons().stream()
          .map(CancellationReason::code)
          .allMatch(PASSING::contains)) {
        return false;
      }
      if (e.cancellationReasons().stream()
          .anyMatch(reason -> reason.code().equals("ValidationError"))) {
        throw new IllegalStateException("table " + table + " refuses an item", e);
      }
      throw AwsFailures.io("cannot write to table " + table, e);
    } catch (DynamoDbException e) {
      if (AwsFailures.isInvalid(e)) {
        throw new IllegalStateException("table " + table + " refuses an item", e);
      }
      throw AwsFailures.io("cannot write to table " + table, e);
    } catch (SdkException e) {
      throw AwsFailures.io("cannot write to table " + table, e);
    }
  }

  private void writeOne(String table, Change change) {
    Item item = change.item();
    if (item == null) {
      dynamoDb.deleteItem(call ->
          call.tableName(table)
              .key(key(change.key()))
              .conditionExpression(condition(change))
              .expressionAttributeNames(names(change))
              .expressionAttributeValues(values(change)));
    } else {
      dynamoDb.putItem(call ->
          call.tableName(table)
              .item(attributes(item))
              .conditionExpression(condition(change))
              .expressionAttributeNames(names(change))
              .expressionAttributeValues(values(change)));
    }
  }

  private static TransactWriteItem write(String table, Change change) {
    Item item = change.item();
    return item == null
        ? TransactWriteItem.builder()
            .delete(delete ->
                delete
                    .tableName(table)
                    .key(key(change.key()))
                    .conditionExpression(condition(change))
                    .expressionAttributeNames(names(change))
                    .expressionAttributeValues(values(change)))
            .build()
        : TransactWriteItem.builder()
            .put(put ->
                put.tableName(table)
                    .item(attributes(item))
                    .conditionExpression(condition(change))
                    .expressionAttributeNames(names(change))
                    .expressionAttributeValues(values(change)))
            .build();
  }

  @Override
  public List<Item> due(String table, String list, Instant now, int most)
      throws IOException, InterruptedException {
    var keys = new ArrayList<String>();
    try {
      dynamoDb
          .query(call ->
              call.tableName(table)
                  .indexName(DUE)
                  .keyConditionExpression("#list = :list AND #due <= :now")
                  .expressionAttributeNames(Map.of("#list", LIST, "#due", DUE))
                  .expressionAttributeValues(
                      Map.of(":list", AttributeValue.fromS(list), ":now", millis(now)))
                  .limit(most))
          .items()
          .forEach(item -> keys.add(text(item, HASH)));
    } catch (SdkException e) {
      throw AwsFailures.io("cannot read table " + table, e);
    }
    // the index is behind the table
    Map<String, Item> items = keys.isEmpty() ? Map.of() : read(table, keys);
    return keys.stream()
        .filter(items::containsKey)
        .map(items::get)
        .filter(item -> item.list().equals(list))
        .toList();
  }

  private static void pause(String table, int tried) throws IOException, InterruptedException {
    if (tried == TRIES) {
      throw new IOException("the table " + table + " takes no more at present");
    }
    if (tried > 0) {
      Thread.sleep(FIRST_PAUSE.multipliedBy(1L << (tried - 1)));
    }
  }

  private static Map<String, AttributeValue> key(String key) {
    return Map.of(HASH, AttributeValue.fromS(key));
  }

  private static String condition(Change change) {
    return change.seen().isEmpty() ? "attribute_not_exists(#attribute)" : "#attribute = :seen";
  }

  private static Map<String, String> names(Change change) {
    return Map.of("#attribute", change.seen().isEmpty() ? HASH : VERSION);
  }

  private static @Nullable Map<String, AttributeValue> values(Change change) {
    // an empty map would be refused
    return change.seen().isEmpty() ? null : Map.of(":seen", AttributeValue.fromS(change.seen()));
  }

  private static Map<String, AttributeValue> attributes(Item item) {
    var attributes = new HashMap<String, AttributeValue>();
    item.values().forEach((name, text) -> attributes.put(name, AttributeValue.fromS(text)));
    attributes.put(HASH, AttributeValue.fromS(item.key()));
    attributes.put(VERSION, AttributeValue.fromS(item.version()));
    if (!item.list().isEmpty()) {
      attributes.put(LIST, AttributeValue.fromS(item.list()));
    }
    if (!item.due().equals(Instant.MAX)) {
      attributes.put(DUE, millis(item.due()));
    }
    if (!item.expires().equals(Instant.MAX)) {
      attributes.put(EXPIRES, AttributeValue.fromN(Long.toString(item.expires().getEpochSecond())));
    }
    return attributes;
  }

  private static Item item(Map<String, AttributeValue> attributes) {
    var values = new HashMap<String, String>();
    attributes.forEach((name, value) -> {
      if (!OWN.contains(name) && value.s() != null) {
        values.put(name, value.s());
      }
    });
    AttributeValue due = attributes.get(DUE);
    AttributeValue expires = attributes.get(EXPIRES);
    return new Item(
        text(attributes, HASH),
        text(attributes, VERSION),
        values,
        text(attributes, LIST),
        due == null ? Instant.MAX : Instant.ofEpochMilli(Long.parseLong(due.n())),
        expires == null ? Instant.MAX : Instant.ofEpochSecond(Long.parseLong(expires.n())));
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }

  private static AttributeValue millis(Instant time) {
    return AttributeValue.fromN(Long.toString(time.toEpochMilli()));
  }
}
