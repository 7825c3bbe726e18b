package intelmq.parsers.shadowserver;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import intelmq.harmonization.Harmonization;
import intelmq.parsers.shadowserver.ShadowserverParser.Config;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShadowserverSchemaTest {
  private static final String SCHEMA =
      "{'scan_example': {'feed_name': 'Accessible-Example', 'optional_fields': []}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          intelmq.json          ; schema must be a JSON object
          []                    ; schema must be a JSON object
          {}                    ; there is no report type in it
          {'_meta': {}}         ; there is no report type in it
          {'a': []}             ; 'a' must be an object
          {'a': {'required_fields': {}}} ; 'a', required_fields must be a list
          {'a': {'optional_fields': [5]}} ; 'a', optional_fields: 5 must be [field, column, function]
          {'a': {'optional_fields': [['extra.']]}} ; 'a', optional_fields: [extra.] must be
          {'a': {'required_fields': [['source.port', 'port', 'convert_itn']]}} ; 'a', required_fields, column 'port': there is no function 'convert_itn'; did you mean 'convert_int'?
          {'a': {'file_name': 'b'}, 'b': {}} ; 'b': there are two report types of file_name 'b'
          """)
  void refusesWhatIsNoSchema(String schema, String message) {
    assertThatThrownBy(() -> parser(schema, null)).hasMessageContaining(message);
  }

  @Test
  void namesEveryError() {
    assertThatThrownBy(
            () -> parser("{'a': 1, 'b': {'required_fields': [['x', 'y', 'convert']]}}", null))
        .hasMessageContaining("'a' must be an object\n'b', required_fields, column 'y'");
  }

  @Test
  void refusesFeedsThatTheSchemaLacks() {
    assertThatThrownBy(() -> parser(SCHEMA, "Accessible-Exmaple"))
        .hasMessageContaining(
            "the schema has no feed 'Accessible-Exmaple'; did you mean 'Accessible-Example'?");
  }

  private static ShadowserverParser parser(String schema, @Nullable String feedname) {
    return new ShadowserverParser(
        new Config(schema.replace('\'', '"'), feedname, false),
        InstantSource.fixed(Instant.EPOCH),
        Harmonization.standard());
  }
}
