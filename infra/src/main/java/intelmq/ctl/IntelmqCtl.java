package intelmq.ctl;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The operator's command. */
@Command(
    name = "intelmqctl",
    description = "Runs and operates IntelMQ Serverless.",
    mixinStandardHelpOptions = true,
    version = "intelmqctl 0.1.0",
    subcommands = {LocalCommand.class, NewCommand.class})
public final class IntelmqCtl {
  private IntelmqCtl() {}

  /** Runs a command and exits with its status: 0 if all is well, 1 if not, 2 for wrong usage. */
  public static void main(String[] arguments) {
    System.exit(command().execute(arguments));
  }

  static CommandLine command() {
    return new CommandLine(new IntelmqCtl()).setExecutionExceptionHandler(IntelmqCtl::explain);
  }

  /** The project's folder, which the launcher gives. */
  static Path home() {
    return Path.of(System.getProperty("intelmq.home", "")).toAbsolutePath().normalize();
  }

  /** What goes wrong is said in one sentence; a trace is of use to developers alone. */
  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult result) {
    command.getErr().println("intelmqctl: " + e.getMessage());
    if (Boolean.getBoolean("intelmq.trace")) {
      e.printStackTrace(command.getErr());
    }
    return 1;
  }
}
