package intelmq.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PageTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "collector/fetch.md",
        "parser/lines.md",
        "expert/mark.md",
        "expert/ask-table.md",
        "output/mark.md"
      })
  void isTheGoldenPage(String page) throws IOException {
    assertThat(Built.all().resource("META-INF/intelmq/docs/" + page)).isEqualTo(golden(page));
  }

  private static String golden(String page) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(PageTest.class.getResourceAsStream("/pages/" + page), page)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
