package intelmq.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.harmonization.FieldType;
import intelmq.harmonization.Types;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Refusals would be measured as something else. */
final class ValuesTest {
  static List<String> types() {
    return Types.all().stream().map(FieldType::name).toList();
  }

  @ParameterizedTest
  @MethodSource("types")
  void allValuesAreTaken(String type) {
    assertThat(TypesBenchmark.values(type))
        .hasSize(TypesBenchmark.VALUES)
        .allSatisfy(
            value -> assertThat(TypesBenchmark.type(type).isValid(sanitize(type, value))).isTrue());
  }

  @Test
  void allFieldsAreAdded() {
    assertThat(AddBenchmark.event().names()).hasSize(20);
    assertThat(AddBenchmark.event().refusal()).isEmpty();
  }

  private static Object sanitize(String type, String value) {
    Object harmonised = TypesBenchmark.type(type).sanitize(value);
    assertThat(harmonised).isNotNull();
    return harmonised == null ? "" : harmonised;
  }
}
