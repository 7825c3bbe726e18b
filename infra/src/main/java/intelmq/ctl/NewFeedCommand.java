package intelmq.ctl;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the block of a feed into template.yaml, behind the last feed. */
@Command(
    name = "feed",
    description = "Writes the block of a feed into template.yaml.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class NewFeedCommand implements Callable<Integer> {
  private static final String LOCATION = "      Location: infra/feed.yaml";

  private static final String FETCHED =
      """
              Collector: |
                http:
                  http_url: '%s'
                  name: '%s'
                  code: %s
      """;

  private static final String DROPPED =
      """
              Collector: |
                file:
                  postfix: ''
                  name: '%2$s'
                  code: %3$s
      """;

  private static final String BLOCK =
      """

        %1$s:
          Type: AWS::Serverless::Application
          Properties:
            Location: infra/feed.yaml
            Tags: {application: intelmq, block: %2$s}
            Parameters:
              Feed: %2$s
      %3$s        Parser: %4$s
      %5$s        Destinations: !Sub '{_default: "${Deduplicator.Outputs.Queue}"}'
              Queues: !GetAtt Deduplicator.Outputs.QueueArn
              EnabledFeeds: !Ref EnabledFeeds
              Stack: !GetAtt Storage.Outputs.Stack
              LogRetentionDays: !Ref LogRetentionDays
              Harmonization: !Ref Harmonization
              RetryDelay: !Ref RetryDelay
              SnapStart: !Ref SnapStart
              Release: !Ref Release
      """;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      description = "The feed's name: lower case letters, digits, hyphens.")
  private String name = "";

  @Option(
      names = "--parser",
      required = true,
      paramLabel = "PARSER",
      description = "The parser, perhaps with parameters, as YAML.")
  private String parser = "";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "What is fetched; without it, files are dropped under NAME/.")
  private @Nullable String url;

  @Option(
      names = "--title",
      paramLabel = "TITLE",
      description = "The feed's name in events; by default NAME.")
  private @Nullable String title;

  @Option(
      names = "--schedule",
      paramLabel = "RATE",
      description = "How often it is fetched; by default rate(1 hour).")
  private @Nullable String schedule;

  @Override
  public Integer call() throws IOException {
    check(
        name.matches("[a-z][a-z0-9-]{0,30}"),
        "a name has up to 31 lower case letters, digits and hyphens, and begins with a letter: "
            + name);
    check(url == null || url.matches("https?://[^\\s']+"), "not a URL: " + url);
    check(title == null || !title.contains("'"), "no quotes in a title, please: " + title);
    check(
        schedule == null || url != null, "--schedule needs --url: what is dropped has no schedule");
    check(
        schedule == null || schedule.matches("(rate|cron)\\([^()']+\\)"),
        "not a schedule like rate(1 hour) or cron(15 3 * * ? *): " + schedule);
    String document = document();
    Path template = IntelmqCtl.home(spec).resolve("template.yaml");
    List<String> lines = Files.readAllLines(template);
    check(!lines.contains("        Feed: " + name), "there is a feed '" + name + "' already");
    int end = endOfFeeds(lines);
    var text = new StringBuilder();
    lines.subList(0, end).forEach(line -> text.append(line).append('\n'));
    text.append(block(lines, document));
    lines.subList(end, lines.size()).forEach(line -> text.append(line).append('\n'));
    Files.writeString(template, text);
    Path samples = IntelmqCtl.home(spec).resolve("events/reports").resolve(name);
    Files.createDirectories(samples);
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println("Written: the block of " + name + " in " + template);
    out.println("Put a sample report into " + samples + ", and run ./intelmqctl local");
    return 0;
  }

  /** The parser as it stands in the template: its name, or below it the whole YAML document. */
  private String document() {
    if (parser.matches("[a-z][a-z0-9-]*")) {
      return parser;
    }
    Object value = null;
    try {
      value = new Load(LoadSettings.builder().build()).loadFromString(parser);
    } catch (YamlEngineException e) {
      check(false, "--parser is not YAML: " + e.getMessage());
    }
    check(
        value instanceof Map<?, ?> map && map.size() == 1,
        "--parser must be a name or 'name: {parameter: value}': " + parser);
    var settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setWidth(160)
            .build();
    return "|\n" + new Dump(settings).dumpToString(value).indent(10).stripTrailing();
  }

  private String block(List<String> lines, String document) {
    String shown = title == null ? name : title;
    String collector = (url == null ? DROPPED : FETCHED).formatted(url, shown, name);
    String when =
        url == null
            ? ""
            : "        Schedule: "
                + (schedule == null ? "rate(1 hour)" : schedule)
                + "\n        IntervalMinutes: 1440\n";
    String word =
        Arrays.stream(name.split("-", -1))
            .map(NewFeedCommand::capitalise)
            .collect(Collectors.joining());
    // a name of its own among all that the template has
    boolean taken = lines.stream().anyMatch(line -> line.startsWith("  " + word + ":"));
    String id = taken ? word + "Feed" : word;
    return BLOCK.formatted(id, name, collector, document, when);
  }

  /** The line after the last block that is a feed. */
  private int endOfFeeds(List<String> lines) {
    int last = lines.lastIndexOf(LOCATION);
    check(last >= 0, "template.yaml has no feed to put the new one behind");
    int end = last + 1;
    while (end < lines.size()
        && (lines.get(end).startsWith("      ") || lines.get(end).startsWith("    P"))) {
      end++;
    }
    return end;
  }

  private static String capitalise(String word) {
    return word.isEmpty() ? "" : Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private void check(boolean right, String problem) {
    if (!right) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), problem);
    }
  }
}
