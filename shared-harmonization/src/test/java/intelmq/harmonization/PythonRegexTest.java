package intelmq.harmonization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.PatternSyntaxException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only takes time and memory is refused before it is compiled. */
class PythonRegexTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a{1000}",
        "(?:[a-z0-9]{1,63}\\.){1,15}[a-z]{2,63}",
        "(a{10}){100}|(b{1000})",
        "(a{10}b{10}){100}",
        "[(]{1000}",
        "[{]\\({1000}\\)",
        "a{",
        "a{99999",
        "a{x}"
      })
  void takesRepetitions(String regex) {
    assertThat(TextPattern.of(regex).regex()).isEqualTo(regex);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a{1001}",
        "a{1,1001}",
        "a{1001,}",
        "a{,1001}",
        "a{99999999999}",
        "(a{11}){100}",
        "((a{1000}){1000}){1000}",
        "(a|(b{40}c{50}d)){21}",
        "a)",
        "(a",
        "())("
      })
  void refusesTooManyRepetitions(String regex) {
    assertThatThrownBy(() -> TextPattern.of(regex)).isInstanceOf(PatternSyntaxException.class);
  }

  /** RE2/J would look for their other case for ever. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u1c80",
        "\\u1C88",
        "[a-\uffff]",
        "[\\u0000-\\U0010ffff]",
        "x[^\u1c7f-\u1c81]",
        "[--\u2000]"
      })
  void refusesCaseThatCannotBeIgnored(String regex) {
    assertThatThrownBy(() -> TextPattern.ignoringCase(regex))
        .isInstanceOf(PatternSyntaxException.class);
    assertThatThrownBy(() -> TextPattern.of("(?i)" + regex))
        .isInstanceOf(PatternSyntaxException.class);
    assertThat(TextPattern.of(regex).regex()).isEqualTo(regex);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ü-€",
        "[a-zäöü€]",
        "[\\u4e00-\\u9fff]",
        "[一-鿿]",
        "[^a]",
        "\\w+",
        "[😀-😎]",
        "[€-]"
      })
  void ignoresCase(String regex) {
    assertThat(TextPattern.ignoringCase(regex).isIgnoringCase()).isTrue();
  }

  @Test
  void refusesWhatIsDeepOrLong() {
    for (int size : List.of(201, 20_000)) {
      assertThatThrownBy(() -> TextPattern.of("(".repeat(size) + ")".repeat(size)))
          .isInstanceOf(PatternSyntaxException.class);
    }
    assertThatThrownBy(() -> TextPattern.of("a".repeat(10_001)))
        .isInstanceOf(PatternSyntaxException.class);
    assertThat(TextPattern.of("(".repeat(199) + ")".repeat(199)).isIn("")).isTrue();
  }
}
