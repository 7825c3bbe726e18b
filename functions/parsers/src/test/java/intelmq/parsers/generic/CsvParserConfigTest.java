package intelmq.parsers.generic;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import intelmq.bot.config.BotSpec;
import intelmq.runtime.BotLoader;
import intelmq.testkit.FakePorts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvParserConfigTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          type: scanner                                  ; 'columns' is missing
          columns: [sorce.ip]                            ; there is no field 'sorce.ip'
          columns: [source.ip], delimiter: ab  ; 'delimiter' must be text matching
          columns: [source.ip], skip_header: maybe       ; skip_header must be true, false or a number of lines, not 'maybe'
          columns: [source.ip], columns_required: [true, true] ; columns_required has 2 entries, columns 1
          columns: [source.ip], columns_required: [yes]  ; columns_required must be true or false for each column, not 'yes'
          columns: [source.ip], column_regex_search: {source.ip: '(?=a)'} ; column_regex_search of source.ip:
          columns: [source.ip], column_regex_search: {source.asn: a} ; column_regex_search: 'source.asn' is not in columns
          columns: [source.ip], data_type: {source.ip: xml} ; data_type of source.ip must be json, not 'xml'
          columns: [source.ip], time_format: timestmap   ; there is no time format 'timestmap'
          columns: [source.ip], type: scaner             ; 'scaner' is not a valid ClassificationType
          columns: [source.ip], default_fields: {source.port: x} ; 'x' is not a valid Integer
          columns: [source.ip], compose_fields: {source.url: '{a}'} ; compose_fields takes columns by their number
          columns: [source.ip], filter_text: a           ; filter_text needs filter_type
          columns: [source.ip], filter_type: greylist    ; 'filter_type' must be one of whitelist, blacklist
          """)
  void refusesWhatItCannotDo(String parameters, String message) {
    assertThatThrownBy(() -> load(parameters)).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          columns: "source.ip, source.fqdn"
          columns: [source.ip], skip_header: 2
          columns: [source.ip], skip_header: "true", time_format: "", type_translation: null
          columns: [source.ip|__IGNORE__, ""], columns_required: "true,false"
          """)
  void takesWhatIntelmqTakes(String parameters) {
    assertThatCode(() -> load(parameters)).doesNotThrowAnyException();
  }

  private static void load(String parameters) {
    var ports = FakePorts.withoutWeb();
    new BotLoader(BotSpec.Kind.PARSER)
        .load("{csv: {" + parameters + "}}", ports, secret -> () -> secret);
  }
}
