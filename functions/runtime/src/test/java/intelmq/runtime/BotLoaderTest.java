package intelmq.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import intelmq.bot.Ports;
import intelmq.bot.config.BotSpec.Kind;
import intelmq.bot.config.ConfigurationException;
import intelmq.runtime.BotLoader.Loaded;
import intelmq.runtime.TestCatalog.Limit;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BotLoaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limiter | 7",
        "'limiter:' | 7",
        "'{limiter: {}}' | 7",
        "'{limiter: {limit: }}' | 7",
        "'{limiter: {limit: 3}}' | 3",
        "'{limiter: {limit: \"3\", upstream_only: yes}}' | 3",
      })
  void aBotHasTheParametersGivenOrTheirDefaults(String yaml, long limit) {
    assertThat(load(yaml))
        .singleElement()
        .satisfies(loaded -> {
          assertThat(loaded.name()).isEqualTo("limiter");
          assertThat(((Limit) loaded.bot()).limit()).isEqualTo(limit);
        });
  }

  @Test
  void aListIsSeveralBotsInOrder() {
    assertThat(load("[limiter, limiter: {limit: 2}]"))
        .extracting(loaded -> ((Limit) loaded.bot()).limit())
        .containsExactly(7L, 2L);
  }

  @Test
  void secretsAreResolvedWhenTheyAreUsed() throws IOException {
    Limit bot = (Limit) load("limiter: {password: 'secret:id'}").getFirst().bot();
    assertThat(bot.password().reveal()).isEqualTo("revealed secret:id");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "limitter | there is no expert 'limitter'; did you mean 'limiter'?",
        "limited | there is no expert 'limited'; did you mean 'limiter'?",
        "something-else | there is no expert 'something-else'",
        "limiter: {limits: 3} | expert 'limiter': there is no parameter 'limits'; did you mean"
            + " 'limit'?",
        "limiter: {limit: many} | expert 'limiter': parameter 'limit' must be whole number from 1"
            + " to 9, not 'many'",
        "limiter: {limit: 10} | expert 'limiter': parameter 'limit' must be whole number from 1 to"
            + " 9, not '10'",
        "limiter: 3 | 'limiter': its parameters must be a map",
        "picky | expert 'picky': no rule file",
        "[limiter, 5] | BOT must be a name or {name: {parameters}}, not 5",
        "[[limiter]] | BOT must be a name or {name: {parameters}}, not [limiter]",
      })
  void saysWhatIsWrong(String yaml, String message) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> load(yaml))
        .withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "# nothing", "~"})
  void noBotIsAnError(String yaml) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> load(yaml))
        .withMessage("BOT names no bot");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{limiter: {}, picky: {}}", "{}"})
  void aMapOfOtherThanOneBotIsAnError(String yaml) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> load(yaml))
        .withMessageStartingWith("BOT must be a name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{limiter", "a: b: c", "'x"})
  void whatIsNoYamlIsSaid(String yaml) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> load(yaml))
        .withMessageStartingWith("BOT is not YAML");
  }

  private static List<Loaded> load(String yaml) {
    return new BotLoader(Kind.EXPERT).load(yaml, new Ports() {}, text -> () -> "revealed " + text);
  }
}
