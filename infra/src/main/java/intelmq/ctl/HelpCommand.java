package intelmq.ctl;

import intelmq.bot.config.BotSpec;
import intelmq.harmonization.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the usage of a command, or the reference page of a bot. */
@Command(
    name = "help",
    description = "Prints how a command is used, or what a bot does: its page of docs/bots.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class HelpCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private OutputOption output = new OutputOption();

  @Parameters(
      paramLabel = "COMMAND|BOT",
      arity = "0..*",
      description =
          "A command (dump list) or a bot (sieve; expert url, where several kinds have the name).")
  private List<String> words = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    CommandLine command = Objects.requireNonNull(spec).root().commandLine();
    int known = 0;
    while (known < words.size() && command.getSubcommands().containsKey(words.get(known))) {
      command = Objects.requireNonNull(command.getSubcommands().get(words.get(known)));
      known++;
    }
    if (known == words.size()) {
      output.lines(command.getUsageMessage().stripTrailing());
      return ExitCode.OK;
    }
    List<BotSpec> bots = bots();
    if (bots.isEmpty()) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), unknown(words.getLast()));
    }
    for (BotSpec bot : bots) {
      Path folder = IntelmqCtl.home(spec).resolve("docs").resolve("bots");
      Path page = folder.resolve(bot.kind().label()).resolve(bot.name() + ".md");
      output.lines(Files.readString(page).stripTrailing());
    }
    return ExitCode.OK;
  }

  private List<BotSpec> bots() {
    String name = words.getLast();
    return KnownBots.all().stream()
        .filter(bot -> bot.name().equals(name))
        .filter(bot ->
            words.size() == 1 || (words.size() == 2 && words.getFirst().equals(bot.kind().label())))
        .toList();
  }

  private String unknown(String name) {
    var names = new TreeSet<>(Objects.requireNonNull(spec).root().subcommands().keySet());
    KnownBots.all().forEach(bot -> names.add(bot.name()));
    return "there is no command or bot '" + name + "'" + Nearest.hint(name, names);
  }
}
