package intelmq.catalog;

import intelmq.bot.config.ParamSpec;
import intelmq.bot.config.ParamType;
import intelmq.harmonization.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The JSON schema (draft 2020-12) of a bot's parameters. It describes what one should write; the
 * function that reads them is more lenient (numbers in quotes, lists as text with commas).
 */
final class Schema {
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private Schema() {}

  /** The schema as a JSON object. */
  static Map<String, Object> of(BotModel bot) {
    var properties = new LinkedHashMap<String, Object>();
    bot.params().forEach(param -> properties.put(param.name(), property(param)));
    for (String ignored : bot.ignored()) {
      properties.put(ignored, Map.of("description", "Accepted and ignored."));
    }
    var schema = new LinkedHashMap<String, Object>();
    schema.put("$schema", DIALECT);
    schema.put("title", bot.kind().label() + " " + bot.name());
    schema.put("description", bot.doc().summary());
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put(
        "required",
        bot.params().stream().filter(ParamSpec::required).map(ParamSpec::name).toList());
    schema.put("additionalProperties", false);
    return schema;
  }

  private static Map<String, Object> property(ParamSpec param) {
    var property = new LinkedHashMap<String, Object>();
    property.put("description", param.doc());
    String type = type(param.type());
    if (!type.isEmpty()) {
      property.put("type", type);
    }
    if (param.type() == ParamType.LIST) {
      property.put("items", Map.of("type", "string"));
    } else if (param.type() == ParamType.MAP) {
      property.put("additionalProperties", Map.of("type", "string"));
    } else if (param.type() == ParamType.SECRET) {
      property.put("writeOnly", true);
    }
    constraints(param, property);
    if (param.byDefault() != null) {
      property.put("default", Objects.requireNonNull(Json.tryParse(param.byDefault())));
    }
    return property;
  }

  private static void constraints(ParamSpec param, Map<String, Object> property) {
    if (!param.choices().isEmpty()) {
      property.put("enum", param.choices());
    }
    if (Double.isFinite(param.min())) {
      property.put("minimum", number(param.min()));
    }
    if (Double.isFinite(param.max())) {
      property.put("maximum", number(param.max()));
    }
    if (!param.pattern().isEmpty()) {
      property.put("pattern", "^(?:" + param.pattern() + ")$");
    }
  }

  private static String type(ParamType type) {
    return switch (type) {
      case TEXT, CHOICE, SECRET, SOURCE -> "string";
      case INTEGER -> "integer";
      case NUMBER -> "number";
      case BOOLEAN -> "boolean";
      case LIST -> "array";
      case MAP, OBJECT -> "object";
      case ANY -> "";
    };
  }

  /** A whole number without the fraction that a double shows. */
  private static Object number(double number) {
    var exact = new BigDecimal(number);
    return exact.stripTrailingZeros().scale() <= 0
        ? (Object) exact.toBigInteger()
        : (Object) number;
  }
}
