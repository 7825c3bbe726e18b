package intelmq.localstack.resource;

import intelmq.localstack.template.Account;
import intelmq.localstack.template.Physical;
import intelmq.localstack.template.Properties;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;

/** A DynamoDB table with its indexes. */
final class Table implements ResourceType {
  @Override
  public Physical physical(String defaultName, Properties properties, Account account) {
    String name = properties.text("TableName", defaultName);
    return new Physical(
        name, Map.of("Arn", ResourceTypes.arn(account, "dynamodb", "table/" + name)));
  }

  @Override
  public void create(Properties properties, Physical physical, Deployment deployment) {
    List<GlobalSecondaryIndex> indexes =
        properties.maps("GlobalSecondaryIndexes").stream().map(Table::index).toList();
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(physical.ref())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(keys(properties))
            .attributeDefinitions(
                properties.maps("AttributeDefinitions").stream()
                    .map(attribute ->
                        AttributeDefinition.builder()
                            .attributeName(attribute.text("AttributeName"))
                            .attributeType(attribute.text("AttributeType"))
                            .build())
                    .toList());
    if (!indexes.isEmpty()) {
      request.globalSecondaryIndexes(indexes);
    }
    deployment.dynamoDb().createTable(request.build());
  }

  private static GlobalSecondaryIndex index(Properties index) {
    return GlobalSecondaryIndex.builder()
        .indexName(index.text("IndexName"))
        .keySchema(keys(index))
        .projection(
            Projection.builder()
                .projectionType(index.map("Projection").text("ProjectionType"))
                .build())
        .build();
  }

  private static List<KeySchemaElement> keys(Properties properties) {
    return properties.maps("KeySchema").stream()
        .map(key ->
            KeySchemaElement.builder()
                .attributeName(key.text("AttributeName"))
                .keyType(key.text("KeyType"))
                .build())
        .toList();
  }
}
