package intelmq.ctl;

import intelmq.bot.config.ConfigurationException;
import intelmq.harmonization.Json;
import intelmq.harmonization.Nearest;
import intelmq.runtime.ReportId;
import intelmq.runtime.Yaml;
import intelmq.runtime.aws.AwsClients;
import intelmq.runtime.aws.SqsQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has stored reports parsed again. */
@Command(
    name = "replay",
    description = {
      "Parses stored reports again: as deployed, or with another configuration of the parser.",
      "Events keep their ids, so that stores are corrected, not doubled. It says how many reports"
          + " that are, and asks."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class ReplayCommand implements Callable<Integer> {
  private static final int SHOWN = 5;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "REPORT|FEED",
      description =
          "A report's id (feodotracker-20261123T130000-0), or a feed, of which --since says what.")
  private String what = "";

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Reports of the feed collected from then on: " + TimeArgument.FORMS + ".")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Until then; by default now.")
  private @Nullable String until;

  @Option(
      names = "--parameters",
      paramLabel = "FILE",
      description = "Parse here, with the deployed parser and the parameters of this YAML file.")
  private @Nullable Path parameters;

  @Option(
      names = "--bot",
      paramLabel = "YAML",
      description = "Parse here, with this parser: a name or {name: {parameters}}.")
  private @Nullable String bot;

  @Mixin private ConfirmOption confirm = new ConfirmOption();
  @Mixin private TargetOption target = new TargetOption();
  @Mixin private OutputOption output = new OutputOption();

  private final InstantSource clock = InstantSource.system();

  @Override
  public Integer call() throws IOException {
    if (parameters != null && bot != null) {
      throw wrong("--parameters and --bot: only one of them");
    }
    try (Installation installation = target.open()) {
      Optional<ReportId> id = report();
      StackFunction parser = parser(installation, id.map(ReportId::feed).orElse(what));
      StoredReports reports = StoredReports.of(installation);
      List<StoredReports.Found> found = found(reports, id);
      String document = document(installation, parser);
      if (found.isEmpty()) {
        output.note("there are no such reports");
        return ExitCode.PROBLEM;
      }
      confirm.require(question(found, parser));
      int parsed =
          document.isEmpty()
              ? send(installation, parser, reports, found, clock)
              : parse(installation, parser, document, reports, found);
      result(parsed, parser, document);
      return parsed == found.size() ? ExitCode.OK : ExitCode.PROBLEM;
    }
  }

  private Optional<ReportId> report() {
    try {
      return Optional.of(ReportId.parse(what));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private StackFunction parser(Installation installation, String feed) {
    List<StackFunction> parsers =
        installation.functions().stream()
            .filter(function -> function.kind() == StackFunction.Kind.PARSER)
            .toList();
    return parsers.stream()
        .filter(function -> function.feed().filter(feed::equals).isPresent())
        .findFirst()
        .orElseThrow(() ->
            wrong(
                "there is no feed '"
                    + feed
                    + "'"
                    + Nearest.hint(
                        feed,
                        parsers.stream().map(function -> function.feed().orElse("")).toList())));
  }

  private List<StoredReports.Found> found(StoredReports reports, Optional<ReportId> id) {
    if (id.isPresent()) {
      if (since != null || until != null) {
        throw wrong("--since and --until are for a feed, not for a report");
      }
      return reports.find(id.get()).stream().toList();
    }
    if (since == null) {
      throw wrong("--since says which reports of the feed " + what + " are meant");
    }
    Instant from = TimeArgument.read("--since", since, clock);
    Instant to = until == null ? clock.instant() : TimeArgument.read("--until", until, clock);
    return reports.find(what, from, to);
  }

  /** The configuration to parse with here; empty for the deployed one. It is right. */
  private String document(Installation installation, StackFunction parser) throws IOException {
    if (parameters == null && bot == null) {
      return "";
    }
    String document = bot == null ? withParameters(parser) : bot;
    try (var clients = new AwsClients(installation.environment())) {
      var bots =
          new DeployedBots(
              parser.kind(), document, "", parser.variable("HARMONIZATION"), clients, clock);
      if (bots.load(new DryPorts(clock, bots.harmonization(), bots.databases())).size() != 1) {
        throw wrong("a feed has one parser, not a list of them");
      }
    } catch (ConfigurationException e) {
      throw new Failure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
    return document;
  }

  private String withParameters(StackFunction parser) throws IOException {
    Path file = Objects.requireNonNull(parameters);
    if (!Files.isRegularFile(file)) {
      throw wrong("--parameters: there is no file " + file);
    }
    Object deployed = Yaml.read(parser.variable("BOT"), "BOT");
    String name =
        deployed instanceof Map<?, ?> map && map.size() == 1
            ? String.valueOf(map.keySet().iterator().next())
            : String.valueOf(deployed);
    if (!(Yaml.read(Files.readString(file), file.toString()) instanceof Map<?, ?> given)) {
      throw wrong("--parameters " + file + " must be a map from name to value");
    }
    return Json.text(Map.of(name, given));
  }

  private static String question(List<StoredReports.Found> found, StackFunction parser) {
    var text = new StringBuilder();
    text.append(OutputOption.count(found.size(), "report"))
        .append(" of ")
        .append(parser.feed().orElse(""))
        .append(" (")
        .append(size(found.stream().mapToLong(StoredReports.Found::size).sum()))
        .append(") will be parsed again: ");
    found.stream().limit(SHOWN).forEach(report -> text.append(report.id()).append(' '));
    if (found.size() > SHOWN) {
      text.append("… ");
    }
    return text.toString().strip()
        + ". Stores are corrected, not doubled; mail that was sent is not sent again.";
  }

  private static String size(long bytes) {
    return bytes < 1 << 20
        ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
        : String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
  }

  private static int send(
      Installation installation,
      StackFunction parser,
      StoredReports reports,
      List<StoredReports.Found> found,
      InstantSource clock)
      throws IOException {
    String url = parser.queueUrl().orElseGet(() -> installation.queueUrl(parser.stage()));
    new SqsQueue(installation.sqs())
        .send(
            url,
            found.stream().map(report -> reports.event(report, clock)).toList(),
            Duration.ZERO);
    return found.size();
  }

  private int parse(
      Installation installation,
      StackFunction parser,
      String document,
      StoredReports reports,
      List<StoredReports.Found> found) {
    var handlers = new Handlers(installation, output::note);
    int parsed = 0;
    for (StoredReports.Found report : found) {
      output.note(report.id().toString());
      if (handlers.invoke(parser, Map.of("BOT", document), reports.event(report, clock))) {
        parsed++;
      }
    }
    return parsed;
  }

  private void result(int parsed, StackFunction parser, String document) {
    if (output.isJson()) {
      var result = new LinkedHashMap<String, Object>();
      result.put("reports", parsed);
      result.put("parser", parser.stage());
      result.put("configuration", document.isEmpty() ? "deployed" : "given");
      output.json(result);
    } else if (document.isEmpty()) {
      output.line(
          OutputOption.count(parsed, "report") + " sent to " + parser.stage() + ", which parses");
    } else {
      output.line(OutputOption.count(parsed, "report") + " parsed");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
