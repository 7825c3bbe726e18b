package intelmq.outputs.mail;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.bot.Batch.Item;
import intelmq.harmonization.Event;
import intelmq.harmonization.Harmonization;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a feed says is text in a spreadsheet, in a cell of its own. */
final class EventTableTest {
  private final EventTable table =
      new EventTable(List.of("extra.a", "source.port"), Harmonization.standard());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=HYPERLINK(\"http://example.com/\")",
        "+1",
        "-1+1",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\uff1d1",
        "\uff0b1",
        "\uff0d1",
        "\uff201",
        "'=1",
        "=1\";\"=2"
      })
  void aFormulaHasAQuoteBeforeIt(String formula) {
    String csv = table.csv(List.of(item(formula)));
    String quoted = "\"'" + formula.replace("\"", "\"\"") + "\"";
    assertThat(csv).isIn(header("'" + formula + ";80\n"), header(quoted + ";80\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=b", "192.0.2.1", " =1", "'a'"})
  void otherTextIsAsItWas(String text) {
    assertThat(table.csv(List.of(item(text))))
        .isIn(header(text + ";80\n"), header("\"" + text + "\";80\n"));
  }

  private static String header(String line) {
    return "extra.a;source.port\n" + line;
  }

  private static Item item(String text) {
    var event = new Event();
    assertThat(event.add(Harmonization.standard().field("extra.a"), text)).isTrue();
    assertThat(event.add(Harmonization.standard().field("source.port"), 80)).isTrue();
    return new Item("example-20261123T130000-0:0", event);
  }
}
