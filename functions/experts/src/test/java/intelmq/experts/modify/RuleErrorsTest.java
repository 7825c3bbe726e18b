package intelmq.experts.modify;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import intelmq.bot.config.ConfigurationException;
import intelmq.harmonization.Harmonization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in rules are refused at the start, with their place, what was expected and a hint. */
final class RuleErrorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                                          ¦ line 1, column 1: expected a list of rules, but there is nothing
          {"if": {}, "then": {}}                                      ¦ line 1, column 1: expected a list of rules, not an object
          [] []                                                       ¦ line 1, column 4: expected nothing after the list
          [5]                                                         ¦ line 1, column 2: expected a rule as an object, not a number
          [{"if": {}}]                                                ¦ line 1, column 2: the rule lacks the member 'then'
          [{"then": {}}]                                              ¦ line 1, column 2: the rule lacks the member 'if'
          [{"if": {}, "than": {}}]                                    ¦ line 1, column 13: expected one of rulename, if, then, not 'than'; did you mean 'then'?
          [{"if": [], "then": {}}]                                    ¦ line 1, column 9: expected the fields to match as an object, not a list
          [{"if": {}, "then": null}]                                  ¦ line 1, column 21: expected the fields to set as an object, not null
          [{"if": {}, "then": {}, "rulename": 5}]                     ¦ line 1, column 37: expected a text as name, not a number
          [{"if": {"source.ipp": ""}, "then": {}}]                    ¦ line 1, column 10: there is no field 'source.ipp'; did you mean 'source.ip'?
          [{"if": {"comment": "("}, "then": {}}]                      ¦ line 1, column 21: expected a regular expression in RE2's syntax
          [{"if": {}, "then": {"coment": "a"}}]                       ¦ line 1, column 22: there is no field 'coment'; did you mean 'comment'?
          [{"if": {}, "then": {"source.port": "http"}}]               ¦ line 1, column 37: expected a value that 'source.port' takes: Integer
          [{"if": {}, "then": {"comment": "{msg[comment]"}}]          ¦ line 1, column 33: the template
          [{"if": {}, "then": {"comment": "{msg[coment]}"}}]          ¦ there is no field 'coment'; did you mean 'comment'?
          [{"if": {}, "then": {"comment": "{mgs[comment]}"}}]         ¦ expected {msg[FIELD]} or {matches[FIELD][GROUP]}, not {mgs}; did you mean 'msg'?
          [{"if": {}, "then": {"comment": "{msg}"}}]                  ¦ expected one name in brackets after msg
          [{"if": {}, "then": {"comment": "{matches[comment]}"}}]     ¦ expected a field and a group after matches
          [{"if": {}, "then": {"comment": "{msg[comment]:>5}"}}]      ¦ a format after a colon is not supported: ':>5'
          [{"if": {}, "then": {"comment": "{matches[comment][1]}"}}]  ¦ the rule has no regular expression for 'comment' below 'if'
          [{"if": {"comment": "(a)"}, "then": {"comment": "{matches[comment][2]}"}}]         ¦ the regular expression of 'comment' has no group '2'
          [{"if": {"comment": "(?P<name>a)"}, "then": {"comment": "{matches[comment][nam]}"}}] ¦ has no group 'nam'; did you mean 'name'?
          [{"if": {"comment": "a", "comment": "b"}, "then": {}}]      ¦ line 1, column
          [{"if": {"comment": "a"}, "then": {},}]                     ¦ line 1, column
          [{"if": {"comment": 'a'}, "then": {}}]                      ¦ line 1, column 21
          """)
  void areRefused(String rules, String message) {
    refused(rules, message);
  }

  @Test
  void linesAreCounted() {
    refused("[\n  {\"if\": {},\r\n   \"then\": 5}]", "line 3, column 12: expected the fields");
  }

  @Test
  void deepNestingIsBounded() {
    refused("[".repeat(100_000), "line 1, column ");
    refused("[{\"if\": {\"extra.a\": " + "[".repeat(100_000), "line 1, column ");
  }

  private static void refused(String rules, String message) {
    var config = new ModifyExpert.Config(rules, true, null, true);
    var fields = Harmonization.standard();
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> new ModifyExpert(config, fields))
        .withMessageStartingWith("modify: configuration_path, line ")
        .withMessageContaining(message);
  }
}
