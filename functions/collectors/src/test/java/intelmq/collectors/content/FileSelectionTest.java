package intelmq.collectors.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import intelmq.bot.config.ConfigurationException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileSelectionTest {
  @ParameterizedTest
  @MethodSource("values")
  void theParameterMayBeManyThings(@Nullable Object value, boolean unpack, Set<String> names) {
    assertThat(FileSelection.of(value)).isEqualTo(new FileSelection(unpack, names));
  }

  private static List<Arguments> values() {
    return List.of(
        arguments(null, false, Set.of()),
        arguments(false, false, Set.of()),
        arguments("", false, Set.of()),
        arguments("False", false, Set.of()),
        arguments(List.of(), false, Set.of()),
        arguments(true, true, Set.of()),
        arguments("true", true, Set.of()),
        arguments("a", true, Set.of("a")),
        arguments("a, b/c ,", true, Set.of("a", "b/c")),
        arguments(List.of("a,b", 5), true, Set.of("a,b", "5")));
  }

  @Test
  void nonsenseIsRefused() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> FileSelection.of(5))
        .withMessageContaining("parameter 'extract_files' must be ");
  }

  @Test
  void noNamesMeansAll() {
    assertThat(FileSelection.of(true).wants("a")).isTrue();
    assertThat(FileSelection.of("a").wants("a")).isTrue();
    assertThat(FileSelection.of("a").wants("b")).isFalse();
  }
}
