package intelmq.ctl;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The operator's command. */
@Command(
    name = "intelmqctl",
    description = "Runs and operates IntelMQ Serverless.",
    mixinStandardHelpOptions = true,
    version = "intelmqctl 0.1.0",
    subcommands = {
      LocalCommand.class,
      NewCommand.class,
      FieldsCommand.class,
      CheckValueCommand.class
    })
public final class IntelmqCtl {
  private final Path home;

  private IntelmqCtl(Path home) {
    this.home = home;
  }

  /** Runs a command and exits with its status: 0 if all is well, 1 if not, 2 for wrong usage. */
  public static void main(String[] arguments) {
    Path home = Path.of(System.getProperty("intelmq.home", ""));
    System.exit(command(home).execute(arguments));
  }

  /** The command in a project's folder, which the launcher gives. */
  static CommandLine command(Path home) {
    return new CommandLine(new IntelmqCtl(home.toAbsolutePath().normalize()))
        .setParameterExceptionHandler(IntelmqCtl::refuse)
        .setExecutionExceptionHandler(IntelmqCtl::explain);
  }

  /** The folder of the project that a command is to work on. */
  static Path home(@Nullable CommandSpec spec) {
    return ((IntelmqCtl) Objects.requireNonNull(spec).root().userObject()).home;
  }

  /** Wrong usage: what is wrong, and where to read on; not the whole help. */
  private static int refuse(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("intelmqctl: " + e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("See ./" + command.getCommandSpec().qualifiedName() + " --help");
    return command.getCommandSpec().exitCodeOnInvalidInput();
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
