package intelmq.localstack.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

final class TablesTest {
  static final Path LIBRARIES = Path.of("dynamodb-local/target/lib");

  @TempDir private Path directory;

  @Test
  void storesOnce() throws IOException, InterruptedException {
    try (var tables = Tables.start(0, LIBRARIES, directory.resolve("log"));
        var client = Clients.client(DynamoDbClient.builder(), tables.endpoint())) {
      client.createTable(t ->
          t.tableName("events")
              .billingMode(BillingMode.PAY_PER_REQUEST)
              .attributeDefinitions(
                  AttributeDefinition.builder()
                      .attributeName("id")
                      .attributeType(ScalarAttributeType.S)
                      .build())
              .keySchema(
                  KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build()));
      putOnce(client);
      assertThatThrownBy(() -> putOnce(client)).isInstanceOf(ConditionalCheckFailedException.class);
      assertThat(
              client
                  .getItem(
                      g -> g.tableName("events").key(Map.of("id", AttributeValue.fromS("feed:1"))))
                  .hasItem())
          .isTrue();
    }
  }

  @Test
  void saysWhereTheJarsAreMissing() {
    assertThatThrownBy(() -> Tables.start(0, directory.resolve("none"), directory.resolve("log")))
        .hasMessageContaining("none")
        .hasMessageContaining("./build");
  }

  @Test
  void doesNotTakeAnotherServerForItsOwn() throws IOException {
    try (var taken = new ServerSocket(0)) {
      assertThatThrownBy(
              () -> Tables.start(taken.getLocalPort(), LIBRARIES, directory.resolve("log")))
          .isInstanceOf(IOException.class);
    }
  }

  private static void putOnce(DynamoDbClient client) {
    client.putItem(p ->
        p.tableName("events")
            .item(Map.of("id", AttributeValue.fromS("feed:1")))
            .conditionExpression("attribute_not_exists(id)"));
  }
}
