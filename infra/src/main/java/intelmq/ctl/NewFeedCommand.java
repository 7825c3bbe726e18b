package intelmq.ctl;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
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
  private static final int DAY_MINUTES = 1440;

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
    check(url == null || url.matches("https?://[^\\s']+"), "not a URL: " + url);
    check(title == null || !title.contains("'"), "no quotes in a title, please: " + title);
    check(
        schedule == null || url != null, "--schedule needs --url: what is dropped has no schedule");
    check(
        schedule == null || schedule.matches("(rate|cron)\\([^()']+\\)"),
        "not a schedule like rate(1 hour) or cron(15 3 * * ? *): " + schedule);
    Path template = IntelmqCtl.home(spec).resolve("template.yaml");
    try {
      new FeedBlock(
              name,
              collector(),
              parser(),
              url == null ? "" : schedule == null ? "rate(1 hour)" : schedule,
              DAY_MINUTES)
          .addTo(template);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()), e);
    }
    Path samples = IntelmqCtl.home(spec).resolve("events/reports").resolve(name);
    Files.createDirectories(samples);
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println("Written: the block of " + name + " in " + template);
    out.println("Put a sample report into " + samples + ", and run ./intelmqctl local");
    return 0;
  }

  private Map<String, Object> collector() {
    var parameters = new LinkedHashMap<String, Object>();
    if (url == null) {
      parameters.put("postfix", "");
    } else {
      parameters.put("http_url", url);
    }
    parameters.put("name", title == null ? name : title);
    parameters.put("code", name);
    return Map.of(url == null ? "file" : "http", parameters);
  }

  /** The parser: a name, or a map from its name to its parameters. */
  private Object parser() {
    if (parser.matches("[a-z][a-z0-9_-]*")) {
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
    return Objects.requireNonNull(value);
  }

  private void check(boolean right, String problem) {
    if (!right) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), problem);
    }
  }
}
