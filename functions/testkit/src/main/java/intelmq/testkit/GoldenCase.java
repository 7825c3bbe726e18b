package intelmq.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.bot.Ports;
import intelmq.bot.config.BotSpec;
import intelmq.harmonization.Event;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import intelmq.harmonization.Report;
import intelmq.runtime.BotLoader;
import intelmq.runtime.Yaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One folder of test data.
 *
 * @param spec the bot it is for
 * @param folder where it lies
 */
record GoldenCase(BotSpec spec, Path folder) {
  /** The report (and batch) that every event of a golden case comes from. */
  static final String REPORT = "golden-20261123T130000-0";

  private static final JsonMapper PRETTY = JsonMapper.builder().build();

  /** The cases of a bot, by name. */
  static List<GoldenCase> of(BotSpec spec, Path root) {
    return folders(root.resolve(spec.name())).stream()
        .map(folder -> new GoldenCase(spec, folder))
        .toList();
  }

  /** The parameters of a bot's first case. */
  static Map<String, Object> example(BotSpec spec) throws IOException {
    List<GoldenCase> cases = of(spec, StandardSuite.ROOT);
    Object parameters =
        cases.isEmpty() ? null : Yaml.read(cases.getFirst().text("parameters.yaml"), spec.name());
    return Recorded.asMap(parameters);
  }

  /** The folders in a folder, by name; none if there is no such folder. */
  static List<Path> folders(Path folder) {
    return list(folder).stream().filter(Files::isDirectory).toList();
  }

  /** The files of a folder of the case, by name. */
  List<Path> files(String name) {
    return list(folder.resolve(name)).stream().filter(Files::isRegularFile).toList();
  }

  /** The bot, with the parameters of the case. */
  Object bot(Ports ports, UnaryOperator<String> replacing) throws IOException {
    String parameters = replacing.apply(text("parameters.yaml"));
    String yaml = parameters.isBlank() ? spec.name() : spec.name() + ":\n" + parameters.indent(2);
    return new BotLoader(spec.kind()).load(yaml, ports, secret -> () -> secret).getFirst().bot();
  }

  /** The fields of {@code harmonization.conf}, or the standard ones. */
  Harmonization harmonization() throws IOException {
    String file = text("harmonization.conf");
    return file.isEmpty() ? Harmonization.standard() : Harmonization.parse(file);
  }

  /** The content of the file {@code input.<ext>}. */
  byte[] input() throws IOException {
    Path file =
        list(folder).stream()
            .filter(path -> name(path).startsWith("input."))
            .findFirst()
            .orElseThrow(() -> new AssertionError(folder + " has no file input.<ext>"));
    return Files.readAllBytes(file);
  }

  /** The events of {@code input.jsonl}. */
  List<Event> events() throws IOException {
    var events = new ArrayList<Event>();
    Harmonization fields = harmonization();
    for (String line : text("input.jsonl").lines().toList()) {
      events.add(Json.event(line.getBytes(StandardCharsets.UTF_8), fields));
    }
    assertThat(events).as(folder + "/input.jsonl").isNotEmpty();
    return events;
  }

  /** What databases answer, by {@code sql.yaml}: {@code values} and the {@code row} for them. */
  List<?> answers() throws IOException {
    return Recorded.asList(Yaml.read(text("sql.yaml"), "sql.yaml"));
  }

  /** What the domain name system answers, by {@code dns.yaml}; see {@link FakeDns#add}. */
  List<?> names() throws IOException {
    return Recorded.asList(Yaml.read(text("dns.yaml"), "dns.yaml"));
  }

  /**
   * Puts the files of the folder {@code databases} where {@code s3://databases/<name>} refers to; a
   * {@code <name>.yaml} becomes a database of MaxMind's, see {@link MmdbWriter}.
   */
  void putInto(FakeDatabases databases) throws IOException {
    for (Path file : files("databases")) {
      String name = name(file);
      String reference = "s3://databases/" + name;
      if (name.endsWith(".yaml")) {
        Object content = Yaml.read(Files.readString(file), name);
        databases.put(
            reference.replaceFirst("\\.yaml$", ""),
            MmdbWriter.write("GeoLite2-City", Recorded.asMap(content)));
      } else {
        databases.put(reference, Files.readAllBytes(file));
      }
    }
  }

  /** The report of {@code report.yaml}, observed at the time of the case. */
  Report report() throws IOException {
    Harmonization harmonization = harmonization();
    var report = new Report(harmonization);
    if (Yaml.read(text("report.yaml"), "report.yaml") instanceof Map<?, ?> fields) {
      fields.forEach((name, value) ->
          assertThat(report.add(harmonization.field(String.valueOf(name)), json(value)))
              .as("report.yaml: " + name)
              .isTrue());
    }
    report.addIfAbsent(Fields.TIME_OBSERVATION, "2026-11-23T13:00:00+00:00");
    return report;
  }

  /** Compares lines of JSON with {@code expected.jsonl}, or writes it. */
  void checkLines(List<String> lines) throws IOException {
    check(
        "expected.jsonl",
        String.join("\n", lines),
        expected -> String.join("\n", expected.lines().map(GoldenCase::compact).toList()));
  }

  /** Compares a JSON value with {@code expected.json}, or writes it. */
  void checkValue(Map<String, ?> value) throws IOException {
    check("expected.json", pretty(value), expected -> pretty(json(expected)));
  }

  private void check(String file, String actual, UnaryOperator<String> normal) throws IOException {
    Path path = folder.resolve(file);
    if (Boolean.getBoolean("update")) {
      Files.writeString(path, actual.isEmpty() ? "" : actual + "\n");
    }
    assertThat(path).as("write it with -Dupdate, then read it").exists();
    assertThat(actual).as(path.toString()).isEqualTo(normal.apply(Files.readString(path)));
  }

  /** The value as Java has it after reading its JSON. */
  static Object json(@Nullable Object value) {
    String text =
        value instanceof String string ? string : Json.text(Objects.requireNonNull(value));
    return Objects.requireNonNullElse(Json.tryParse(text), text);
  }

  private static String compact(String line) {
    return Json.text(json(line));
  }

  private static String pretty(Object value) {
    return PRETTY.writerWithDefaultPrettyPrinter().writeValueAsString(value);
  }

  private String text(String file) throws IOException {
    Path path = folder.resolve(file);
    return Files.exists(path) ? Files.readString(path) : "";
  }

  private static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.sorted().toList();
    } catch (IOException e) {
      throw new AssertionError("cannot read " + folder, e);
    }
  }

  /** The last part of a path. */
  static String name(Path path) {
    return Objects.requireNonNull(path.getFileName()).toString();
  }
}
