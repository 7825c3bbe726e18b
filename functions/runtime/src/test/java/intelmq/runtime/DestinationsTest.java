package intelmq.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import intelmq.bot.config.ConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DestinationsTest {
  @Test
  void aPathLeadsToAQueueOrToSeveral() {
    Destinations destinations =
        Destinations.parse(
            "{_default: 'https://sqs.example/1/a', both: ['https://sqs.example/1/a', b], off: }");
    assertThat(destinations.of("_default")).containsExactly("https://sqs.example/1/a");
    assertThat(destinations.of("both")).containsExactly("https://sqs.example/1/a", "b");
    assertThat(destinations.of("off")).isEmpty();
    assertThat(destinations.of("other")).isEqualTo(List.of());
    assertThat(Destinations.nameOf("https://sqs.example/1/a")).isEqualTo("a");
  }

  @Test
  void byNameEveryPathOfABotLeadsSomewhereButNotThoseOfTheRuntime() {
    Destinations destinations = Destinations.byName();
    assertThat(destinations.of("_default")).containsExactly("_default");
    assertThat(destinations.of("filter_match")).containsExactly("filter_match");
    assertThat(destinations.of("_on_error")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "[a]", "{a"})
  void whatIsNoMapIsRefused(String yaml) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> Destinations.parse(yaml))
        .withMessageStartingWith("DESTINATIONS");
  }
}
