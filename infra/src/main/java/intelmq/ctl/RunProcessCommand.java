package intelmq.ctl;

import intelmq.bot.config.BotSpec;
import intelmq.bot.config.ConfigurationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Has a bot handle a message here: one of the stack, or without any cloud one of the catalogue. */
@Command(
    name = "process",
    description = {
      "With --parameters, a bot of the catalogue runs without any cloud: it reads messages as JSON"
          + " lines from standard input",
      "(IntelMQ's objects with __type; a parser takes a Report with raw) and prints {\"path\": …,"
          + " \"message\": {…}} lines.",
      "Without, the stage as it is deployed handles one message of its queue, or that of --msg, in"
          + " this process."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class RunProcessCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @ParentCommand private @Nullable RunCommand run;

  @Option(
      names = "--parameters",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "FILE",
      description =
          "Run without any cloud, with the parameters of this YAML file; without a file, with"
              + " none.")
  private @Nullable String parameters;

  @Option(
      names = "--kind",
      paramLabel = "parser|expert|output",
      description = "Which one is meant, if bots of several kinds have the name.")
  private @Nullable String kind;

  @Option(
      names = {"-m", "--msg"},
      paramLabel = "JSON|FILE",
      description =
          "Take this message, or a file with a message a line, instead of those of queue or"
              + " standard input.")
  private @Nullable String message;

  @Option(
      names = {"-d", "--dryrun"},
      description = "Send and write nothing, leave the message in the queue, show what would be.")
  private boolean dry;

  @Option(
      names = {"-s", "--show-sent"},
      description = "Show what is sent.")
  private boolean showSent;

  @Mixin private HarmonizationOption harmonization = new HarmonizationOption();
  @Mixin private TargetOption target = new TargetOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    String bot = Objects.requireNonNull(run).bot();
    if (parameters != null) {
      if (target.isGiven()) {
        throw wrong("--parameters is for a run without any cloud, --stack for one of a stack");
      }
      return catalogue(bot, parameters.isEmpty() ? "" : Files.readString(file(parameters)));
    }
    try (Installation installation = target.open()) {
      var stage = new StageRun(installation, installation.function(bot), out(), err());
      return stage.run(message, dry, showSent) ? ExitCode.OK : ExitCode.PROBLEM;
    }
  }

  private int catalogue(String bot, String yaml) throws IOException, InterruptedException {
    BotSpec spec = spec(bot);
    try (BufferedReader in = input()) {
      var catalogueRun =
          new CatalogueRun(spec, yaml, harmonization.read(), InstantSource.system(), out(), err());
      return catalogueRun.run(in) ? ExitCode.OK : ExitCode.PROBLEM;
    } catch (ConfigurationException e) {
      throw new Failure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
  }

  private BufferedReader input() throws IOException {
    return new BufferedReader(
        message == null
            ? new InputStreamReader(System.in, StandardCharsets.UTF_8)
            : new StringReader(String.join("\n", ManualMessages.lines(message))));
  }

  private BotSpec spec(String name) {
    List<BotSpec> found =
        CatalogueRun.find(name).stream()
            .filter(bot -> kind == null || bot.kind().label().equals(kind.toLowerCase(Locale.ROOT)))
            .toList();
    return switch (found.size()) {
      case 0 -> throw wrong(CatalogueRun.unknown(name));
      case 1 -> found.getFirst();
      default ->
          throw wrong(
              "there are several bots '"
                  + name
                  + "': say --kind "
                  + String.join(" or ", found.stream().map(bot -> bot.kind().label()).toList()));
    };
  }

  private Path file(String name) {
    Path file = Path.of(name);
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw wrong("--parameters: there is no file " + name);
    }
    return file;
  }

  private ParameterException wrong(String text) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), text);
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  private PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }
}
