package intelmq.runtime.aws;

import intelmq.runtime.Facts;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Facts in a table of DynamoDB, which forgets them after some time. */
public final class DynamoFacts implements Facts.Store {
  private final AwsClients clients;
  private final String table;
  private final Duration lifetime;
  private final InstantSource clock;

  /** Facts in a table, for a time. */
  public DynamoFacts(AwsClients clients, String table, Duration lifetime, InstantSource clock) {
    this.clients = clients;
    this.table = table;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  @Override
  public void keep(Map<String, Object> item) throws IOException {
    Map<String, AttributeValue> values = new HashMap<>(AttributeValues.item(item));
    long expires = clock.instant().plus(lifetime).getEpochSecond();
    values.put("expires", AttributeValue.fromN(Long.toString(expires)));
    try {
      clients.dynamoDb().putItem(request -> request.tableName(table).item(values));
    } catch (SdkException e) {
      throw AwsFailures.io("cannot write to the table " + table, e);
    }
  }
}
