package intelmq.localstack.results;

import intelmq.harmonization.Field;
import intelmq.harmonization.Types;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of the output to tables: an attribute per field, beside those the table needs. */
public record TableStore(DynamoDbClient dynamoDb) implements Store {
  private static final Set<String> OF_THE_TABLE = Set.of("id", "expires", "feed_day");

  @Override
  public List<StoredEvent> read(String output, Map<?, ?> parameters) {
    String table = String.valueOf(parameters.get("table"));
    var events = new ArrayList<StoredEvent>();
    for (Map<String, AttributeValue> item :
        dynamoDb.scanPaginator(request -> request.tableName(table)).items()) {
      events.add(event(output, item));
    }
    return events;
  }

  /** The event of an item. */
  public static StoredEvent event(String output, Map<String, AttributeValue> item) {
    var event = new TreeMap<String, @Nullable Object>();
    item.forEach((name, value) -> {
      if (!OF_THE_TABLE.contains(name)) {
        event.put(name, field(name, value));
      }
    });
    AttributeValue id = item.get("id");
    return new StoredEvent(output, id == null ? "" : id.s(), event);
  }

  /** The table's numbers do not say whether they have a fraction; the field does. */
  private static @Nullable Object field(String name, AttributeValue value) {
    boolean fraction =
        Field.find(name)
            .filter(
                field -> field.type().equals(Types.FLOAT) || field.type().equals(Types.ACCURACY))
            .isPresent();
    return plain(value) instanceof Number number && fraction
        ? (Object) number.doubleValue()
        : plain(value);
  }

  private static @Nullable Object plain(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s();
      case BOOL -> value.bool();
      case N -> number(new BigDecimal(value.n()));
      case L -> value.l().stream().map(TableStore::plain).toList();
      case M -> {
        var map = new LinkedHashMap<String, @Nullable Object>();
        value.m().forEach((key, item) -> map.put(key, plain(item)));
        yield map;
      }
      default -> null;
    };
  }

  private static Object number(BigDecimal number) {
    return number.scale() <= 0 ? (Object) number.toBigIntegerExact() : number.doubleValue();
  }
}
