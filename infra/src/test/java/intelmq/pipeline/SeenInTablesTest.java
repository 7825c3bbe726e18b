package intelmq.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import intelmq.bot.port.SeenTable.Mark;
import intelmq.harmonization.Sha256;
import intelmq.localstack.server.Tables;
import intelmq.runtime.aws.AwsClients;
import intelmq.runtime.aws.DynamoSeenLog;
import intelmq.runtime.seen.LoggedSeenTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The deduplicator's log in a real table: exact, whoever writes at a time. */
final class SeenInTablesTest {
  private static final Path LIBRARIES = Path.of("../localstack/dynamodb-local/target/lib");
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T13:00:00Z"));
  private static final Duration DAY = Duration.ofDays(1);
  private static final String TABLE = "seen";
  private static final int FUNCTIONS = 4;
  private static final int BATCHES = 40;
  private static final int SIZE = 500;

  @TempDir private Path directory;

  @Test
  void eachContentIsFirstSightOnce() throws IOException, InterruptedException, ExecutionException {
    try (var tables = Tables.start(0, LIBRARIES, directory.resolve("log"));
        var clients = clients(tables)) {
      DynamoDbClient dynamoDb = clients.dynamoDb();
      createTable(dynamoDb);
      Map<String, String> firsts = markAll(dynamoDb);
      // every content is in two batches
      assertThat(firsts).hasSize(BATCHES / 2 * SIZE);
      // several pages, read back by one that starts
      var newcomer = new LoggedSeenTable(new DynamoSeenLog(dynamoDb), CLOCK);
      for (int batch = 0; batch < BATCHES; batch++) {
        List<Mark> marks = marks(batch);
        BitSet first = newcomer.mark(TABLE, marks, DAY);
        for (int i = 0; i < SIZE; i++) {
          Mark mark = marks.get(i);
          assertThat(first.get(i)).isEqualTo(mark.event().equals(firsts.get(mark.hash())));
        }
      }
      String expires = Long.toString(CLOCK.instant().plus(Duration.ofDays(3)).getEpochSecond());
      assertThat(dynamoDb.scan(call -> call.tableName(TABLE)).items())
          .allSatisfy(
              item -> assertThat(item).containsEntry("expires", AttributeValue.fromN(expires)));
      refusesWhatItDoesNotKnow(dynamoDb);
    }
  }

  private static Map<String, String> markAll(DynamoDbClient dynamoDb)
      throws InterruptedException, ExecutionException {
    var calls = new ArrayList<Callable<BitSet>>();
    for (int function = 0; function < FUNCTIONS; function++) {
      var own = new LoggedSeenTable(new DynamoSeenLog(dynamoDb), CLOCK);
      for (int batch = function; batch < BATCHES; batch += FUNCTIONS) {
        List<Mark> marks = marks(batch);
        calls.add(() -> own.mark(TABLE, marks, DAY));
      }
    }
    Map<String, String> firsts = new HashMap<>();
    try (var threads = Executors.newFixedThreadPool(FUNCTIONS)) {
      List<Future<BitSet>> answers = threads.invokeAll(calls);
      int call = 0;
      for (int function = 0; function < FUNCTIONS; function++) {
        for (int batch = function; batch < BATCHES; batch += FUNCTIONS) {
          List<Mark> marks = marks(batch);
          BitSet first = answers.get(call++).get();
          first.stream()
              .mapToObj(marks::get)
              .forEach(mark -> assertThat(firsts.put(mark.hash(), mark.event())).isNull());
        }
      }
    }
    return firsts;
  }

  private static void refusesWhatItDoesNotKnow(DynamoDbClient dynamoDb) {
    dynamoDb.putItem(call ->
        call.tableName(TABLE)
            .item(
                Map.of(
                    "log", AttributeValue.fromS("0"),
                    "number", AttributeValue.fromN("100000"),
                    "entries", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {9})))));
    var table = new LoggedSeenTable(new DynamoSeenLog(dynamoDb), CLOCK);
    assertThatIOException()
        .isThrownBy(() -> table.mark(TABLE, marks(0), DAY))
        .withMessage("table seen has an item 100000 of another format");
  }

  private static List<Mark> marks(int batch) {
    return IntStream.range(0, SIZE)
        .mapToObj(i ->
            new Mark(
                Sha256.hex("content " + (batch / 2 * SIZE + i), 64), "feed-" + batch + ":" + i))
        .toList();
  }

  private static AwsClients clients(Tables tables) {
    return new AwsClients(
        Map.of(
            "AWS_ENDPOINT_URL",
            tables.endpoint().toString(),
            "AWS_REGION",
            "eu-west-1",
            "AWS_ACCESS_KEY_ID",
            "id",
            "AWS_SECRET_ACCESS_KEY",
            "key"));
  }

  private static void createTable(DynamoDbClient dynamoDb) {
    dynamoDb.createTable(call ->
        call.tableName(TABLE)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                attribute("log", ScalarAttributeType.S), attribute("number", ScalarAttributeType.N))
            .keySchema(key("log", KeyType.HASH), key("number", KeyType.RANGE)));
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
