package intelmq.ctl;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has a bot handle messages here, or looks at the messages in its queue. */
@Command(
    name = "run",
    description = "Has a bot handle messages here, or looks at the messages in its queue.",
    mixinStandardHelpOptions = true,
    subcommands = {RunMessageCommand.class, RunProcessCommand.class})
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class RunCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "BOT",
      description =
          "A stage of the stack (filter, feodotracker-parser); for process without a cloud, a bot"
              + " of the catalogue.")
  private String bot = "";

  /** The stage or the bot. */
  String bot() {
    return bot;
  }

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "say what is to be done: message or process");
  }
}
