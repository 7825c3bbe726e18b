package intelmq.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code intelmqctl help} and {@code list bots --known}. */
final class HelpCommandTest {
  private static final Path PROJECT = Path.of("..");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "help            | Runs and operates IntelMQ Serverless.",
        "help dump list  | Usage: intelmqctl dump list",
        "help sieve      | '# sieve'",
        "help expert url | 'An expert like IntelMQ''s `intelmq.bots.experts.url.expert`.'",
        "help filter     | '## Example'",
        "help filter     | '## Differences from IntelMQ'",
      })
  void explains(String arguments, String line) {
    Run run = Run.of(PROJECT, arguments.split(" "));
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains(line);
  }

  @Test
  void bothBotsOfANameAreExplained() {
    assertThat(Run.of(PROJECT, "help", "file").out())
        .contains("## Parameters")
        .satisfies(out -> assertThat(out.split("# file\n", -1)).hasSize(3));
  }

  @Test
  void aWrongNameIsRefusedWithTheNearest() {
    Run run = Run.of(PROJECT, "help", "seive");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("no command or bot 'seive'; did you mean 'sieve'?");
  }

  @Test
  void allBotsAreListedWithoutACloud() {
    assertThat(Run.of(PROJECT, "list", "bots", "--known").out())
        .containsPattern("expert +sieve +")
        .containsPattern("output +file +");
    assertThat(Run.of(PROJECT, "list", "bots", "--known", "--type", "json").json().size())
        .isGreaterThan(30);
  }
}
