package intelmq.ctl;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The operator's command. */
@Command(
    name = "intelmqctl",
    description = "Runs and operates IntelMQ Serverless.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done, and all is well",
      "1:something is wrong, or what was asked for failed",
      "2:wrong usage; nothing was done",
      "3:no such local cloud or stack, or it cannot be reached; nothing was done",
      "4:not confirmed; nothing was done"
    },
    version = "intelmqctl 0.1.0",
    subcommands = {
      HelpCommand.class,
      LocalCommand.class,
      NewCommand.class,
      FeedCommand.class,
      ImportCommand.class,
      CheckCommand.class,
      BenchCommand.class,
      StatusCommand.class,
      ListCommand.class,
      StartCommand.class,
      StopCommand.class,
      ReloadCommand.class,
      ClearCommand.class,
      LogCommand.class,
      DlqCommand.class,
      FieldsCommand.class,
      CheckValueCommand.class,
      GenerateCompletion.class,
      RunCommand.class,
      DumpCommand.class,
      EventsCommand.class,
      ReplayCommand.class,
      TraceCommand.class
    })
public final class IntelmqCtl {
  private final Path home;
  private final Path cloud;
  private final Prompt prompt;

  private IntelmqCtl(Path home, Path cloud, Prompt prompt) {
    this.home = home;
    this.cloud = cloud;
    this.prompt = prompt;
  }

  /** Runs a command and exits with its status, one of {@link ExitCode}. */
  public static void main(String[] arguments) {
    Path home = Path.of(System.getProperty("intelmq.home", "")).toAbsolutePath().normalize();
    System.exit(command(home).execute(arguments));
  }

  /** The command in a project's folder, which the launcher gives. */
  static CommandLine command(Path home) {
    return command(home, CloudFile.in(home), Prompt.console());
  }

  /**
   * The command in a project's folder.
   *
   * @param cloud the file that says where the local cloud is
   * @param prompt the user, if something is to be asked
   */
  static CommandLine command(Path home, Path cloud, Prompt prompt) {
    var command =
        new CommandLine(
            new IntelmqCtl(home.toAbsolutePath().normalize(), cloud.toAbsolutePath(), prompt));
    explainExitCodes(command);
    return command
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(IntelmqCtl::refuse)
        .setExecutionExceptionHandler(IntelmqCtl::explain);
  }

  /** They are the same everywhere. */
  private static void explainExitCodes(CommandLine command) {
    var usage = command.getCommandSpec().usageMessage();
    if (command.getParent() != null && usage.exitCodeList().isEmpty()) {
      var above = command.getParent().getCommandSpec().usageMessage();
      usage.exitCodeListHeading(above.exitCodeListHeading());
      usage.exitCodeList(above.exitCodeList());
    }
    command.getSubcommands().values().forEach(IntelmqCtl::explainExitCodes);
  }

  /** The folder of the project that a command is to work on. */
  static Path home(@Nullable CommandSpec spec) {
    return root(spec).home;
  }

  /** The file that says where the local cloud is. */
  static Path cloud(@Nullable CommandSpec spec) {
    return root(spec).cloud;
  }

  /** The user. */
  static Prompt prompt(@Nullable CommandSpec spec) {
    return root(spec).prompt;
  }

  private static IntelmqCtl root(@Nullable CommandSpec spec) {
    return (IntelmqCtl) Objects.requireNonNull(spec).root().userObject();
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
    command.getErr().println("intelmqctl: " + Plain.lines(message(e)));
    if (Boolean.getBoolean("intelmq.trace")) {
      e.printStackTrace(command.getErr());
    }
    return switch (e) {
      case Failure failure -> failure.exitCode();
      // neither credentials nor an answer
      case SdkClientException _ -> ExitCode.UNREACHABLE;
      default -> ExitCode.PROBLEM;
    };
  }

  private static String message(Exception e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message;
  }
}
