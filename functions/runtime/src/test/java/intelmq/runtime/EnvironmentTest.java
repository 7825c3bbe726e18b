package intelmq.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import intelmq.bot.config.ConfigurationException;
import intelmq.harmonization.Field;
import intelmq.harmonization.Harmonization;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fields of the deployment, by the variable {@code HARMONIZATION}. */
class EnvironmentTest {
  private static final Map<String, String> FILES =
      Map.of(
          "s3://example/harmonization.conf",
          """
          {"event": {"constituency.unit": {"type": "String"}}, "report": {}}
          """,
          "ssm:/wrong",
          """
          {"event": {"constituency.unit": {"type": "Strin"}}}
          """);

  @Test
  void withoutAReferenceFieldsAreTheStandardOnes() {
    assertThat(harmonization(Map.of())).isSameAs(Harmonization.standard());
    assertThat(harmonization(Map.of("HARMONIZATION", ""))).isSameAs(Harmonization.standard());
  }

  @Test
  void fieldsAreReadFromTheReference() {
    assertThat(harmonization(Map.of("HARMONIZATION", "s3://example/harmonization.conf")).fields())
        .extracting(Field::name)
        .containsExactly("constituency.unit");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ssm:/wrong     | HARMONIZATION, ssm:/wrong:",
        "ssm:/wrong     | 'line 1, column 42: event, constituency.unit, type: there is no type ''Strin''; did you mean ''String''?'",
        "ssm:/wrong     | 'report: is missing'",
        "ssm:/none      | HARMONIZATION cannot be read: there is no ssm:/none",
        "standard       | 'HARMONIZATION must be a reference, s3://bucket/key or ssm:/path, not ''standard'''",
      })
  void whatIsWrongFailsTheStart(String reference, String message) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> harmonization(Map.of("HARMONIZATION", reference)))
        .withMessageContaining(message);
  }

  private static Harmonization harmonization(Map<String, String> variables) {
    return new Environment(variables)
        .harmonization(new References(EnvironmentTest::read, Fixture.CLOCK));
  }

  private static String read(String reference) throws IOException {
    String file = FILES.get(reference);
    if (file == null) {
      throw new IOException("there is no " + reference);
    }
    return file;
  }
}
