package intelmq.experts.sieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import intelmq.harmonization.Harmonization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The guide to the language is right: its examples are read, and it names every operator. */
final class DocumentedRulesTest {
  private static final Path GUIDE = Path.of("..", "..", "docs", "sieve.md");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```sieve\n(.*?)```");

  @TestFactory
  Stream<DynamicTest> examples() throws IOException {
    List<MatchResult> examples = EXAMPLE.matcher(Files.readString(GUIDE)).results().toList();
    assertThat(examples).hasSizeGreaterThan(2);
    return examples.stream()
        .map(example ->
            DynamicTest.dynamicTest(
                "at " + example.start(), () -> assertCompiles(example.group(1))));
  }

  @Test
  void everyOperatorIsNamed() throws IOException {
    String guide = Files.readString(GUIDE);
    assertThat(Operator.signs()).allSatisfy(sign -> assertThat(guide).contains("`" + sign + "`"));
  }

  private static void assertCompiles(String rules) {
    assertThatNoException()
        .isThrownBy(() -> new Compiler(Harmonization.standard()).compile(Parser.parse(rules)));
  }
}
