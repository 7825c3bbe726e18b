package intelmq.ctl;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual of the command, generated from its options; as Markdown. */
final class ManualPage {
  private static final String BEGINNING =
      """
      # intelmqctl

      Generated from the command itself; `./intelmqctl COMMAND --help` says the same.

      Commands that operate an installation work on the local cloud that runs (`./intelmqctl local --keep`), or with `--stack NAME` on a stack in an account, with the region and the credentials of the AWS
      configuration (`--region`, `--profile`, the usual variables). Both are asked by the same calls. `--type json` is for programs: a JSON document on a line (`log`, `dlq show`: one for each line or message);
      what is said meanwhile goes to standard error. Commands that lose something ask first, and where there is no terminal do nothing without `--yes`. Text from reports, events and logs is shown with control
      characters escaped.

      Completion, for bash and zsh: `source <(./intelmqctl generate-completion)`.
      """;

  private static final String FROM_INTELMQ =
      """

      ## From IntelMQ's commands to these

      A bot's id is a stage's name here: a feed's are `<feed>-collector` and `<feed>-parser`.

      | IntelMQ | here |
      |---|---|
      | `intelmqctl start`, `stop [bot]` | `start`, `stop [STAGE\\|FEED…]` |
      | `intelmqctl restart [bot]` | `reload`; functions have no processes to restart |
      | `intelmqctl reload [bot]` | `reload`, for all; a changed template needs `sam deploy` |
      | `intelmqctl status [bot]` | `status [STAGE\\|FEED…]` |
      | `intelmqctl enable`, `disable` | the parameter `EnabledFeeds` of the template |
      | `intelmqctl list bots`, `list queues` | `list bots`, `list queues`; `list feeds` is new |
      | `intelmqctl list queues-and-status` | `status --type json` |
      | `intelmqctl clear QUEUE` | `clear QUEUE` |
      | `intelmqctl log BOT [n] [level]` | `log STAGE -n N --level LEVEL` |
      | `intelmqctl run BOT message`, `process` | `run STAGE message`, `run STAGE process` |
      | `intelmqctl check` | `check` |
      | `runtime.yaml` | `import` makes a template of it |
      | `intelmqctl upgrade-config` | none: parameters that change are said in the changelog, and `check` names the unknown ones |
      | `intelmqctl debug` | none |
      | `intelmqdump` | `dump` for records and events, `dlq` for whole messages |
      | Manager's monitor | `status`, `log --follow` |
      """;

  private static final String EXIT_STATUS =
      """

      ## Exit status

      | status | means |
      |---|---|
      """;

  private ManualPage() {}

  /** The manual. */
  static String of(CommandLine command) {
    Map<String, String> codes = command.getCommandSpec().usageMessage().exitCodeList();
    return BEGINNING
        + EXIT_STATUS
        + codes.entrySet().stream()
            .map(code -> "| " + code.getKey() + " | " + cell(code.getValue()) + " |\n")
            .collect(joining())
        + "\n## Commands\n\n| command | what it does |\n|---|---|\n"
        + commands(command).map(ManualPage::row).collect(joining())
        + FROM_INTELMQ
        + commands(command).map(ManualPage::section).collect(joining());
  }

  /** Those that do something, depth first. */
  private static Stream<CommandLine> commands(CommandLine command) {
    if (command.getSubcommands().isEmpty()) {
      return Stream.of(command);
    }
    return command.getSubcommands().values().stream().distinct().flatMap(ManualPage::commands);
  }

  private static String row(CommandLine command) {
    String name = name(command.getCommandSpec());
    return "| ["
        + name
        + "](#"
        + name.replace(' ', '-')
        + ") | "
        + cell(description(command.getCommandSpec()).getFirst())
        + " |\n";
  }

  private static String name(CommandSpec spec) {
    return spec.qualifiedName(" ").replaceFirst("^\\S+ ", "");
  }

  private static List<String> description(CommandSpec spec) {
    return Arrays.stream(spec.usageMessage().description())
        .map(line -> line.replace("%n", " ").strip())
        .toList();
  }

  private static String section(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    var section = new StringBuilder("\n## ").append(name(spec)).append("\n\n");
    section.append(String.join(" ", description(spec))).append('\n');
    section.append("\n```sh\n./").append(synopsis(spec)).append("\n```\n");
    List<ArgSpec> arguments =
        Stream.<ArgSpec>concat(spec.positionalParameters().stream(), spec.options().stream())
            .filter(argument -> !argument.hidden() && !isHelp(argument))
            .toList();
    if (!arguments.isEmpty()) {
      section.append("\n| argument | what it says |\n|---|---|\n");
      arguments.forEach(argument -> section.append(row(argument)));
    }
    return section.toString();
  }

  private static boolean isHelp(ArgSpec argument) {
    return argument instanceof OptionSpec option && (option.usageHelp() || option.versionHelp());
  }

  private static String synopsis(CommandSpec spec) {
    var synopsis = new StringBuilder(spec.qualifiedName(" "));
    if (spec.options().stream().anyMatch(option -> !option.hidden() && !isHelp(option))) {
      synopsis.append(" [OPTIONS]");
    }
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      String label = parameter.paramLabel();
      String more = parameter.arity().max() > 1 ? "..." : "";
      synopsis
          .append(' ')
          .append(parameter.arity().min() == 0 ? "[" + label + more + "]" : label + more);
    }
    return synopsis.toString();
  }

  private static String row(ArgSpec argument) {
    String name =
        switch (argument) {
          case OptionSpec option ->
              String.join("`, `", option.names())
                  + (option.arity().max() == 0 ? "" : " " + option.paramLabel());
          default -> argument.paramLabel();
        };
    // defaults and choices are written out as in the help
    String text = String.join(" ", argument.description());
    text = text.replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValueString(true)));
    if (argument.completionCandidates() != null) {
      var candidates = new StringBuilder();
      for (String candidate : argument.completionCandidates()) {
        candidates.append(candidates.isEmpty() ? "" : ", ").append(candidate);
      }
      text = text.replace("${COMPLETION-CANDIDATES}", candidates);
    }
    return "| `" + cell(name) + "` | " + cell(text.replace("%n", " ")) + " |\n";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
