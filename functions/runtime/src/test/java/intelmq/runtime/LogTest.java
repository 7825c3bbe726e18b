package intelmq.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.harmonization.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a feed says, it is a value in a line of the log. */
final class LogTest {
  private final List<String> lines = new ArrayList<>();
  private final Log log = new Log(lines::add, Fixture.CLOCK, Map.of("stage", "s"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "two\nlines",
        "\r\n{\"level\": \"error\", \"message\": \"all is lost\"}",
        "\", \"level\": \"error\", \"x\": \"",
        "\u001b[2J\u001b]0;title\u0007",
        "\u009b2J and \u0085 and \u2028 and \u2029",
        "\u202emoc.elpmaxe\u202c",
        "naïve ✓ 🙂",
        "\\u001b is text",
      })
  void aValueIsOneStringInOneLineOfVisibleAscii(String hostile) {
    log.error("failed", new IOException(hostile));
    log.with("batch", hostile).warn(hostile, Map.of("found", hostile));
    assertThat(lines).hasSize(2).allSatisfy(line -> assertThat(line).matches("[ -~]+"));
    assertThat(member(lines.getFirst(), "error")).isEqualTo(hostile);
    for (String name : List.of("message", "batch", "found")) {
      assertThat(member(lines.getLast(), name)).isEqualTo(hostile);
    }
    assertThat(member(lines.getFirst(), "level")).isEqualTo("error");
    assertThat(member(lines.getLast(), "level")).isEqualTo("warn");
  }

  private static Object member(String line, String name) {
    return Json.tryParse(line) instanceof Map<?, ?> map ? String.valueOf(map.get(name)) : "";
  }
}
