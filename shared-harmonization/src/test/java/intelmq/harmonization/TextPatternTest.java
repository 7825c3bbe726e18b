package intelmq.harmonization;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Matcher;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a regular expression finds, and what groups it has. */
final class TextPatternTest {
  @Test
  void findsTheFirstMatchAnywhere() {
    TextPattern pattern = TextPattern.of("(?P<name>[a-z]+)-(\\d+)");
    Matcher found = Objects.requireNonNull(pattern.find("1 ab-12 cd-34"));
    assertThat(found.group(0)).isEqualTo("ab-12");
    assertThat(found.group("name")).isEqualTo("ab");
    assertThat(pattern.find("AB-12")).isNull();
    assertThat(pattern.groups()).isEqualTo(2);
    assertThat(pattern.groupNames()).containsExactly("name");
  }

  @Test
  void maySpareCase() {
    assertThat(TextPattern.ignoringCase("b+").find("aBb")).isNotNull();
  }
}
