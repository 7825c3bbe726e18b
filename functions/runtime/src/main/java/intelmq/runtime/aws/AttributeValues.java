package intelmq.runtime.aws;

import intelmq.harmonization.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** JSON values as DynamoDB's: numbers keep all their digits, since they travel as text. */
final class AttributeValues {
  private AttributeValues() {}

  static Map<String, AttributeValue> item(Map<?, ?> values) {
    var item = new LinkedHashMap<String, AttributeValue>();
    values.forEach((name, value) -> item.put(String.valueOf(name), of(value)));
    return item;
  }

  static AttributeValue of(@Nullable Object value) {
    return switch (value) {
      case null -> AttributeValue.fromNul(true);
      case String text -> AttributeValue.fromS(text);
      case Number number -> AttributeValue.fromN(number.toString());
      case Boolean bool -> AttributeValue.fromBool(bool);
      case List<?> list -> AttributeValue.fromL(list.stream().map(AttributeValues::of).toList());
      case Map<?, ?> map -> AttributeValue.fromM(item(map));
      case Object other when other.equals(Json.NULL) -> AttributeValue.fromNul(true);
      default -> throw new IllegalArgumentException("no value of a table: " + value.getClass());
    };
  }
}
