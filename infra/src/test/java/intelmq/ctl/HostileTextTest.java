package intelmq.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.localstack.results.Poison;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a feed says does not reach the terminal as a command. */
final class HostileTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[2J\u001b[1;1H",
        "\u001b]0;title\u0007",
        "\u001b]52;c;ZWNobw==\u0007",
        "\u009b2J",
        "a\rb",
        "a\nintelmqctl: all is well",
        "\b\b\b",
        "\u202emoc.elpmaxe\u202c",
        "\u2028",
      })
  void isShownEscaped(String hostile) {
    var text = new StringWriter();
    var screen = new Screen(new PrintWriter(text), true);
    RunReport.printPoison(
        screen, List.of(new Poison("stage", "id" + hostile, 1, "code", "found " + hostile)));
    screen.problem(hostile);
    screen.say(RunReport.field(false, "extra.a" + hostile, hostile));
    screen.close();
    assertThat(text.toString().replace("\u001b[1m", "").replace("\u001b[0m", ""))
        .matches("[\\n -~]*")
        .doesNotContain("\nintelmqctl");
  }
}
