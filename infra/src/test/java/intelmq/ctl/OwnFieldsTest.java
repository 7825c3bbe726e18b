package intelmq.ctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import intelmq.harmonization.Harmonization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A deployment with a field of its own, which a feed fills and outputs write. */
@Execution(ExecutionMode.SAME_THREAD)
class OwnFieldsTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> LINKED = List.of("functions", "localstack");
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path home;

  /** The project with one more feed. */
  @BeforeEach
  void addFeed() throws IOException {
    for (String kind : List.of("collectors", "parsers", "experts", "outputs")) {
      Path jar = PROJECT.resolve("functions/" + kind + "/target/" + kind + ".jar");
      assumeTrue(
          Files.exists(jar), "skipped: there is no " + jar + "; run ./build package -DskipTests");
    }
    Files.createDirectories(home.resolve("infra"));
    Files.copy(PROJECT.resolve("template.yaml"), home.resolve("template.yaml"));
    try (Stream<Path> files = Files.list(PROJECT.resolve("infra"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
        Files.copy(file, home.resolve("infra").resolve(file.getFileName()));
      }
    }
    for (String folder : LINKED) {
      Files.createSymbolicLink(home.resolve(folder), PROJECT.resolve(folder));
    }
    Run feed =
        Run.of(
            home,
            "new",
            "feed",
            "units",
            "--parser",
            "{csv: {columns: [source.ip, constituency.unit], type: scanner}}");
    assertThat(feed.status()).as(feed.err()).isZero();
  }

  @AfterEach
  void unlink() throws IOException {
    for (String folder : LINKED) {
      Files.deleteIfExists(home.resolve(folder));
    }
  }

  @Test
  void aFieldOfTheDeploymentGoesThroughThePipeline() throws IOException {
    Path report = Files.writeString(home.resolve("units.csv"), "192.0.2.1,north\n192.0.2.2,\n");
    Path fields =
        Files.writeString(
            home.resolve("harmonization.conf"),
            Harmonization.standard()
                .toJson()
                .replaceFirst(
                    "\"event\": \\{",
                    "\"event\": {\"constituency.unit\": {\"type\": \"UppercaseString\"},"));
    Path events = home.resolve("events.jsonl");
    Run run =
        Run.of(
            home,
            "local",
            "--harmonization",
            fields.toString(),
            "--report",
            "units=" + report,
            "--without",
            "opensearch",
            "--events-out",
            events.toString(),
            "--type",
            "json");
    assertThat(run.status()).as(run.err()).isZero();
    List<JsonNode> stored = Files.readAllLines(events).stream().map(JSON::readTree).toList();
    assertThat(stored)
        .extracting(
            line -> line.path("output").asString(),
            line -> line.path("event").path("source.ip").asString(),
            line -> line.path("event").path("constituency.unit").asString(""))
        .containsExactlyInAnyOrder(
            tuple("file", "192.0.2.1", "NORTH"),
            tuple("file", "192.0.2.2", ""),
            tuple("dynamodb", "192.0.2.1", "NORTH"),
            tuple("dynamodb", "192.0.2.2", ""));
  }
}
