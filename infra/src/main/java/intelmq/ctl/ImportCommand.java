package intelmq.ctl;

import intelmq.bot.config.ConfigurationException;
import intelmq.ctl.moving.Imported;
import intelmq.ctl.moving.Importer;
import intelmq.ctl.moving.IntelmqConfiguration;
import intelmq.ctl.moving.KnownDifferences;
import intelmq.ctl.moving.OwnFields;
import intelmq.ctl.moving.TemplateText;
import intelmq.harmonization.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a template of an IntelMQ configuration, and says what becomes of each parameter. */
@Command(
    name = "import",
    description = {
      "Makes a template of an IntelMQ configuration, and says of each bot and parameter: carried over, carried over with a difference, or not yet here, and why.",
      "Nothing but the folder of --out is written. Values are never printed; secrets are not written either, the report says where they belong. Exit status 1 if the new template does not pass the check."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("FieldCanBeFinal") // picocli sets them
final class ImportCommand implements Callable<Integer> {
  private static final String TEMPLATE = "template.yaml";
  private static final String REPORT = "report.txt";
  private static final String FIELDS = "harmonization.conf";

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "RUNTIME",
      description = "IntelMQ's runtime.yaml (version 3).")
  private Path runtime = Path.of("");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "HARMONIZATION",
      description = "IntelMQ's harmonization.conf; without it, the standard fields.")
  private @Nullable Path harmonization;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "A new or empty folder for template.yaml, report.txt and harmonization.conf; without it, the report is printed and nothing written.")
  private @Nullable Path out;

  @Mixin private OutputOption output = new OutputOption();

  @Override
  public Integer call() throws IOException {
    Path home = IntelmqCtl.home(spec);
    String fields = harmonization == null ? "" : read(harmonization);
    Imported imported;
    List<String> own;
    try {
      own = OwnFields.of(fields);
      imported =
          Importer.run(
              IntelmqConfiguration.read(read(runtime), runtime.toString()),
              new TemplateText(Files.readString(home.resolve(TEMPLATE))),
              KnownBots.all(),
              differences(home));
    } catch (IllegalArgumentException | ConfigurationException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()), e);
    }
    List<Map<?, ?>> findings = check(home, imported.template());
    var lines = new ArrayList<>(imported.report());
    lines.addAll(own);
    lines.addAll(said(findings));
    if (out != null) {
      write(out, imported.template(), lines, fields);
    }
    if (output.isJson()) {
      Map<String, Object> json = new LinkedHashMap<>(imported.json());
      json.put("findings", findings);
      json.put("fields", own);
      output.json(json);
    } else if (out == null) {
      lines.forEach(output::line);
    } else {
      output.line(imported.summary());
      own.forEach(output::line);
      said(findings).forEach(output::line);
      output.line(
          "Written: "
              + out.resolve(REPORT)
              + ", which says what is to be done, and "
              + out.resolve(TEMPLATE));
    }
    return findings.stream().anyMatch(finding -> Objects.equals(finding.get("level"), "ERROR"))
        ? ExitCode.PROBLEM
        : ExitCode.OK;
  }

  private String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "the file " + file + " cannot be read: " + e.getMessage(),
          e);
    }
  }

  private static KnownDifferences differences(Path home) throws IOException {
    Path page = home.resolve("docs").resolve("differences.md");
    return new KnownDifferences(Files.exists(page) ? Files.readString(page) : "");
  }

  private static void write(Path folder, String template, List<String> report, String fields)
      throws IOException {
    NewFile.write(folder.resolve(TEMPLATE), template);
    NewFile.write(
        folder.resolve(REPORT),
        String.join("\n", report.stream().map(Plain::line).toList()) + "\n");
    if (!fields.isEmpty()) {
      NewFile.write(folder.resolve(FIELDS), fields);
    }
  }

  /** What {@code intelmqctl check} has against the template, were it the project's. */
  private List<Map<?, ?>> check(Path home, String template) throws IOException {
    Path folder = Files.createTempDirectory("intelmq-import");
    try {
      Files.writeString(folder.resolve(TEMPLATE), template);
      Path infra = Files.createDirectories(folder.resolve("infra"));
      try (Stream<Path> files = Files.list(home.resolve("infra"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
          Files.copy(file, infra.resolve(String.valueOf(file.getFileName())));
        }
      }
      return findings(folder);
    } finally {
      Directories.empty(folder);
      Files.delete(folder);
    }
  }

  private List<Map<?, ?>> findings(Path folder) {
    var text = new StringWriter();
    CommandLine command = IntelmqCtl.command(folder);
    command.setOut(new PrintWriter(text)).setErr(new PrintWriter(text));
    var arguments = new ArrayList<>(List.of("check", "--no-connections", "--type", "json"));
    if (harmonization != null) {
      arguments.addAll(List.of("--harmonization", harmonization.toString()));
    }
    command.execute(arguments.toArray(String[]::new));
    if (Json.tryParse(text.toString()) instanceof Map<?, ?> document
        && document.get("findings") instanceof List<?> findings) {
      var all = new ArrayList<Map<?, ?>>();
      for (Object finding : findings) {
        if (finding instanceof Map<?, ?> map) {
          all.add(map);
        }
      }
      return all;
    }
    throw new IllegalStateException("the template cannot be checked: " + text);
  }

  private static List<String> said(List<Map<?, ?>> findings) {
    var lines = new ArrayList<String>();
    lines.add(
        findings.isEmpty()
            ? "./intelmqctl check has nothing against the template."
            : "./intelmqctl check says of the template:");
    findings.forEach(finding ->
        lines.add(
            "  "
                + finding.get("level")
                + " "
                + finding.get("place")
                + ": "
                + finding.get("message")));
    return lines;
  }
}
