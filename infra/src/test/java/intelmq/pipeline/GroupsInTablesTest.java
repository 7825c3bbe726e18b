package intelmq.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.bot.Batch;
import intelmq.bot.port.Groups.Closed;
import intelmq.bot.port.Groups.Member;
import intelmq.bot.port.Groups.Scope;
import intelmq.localstack.server.Tables;
import intelmq.runtime.aws.AwsClients;
import intelmq.runtime.aws.DynamoItems;
import intelmq.runtime.groups.CountedGroups;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Counts are exact in a real table, too, whoever counts at a time. */
final class GroupsInTablesTest {
  private static final Path LIBRARIES = Path.of("../localstack/dynamodb-local/target/lib");
  private static final String REPORT = "feed-20261123T130000-0";
  private static final String TABLE = "groups";
  private static final int BATCHES = 12;
  private static final int SIZE = 20;

  @TempDir private Path directory;

  @Test
  void countsAreExact() throws IOException, InterruptedException, ExecutionException {
    var time = new AtomicReference<>(Instant.parse("2026-11-23T13:00:00Z"));
    try (var tables = Tables.start(0, LIBRARIES, directory.resolve("log"));
        var clients =
            new AwsClients(
                Map.of(
                    "AWS_ENDPOINT_URL",
                    tables.endpoint().toString(),
                    "AWS_REGION",
                    "eu-west-1",
                    "AWS_ACCESS_KEY_ID",
                    "id",
                    "AWS_SECRET_ACCESS_KEY",
                    "key"))) {
      createTable(clients);
      InstantSource clock = time::get;
      // two functions, each twice: messages are delivered again while others are at work
      var groups =
          IntStream.range(0, 4)
              .mapToObj(i -> new CountedGroups(new DynamoItems(clients.dynamoDb()), "stage", clock))
              .toList();
      var threshold = new Scope(TABLE, "threshold", Duration.ofHours(1), true);
      var aggregate = new Scope(TABLE, "aggregate", Duration.ofHours(1), false);
      List<List<Long>> numbers = addAll(groups, threshold);
      for (int i = 0; i < BATCHES; i++) {
        assertThat(numbers.get(i)).isEqualTo(numbers.get(i + BATCHES));
      }
      assertThat(numbers.subList(0, BATCHES).stream().flatMap(List::stream))
          .containsExactlyInAnyOrderElementsOf(
              LongStream.rangeClosed(1, (long) BATCHES * SIZE).boxed().toList());

      addAll(groups, aggregate);
      assertThat(groups.getFirst().over(aggregate, 10)).isEmpty();
      time.set(time.get().plus(Duration.ofHours(1)));
      var over = new ArrayList<Closed>();
      for (CountedGroups one : groups) {
        over.addAll(one.over(aggregate, 10));
      }
      assertThat(over).extracting(Closed::count).containsExactly((long) BATCHES * SIZE);
      groups.getFirst().forget(aggregate, over.getFirst());
      time.set(time.get().plus(Duration.ofHours(1)));
      assertThat(groups.getFirst().over(aggregate, 10)).isEmpty();
    }
  }

  private static List<List<Long>> addAll(List<CountedGroups> groups, Scope scope)
      throws InterruptedException, ExecutionException {
    var calls = new ArrayList<Callable<List<Long>>>();
    for (int i = 0; i < 2 * BATCHES; i++) {
      CountedGroups one = groups.get(i % groups.size());
      Batch batch =
          new Batch(
              REPORT + "@" + i % BATCHES,
              REPORT,
              LocalDate.of(2026, 11, 23),
              Instant.MAX,
              List.of());
      List<Member> members =
          IntStream.range(0, SIZE)
              .mapToObj(n -> new Member("hash", REPORT + ":" + n, "first", "last"))
              .toList();
      calls.add(() -> one.add(scope, batch, members));
    }
    var numbers = new ArrayList<List<Long>>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<Long>> call : threads.invokeAll(calls)) {
        numbers.add(call.get());
      }
    }
    return numbers;
  }

  /** As in infra/storage.yaml. */
  private static void createTable(AwsClients clients) {
    clients
        .dynamoDb()
        .createTable(table ->
            table
                .tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    attribute("hash", ScalarAttributeType.S),
                    attribute("list", ScalarAttributeType.S),
                    attribute("due", ScalarAttributeType.N))
                .keySchema(key("hash", KeyType.HASH))
                .globalSecondaryIndexes(
                    GlobalSecondaryIndex.builder()
                        .indexName("due")
                        .keySchema(key("list", KeyType.HASH), key("due", KeyType.RANGE))
                        .projection(
                            projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                        .build()));
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
