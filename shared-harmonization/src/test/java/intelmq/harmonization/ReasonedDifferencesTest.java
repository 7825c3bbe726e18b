package intelmq.harmonization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReasonedDifferencesTest {
  private static final List<String> DOCUMENT =
      """
      # Differences
      | `Other.sanitize` | `.*` | `.*` | `.*` | another section's table |
      ## Data model
      | call | value | IntelMQ | here | reason |
      |---|---|---|---|---|
      | `Float\\.(is_valid\\|sanitize)` | `nan\\|inf` | `True` | `False` | no such JSON number |
      | `message\\.hash` | `.*` | `.*` | `.*` | an example |
      ## Next
      | `URL\\.sanitize` | `.*` | `.*` | `.*` | another section's table |
      """
          .lines()
          .toList();

  private final ReasonedDifferences differences = ReasonedDifferences.parse(DOCUMENT);

  @Test
  void explainsWhatMatchesInAllColumns() {
    assertThat(differences.explains("Float.is_valid", "inf", "True", "False")).isTrue();
    assertThat(differences.explains("Float.convert", "inf", "True", "False")).isFalse();
    assertThat(differences.explains("Float.is_valid", "-inf", "True", "False")).isFalse();
    assertThat(differences.explains("Float.is_valid", "inf", "raises ValueError", "False"))
        .isFalse();
    assertThat(differences.explains("Float.is_valid", "inf", "True", "True")).isFalse();
  }

  @Test
  void readsOnlyItsOwnSection() {
    assertThat(differences.explains("Other.sanitize", "1", "1", "None")).isFalse();
    assertThat(differences.explains("URL.sanitize", "1", "1", "None")).isFalse();
  }

  @Test
  void namesRulesThatExplainedNothing() {
    assertThat(differences.unused("message", false)).contains("no such JSON number");
    differences.explains("Float.sanitize", "nan", "True", "False");
    assertThat(differences.unused("message", false)).isEmpty();
    assertThat(differences.unused("message", true)).contains("an example");
  }

  @Test
  void refusesRowsWithoutReason() {
    List<String> lines = List.of("## Data model", "| `a` | `b` | `c` | `d` | |");
    assertThatThrownBy(() -> ReasonedDifferences.parse(lines)).hasMessageContaining("a reason");
  }
}
