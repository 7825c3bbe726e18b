package intelmq.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Holds the committed manual, {@code docs/intelmqctl.md}, equal to the generated one; {@code
 * ./build -Dupdate} writes it.
 */
final class ManualPageTest {
  private static final Path PAGE = Path.of("..", "docs", "intelmqctl.md");
  private static final CommandLine COMMAND = IntelmqCtl.command(Path.of(".."));

  @Test
  void thePageIsThatOfTheCommand() throws IOException {
    String page = ManualPage.of(COMMAND);
    if (Boolean.getBoolean("update")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("docs/intelmqctl.md (./build -Dupdate writes it anew)")
        .isEqualTo(page);
  }

  @Test
  void everyCommandAndOptionIsDescribed() {
    var commands = new ArrayList<CommandLine>();
    collect(COMMAND, commands);
    assertThat(commands).hasSizeGreaterThan(15);
    for (CommandLine command : commands) {
      String name = command.getCommandSpec().qualifiedName();
      assertThat(String.join("", command.getCommandSpec().usageMessage().description()))
          .as(name)
          .endsWith(".");
      assertThat(command.getCommandSpec().options())
          .as(name)
          .filteredOn(option -> !option.hidden())
          .allSatisfy(option -> assertThat(option.description()).as(name + option).isNotEmpty())
          .extracting(OptionSpec::longestName)
          .contains("--help");
      assertThat(command.getCommandSpec().usageMessage().exitCodeList()).as(name).isNotEmpty();
    }
  }

  private static void collect(CommandLine command, List<CommandLine> commands) {
    if (!command.getCommandName().equals("generate-completion")) {
      commands.add(command);
    }
    command.getSubcommands().values().forEach(below -> collect(below, commands));
  }
}
