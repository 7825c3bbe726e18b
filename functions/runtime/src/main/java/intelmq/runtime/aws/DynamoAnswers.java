package intelmq.runtime.aws;

import intelmq.runtime.answers.AnswerStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * A table in DynamoDB with one item per answer: {@code question} (the key), {@code values} (texts)
 * and {@code expires} (epoch seconds, the table's time to live; missing for ever).
 */
public final class DynamoAnswers implements AnswerStore {
  private static final int READ = 100;
  private static final int WRITTEN = 25;
  private static final int TRIES = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  private final DynamoDbClient dynamoDb;
  private final String table;

  /** A table that a client reaches. */
  public DynamoAnswers(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  @Override
  public Map<String, Kept> get(Collection<String> questions)
      throws IOException, InterruptedException {
    var found = new HashMap<String, Kept>();
    List<String> all = List.copyOf(questions);
    for (int i = 0; i < all.size(); i += READ) {
      var keys = new ArrayList<Map<String, AttributeValue>>();
      for (String question : all.subList(i, Math.min(all.size(), i + READ))) {
        keys.add(Map.of("question", AttributeValue.fromS(question)));
      }
      Map<String, KeysAndAttributes> open =
          Map.of(table, KeysAndAttributes.builder().keys(keys).build());
      for (int tried = 0; !open.isEmpty(); tried++) {
        pause(tried);
        Map<String, KeysAndAttributes> request = open;
        try {
          var answer = dynamoDb.batchGetItem(call -> call.requestItems(request));
          answer
              .responses()
              .getOrDefault(table, List.of())
              .forEach(item -> found.put(question(item), kept(item)));
          open = answer.unprocessedKeys();
        } catch (SdkException e) {
          throw AwsFailures.io("cannot read table " + table, e);
        }
      }
    }
    return found;
  }

  @Override
  public void put(Map<String, Kept> answers) throws IOException, InterruptedException {
    var writes = new ArrayList<WriteRequest>();
    answers.forEach((question, kept) -> {
      PutRequest put = PutRequest.builder().item(item(question, kept)).build();
      writes.add(WriteRequest.builder().putRequest(put).build());
    });
    for (int i = 0; i < writes.size(); i += WRITTEN) {
      Map<String, List<WriteRequest>> open =
          Map.of(table, writes.subList(i, Math.min(writes.size(), i + WRITTEN)));
      for (int tried = 0; !open.isEmpty(); tried++) {
        pause(tried);
        Map<String, List<WriteRequest>> request = open;
        try {
          open = dynamoDb.batchWriteItem(call -> call.requestItems(request)).unprocessedItems();
        } catch (SdkException e) {
          throw AwsFailures.io("cannot write to table " + table, e);
        }
      }
    }
  }

  private void pause(int tried) throws IOException, InterruptedException {
    if (tried == TRIES) {
      throw new IOException("the table " + table + " takes no more at present");
    }
    if (tried > 0) {
      Thread.sleep(FIRST_PAUSE.multipliedBy(1L << (tried - 1)));
    }
  }

  private static Map<String, AttributeValue> item(String question, Kept kept) {
    var item = new HashMap<String, AttributeValue>();
    item.put("question", AttributeValue.fromS(question));
    item.put(
        "values", AttributeValue.fromL(kept.values().stream().map(AttributeValue::fromS).toList()));
    Instant until = kept.until();
    if (until != null) {
      item.put("expires", AttributeValue.fromN(Long.toString(until.getEpochSecond())));
    }
    return item;
  }

  private static String question(Map<String, AttributeValue> item) {
    AttributeValue question = item.get("question");
    return question == null ? "" : question.s();
  }

  private static Kept kept(Map<String, AttributeValue> item) {
    AttributeValue values = item.get("values");
    AttributeValue expires = item.get("expires");
    return new Kept(
        values == null ? List.of() : values.l().stream().map(AttributeValue::s).toList(),
        expires == null ? null : Instant.ofEpochSecond(Long.parseLong(expires.n())));
  }
}
