package intelmq.localstack.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "sqs:*, sqs:SendMessage, true",
    "sqs:Send?essage, sqs:SendMessage, true",
    "arn:aws:s3:::b/reports/f/*, arn:aws:s3:::b/reports/f/2026/1, true",
    "arn:aws:s3:::b/reports/f/*, arn:aws:s3:::b/reports/f2/1, false",
    "*, '', true",
    "?, '', false",
    "'', '', true",
    "a*b*c, abbbc, true",
    "a*b*c, acb, false",
  })
  void matches(String pattern, String text, boolean expected) {
    assertThat(Glob.matches(pattern, text)).isEqualTo(expected);
  }

  /** Against the definition, on texts so short that much of them matches. */
  @Test
  void agreesWithTheDefinition() {
    var random = new Random(5);
    int matching = 0;
    for (int i = 0; i < 20_000; i++) {
      String pattern = text(random, "ab:*?*", 7);
      String text = text(random, "ab:", 8);
      boolean expected = defined(pattern, text);
      assertThat(Glob.matches(pattern, text)).as("%s on %s", pattern, text).isEqualTo(expected);
      matching += expected ? 1 : 0;
    }
    assertThat(matching).isBetween(2_000, 18_000);
  }

  /** A simple matcher would take longer than anybody waits. */
  @Test
  void manyAsterisksTakeNoTime() {
    assertThat(Glob.matches("a*".repeat(500) + "b", "a".repeat(5_000))).isFalse();
  }

  private static boolean defined(String pattern, String text) {
    if (pattern.isEmpty()) {
      return text.isEmpty();
    }
    char first = pattern.charAt(0);
    if (first == '*') {
      return defined(pattern.substring(1), text)
          || (!text.isEmpty() && defined(pattern, text.substring(1)));
    }
    return !text.isEmpty()
        && (first == '?' || first == text.charAt(0))
        && defined(pattern.substring(1), text.substring(1));
  }

  private static String text(Random random, String alphabet, int most) {
    var text = new StringBuilder();
    for (int left = random.nextInt(most + 1); left > 0; left--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
