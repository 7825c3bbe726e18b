package intelmq.experts.sieve;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import intelmq.bot.config.ConfigurationException;
import intelmq.harmonization.Harmonization;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in rules are refused at the start, with their place, what was expected and a hint. */
final class SieveErrorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          fi source.ip == 'a' { }                     ¦ line 1, column 1: expected 'if' or an action, not 'fi'; did you mean 'if'?
          elsif :exists source.ip { }                 ¦ line 1, column 1: expected 'if' or an action, not 'elsif'; did you mean 'elif'?
          else { drop }                               ¦ line 1, column 1: 'else' has no 'if' before it
          'text'                                      ¦ line 1, column 1: expected 'if' or an action, not the text 'text'
          if :exists source.ip drop                   ¦ line 1, column 22: expected '{', not 'drop'
          if :exists source.ip { drop                 ¦ line 1, column 28: expected '}' for the '{' of line 1, column 22, not the end
          if :exists source.ip { } else if            ¦ line 1, column 31: expected '{', not 'if'; did you mean 'elif'?
          if (:exists source.ip { drop }              ¦ line 1, column 23: expected ')', not '{'
          if :exist source.ip { }                     ¦ line 1, column 4: expected a field or ':exists', not ':exist'; did you mean ':exists'?
          if source.ip = '192.0.2.1' { }              ¦ line 1, column 14: expected an operator, not '='; did you mean '=='?
          if comment :contain 'a' { }                 ¦ line 1, column 12: expected an operator, not ':contain'; did you mean ':contains'?
          if comment :notcontains ['a'] { }           ¦ line 1, column 12: there is no ':notcontains'; write ! FIELD :contains 'text'
          if source.ipp == '192.0.2.1' { }            ¦ line 1, column 4: there is no field 'source.ipp'; did you mean 'source.ip'?
          if comment == a { }                         ¦ line 1, column 15: expected a text in quotes, a number, true, false or a list, not 'a'
          if extra.a == ture { }                      ¦ not 'ture'; did you mean 'true'?
          if comment :contains 5 { }                  ¦ line 1, column 22: ':contains' takes a text, not a number
          if comment :in 'a' { }                      ¦ line 1, column 16: ':in' takes a list of texts or a list of numbers, not a text
          if comment :in [] { }                       ¦ line 1, column 16: ':in' takes a list of texts or a list of numbers, not a list
          if comment :in ['a', 5] { }                 ¦ line 1, column 16: ':in' takes a list of texts or a list of numbers, not a list
          if source.port < '5' { }                    ¦ line 1, column 18: '<' takes a number, not a text
          if extra.tags :equals 'a' { }               ¦ ':equals' takes a list, not a text
          if comment :in ['a' 'b'] { }                ¦ line 1, column 21: expected ',' or ']' for the '[' of line 1, column 16, not the text 'b'
          if source.fqdn == 2 { }                     ¦ line 1, column 19: 'source.fqdn' is of type FQDN and cannot be compared with numbers
          if extra.count :in [2] { }                  ¦ line 1, column 20: 'extra.count' is of type
          if source.ip == '#fail' { }                 ¦ line 1, column 17: expected an IP address, for 'source.ip' has one, not '#fail'
          if source.ip :in ['192.0.2.1', 'x'] { }     ¦ line 1, column 32: expected an IP address
          if source.ip << '192.0.2.0/33' { }          ¦ line 1, column 17: expected a network like '192.0.2.0/24', not '192.0.2.0/33'
          if comment =~ '(' { }                       ¦ line 1, column 15: expected a regular expression in RE2's syntax
          if comment :regexin ['a', '(?=b)'] { }      ¦ line 1, column 27: expected a regular expression in RE2's syntax
          if time.source :before '3 fortnights' { }   ¦ line 1, column 24: expected a span like '1 week' or a date like '2026-11-23 13:00', not '3 fortnights'
          if time.source :after '2026-02-30' { }      ¦ expected a span like '1 week' or a date
          if time.source :after '13:00' { }           ¦ expected a span like '1 week' or a date
          if source.ip :after '1 week' { }            ¦ line 1, column 4: 'source.ip' is of type IPAddress, which is no time
          ad comment = 'a'                            ¦ expected 'if' or an action, not 'ad'; did you mean 'add'?
          add comment 'a'                             ¦ line 1, column 13: expected '=', '+=' or '-=', not the text 'a'
          add coment = 'a'                            ¦ line 1, column 5: there is no field 'coment'; did you mean 'comment'?
          add = 'a'                                   ¦ line 1, column 5: expected a field, not '='
          update! comment = 'a'                       ¦ line 1, column 7: expected a field, not '!'
          add source.port = 'http'                    ¦ line 1, column 19: expected a value that 'source.port' takes: Integer
          add time.source += '1 fortnight'            ¦ line 1, column 20: expected a span of time like '1 hour'
          add comment += '1 hour'                     ¦ line 1, column 5: 'comment' is of type String, which is no time
          update comment = $a                         ¦ line 1, column 18: only 'add!' takes a variable
          add! comment = $a                           ¦ line 1, column 16: the variable '$a' was given no value
          $abc = 1 add! extra.a = $abd                ¦ line 1, column 25: the variable '$abd' was given no value; did you mean 'abc'?
          $ = 1                                       ¦ line 1, column 1: expected a name after '$'
          path                                        ¦ expected a text, a number, true, false or a list, not the end
          path []                                     ¦ line 1, column 6: expected at least one path
          path ['a', 5]                               ¦ line 1, column 12: expected the name of a path, not a number
          if comment == ‘a’ { }                       ¦ line 1, column 15: texts stand in ' or ", not in '‘'
          if comment == 'a' & comment == 'a' { }      ¦ line 1, column 19: expected '&&', not '&'
          drop;                                       ¦ line 1, column 5: actions have no ';' after them
          if source.port == 5x { }                    ¦ line 1, column 19: expected a number, not '5x…'; texts need quotes
          if feed.accuracy == 1e999 { }               ¦ line 1, column 21: the number is too large: 1e999
          if comment == 'a { drop }                   ¦ line 1, column 15: the text that begins here has no end: expected a further '
          """)
  void areRefused(String rules, String message) {
    refused(rules, message);
  }

  @ParameterizedTest
  @CsvSource({"'\n', 2", "'\r\n', 2", "'# a comment\n\n', 3", "'add comment = \"a\nb\"\n', 3"})
  void linesAreCounted(String before, int line) {
    refused(before + "\tnothing", "file, line " + line + ", column 2: expected 'if'");
  }

  private static void refused(String rules, String message) {
    var config = new SieveExpert.Config(rules);
    var clock = InstantSource.fixed(Instant.EPOCH);
    var fields = Harmonization.standard();
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> new SieveExpert(config, clock, fields))
        .withMessageStartingWith("sieve: file, line ")
        .withMessageContaining(message);
  }
}
