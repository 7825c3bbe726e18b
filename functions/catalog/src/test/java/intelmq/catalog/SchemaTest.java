package intelmq.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import intelmq.bot.config.BotSpec.Kind;
import intelmq.bot.config.ConfigurationException;
import intelmq.bot.config.Values;
import intelmq.harmonization.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SchemaTest {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final String REQUIRED =
      "\"http_url\": \"https://example.org/\", \"LINES\": 7, \"api_key\": \"key\"";

  private final Built module = Built.all();
  private final String text = module.resource("META-INF/intelmq/schema/collector/fetch.json");
  private final Schema schema = REGISTRY.getSchema(text);

  @Test
  void isASchemaItself() {
    Schema schemas =
        REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    assertThat(schemas.validate(text, InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ", \"name\": \"Example\", \"accuracy\": 99.5",
        ", \"method\": \"post_form\", \"skip\": [\"a\"], \"labels\": {\"a\": \"b\"}",
        ", \"rules\": {\"a\": [1]}, \"anything\": [1], \"nothing\": false",
        ", \"fewest\": 1, \"characters\": 2, \"share\": 0.5, \"strict\": true",
        ", \"http_timeout_sec\": 890, \"logging_level\": \"DEBUG\""
      })
  void allowsWhatTheBotTakes(String further) {
    String given = "{" + REQUIRED + further + "}";

    assertThat(schema.validate(given, InputFormat.JSON)).isEmpty();
    assertThat(values(given).text("http_url")).isEqualTo("https://example.org/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"http_url\": \"ftp://example.org\", \"LINES\": 7, \"api_key\": \"key\"}",
        "{\"http_url\": \"https://example.org/\", \"LINES\": 0, \"api_key\": \"key\"}",
        "{\"http_url\": \"https://example.org/\", \"LINES\": 3000000000, \"api_key\": \"key\"}",
        "{\"http_url\": \"https://example.org/\", \"LINES\": 7, \"api_key\": 5}",
        "{" + REQUIRED + ", \"accuracy\": 101}",
        "{" + REQUIRED + ", \"method\": \"put\"}",
        "{" + REQUIRED + ", \"strict\": \"maybe\"}",
        "{" + REQUIRED + ", \"skip\": [[]]}",
        "{" + REQUIRED + ", \"labels\": {\"a\": {}}}",
        "{" + REQUIRED + ", \"unknown\": 1}"
      })
  void refusesWhatTheBotRefuses(String given) {
    assertThat(schema.validate(given, InputFormat.JSON)).isNotEmpty();
    assertThatThrownBy(() -> values(given)).isInstanceOf(ConfigurationException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          http_url; "type": "string", "pattern": "^(?:https?://.+)$"
          accuracy; "type": "number", "minimum": 0, "maximum": 100, "default": 100
          max_bytes; "type": "integer", "minimum": 1, "default": 5368709120
          strict; "type": "boolean"
          method; "type": "string", "enum": ["get", "post_form"], "default": "get"
          skip; "type": "array", "items": {"type": "string"}, "default": ["a.b", "c"]
          more_labels; "type": "object", "additionalProperties": {"type": "string"}
          rules; "type": "object", "default": {}
          anything; "default": 5
          api_key; "type": "string", "writeOnly": true
          logging_level; "description": "Accepted and ignored."
          """)
  void saysAllOfAParameter(String name, String expected) {
    assertThat(Json.tryParse(text))
        .extracting("properties")
        .extracting(name, InstanceOfAssertFactories.MAP)
        .containsAllEntriesOf(json("{" + expected + "}"))
        .containsKey("description");
  }

  @Test
  void requiresWhatHasNoDefaultAndCannotBeNull() {
    assertThat(json(text))
        .containsEntry("required", List.of("http_url", "LINES", "api_key"))
        .containsEntry("additionalProperties", false);
  }

  private Values values(String json) {
    return Values.of(module.bot(Kind.COLLECTOR, "fetch"), json(json), NamedSecret::new);
  }

  @SuppressWarnings("unchecked") // it is an object
  private static Map<String, Object> json(String text) {
    return (Map<String, Object>) Objects.requireNonNull(Json.tryParse(text));
  }
}
