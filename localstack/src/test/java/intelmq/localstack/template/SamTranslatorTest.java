package intelmq.localstack.template;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares the SAM transform with AWS's own, aws-sam-translator: what it makes of a template is a
 * template too, and both must come to the same resources.
 */
class SamTranslatorTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path folder;

  /** Each file with sets of parameters that between them turn its conditions both ways. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "infra/feed.yaml | Stack=s Feed=x Collector=file Parser=csv Destinations={} Queues=a"
            + "; Stack=s Feed=x Collector=http Parser=csv Destinations={} Queues=a,b Schedule=rate"
            + " Actions=s3:PutObject Resources=arn SnapStart=PublishedVersions",
        "infra/stage.yaml | Stack=s Stage=taxonomy Kind=Expert Bot=taxonomy"
            + "; Stack=s Stage=file Kind=Output Bot=file Queues=a Actions=s3:PutObject"
            + " Resources=arn MaximumConcurrency=2 SnapStart=PublishedVersions",
        "infra/alarms.yaml | Stack=s; Stack=s AlarmEmail=alarms@example.org EnabledFeeds=x",
      })
  void expandsToTheSame(String file, String parameterSets)
      throws IOException, InterruptedException {
    Optional<Path> python = python();
    assumeTrue(
        python.isPresent(), "skipped: aws-sam-translator is not installed; run infra/check once");
    Path translated = translate(python.orElseThrow(), file);
    for (String parameters : parameterSets.split("; *", -1)) {
      Stack ours = expand(PROJECT.resolve(file), parameters);
      Stack theirs = expand(translated, parameters);
      assertThat(comparable(ours)).as(parameters).isEqualTo(comparable(theirs));
      assertThat(ours.outputs()).as(parameters).isEqualTo(theirs.outputs());
    }
  }

  /** Python with the packages that infra/check has fetched, the newest if there are several. */
  private static Optional<Path> python() throws IOException {
    String home = Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).orElse("");
    Path caches =
        home.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(home);
    Path cache = caches.resolve("intelmq-serverless");
    if (!Files.isDirectory(cache)) {
      return Optional.empty();
    }
    try (Stream<Path> folders = Files.list(cache)) {
      return folders
          .filter(folder -> folder.getFileName().toString().startsWith("infra-"))
          .map(folder -> folder.resolve("complete"))
          .filter(Files::exists)
          .max(Comparator.comparingLong(complete -> complete.toFile().lastModified()))
          .map(complete -> complete.resolveSibling("bin/python"));
    }
  }

  private Path translate(Path python, String file) throws IOException, InterruptedException {
    Path translated = folder.resolve("translated.json");
    Process process =
        new ProcessBuilder(python.toString(), "infra/expand.py", file)
            .directory(PROJECT.toFile())
            .redirectOutput(translated.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor(Duration.ofMinutes(5))).isTrue();
    assertThat(process.exitValue()).isZero();
    return translated;
  }

  private static Stack expand(Path template, String parameters) {
    return Templates.expand(
        template,
        "stack",
        Stream.of(parameters.split(" "))
            .map(pair -> pair.split("=", 2))
            .collect(toMap(pair -> pair[0], pair -> pair[1])),
        new Account("123456789012", "eu-central-1"),
        (_, name, _, _) -> Optional.of(anything(name)));
  }

  private static Physical anything(String name) {
    return new Physical(
        name,
        Stream.of("Arn", "QueueName", "Version")
            .collect(toMap(attribute -> attribute, attribute -> name + "." + attribute)));
  }

  /** Type and properties by path; code as the key that the translation stores it under. */
  private static Map<String, Map<String, Object>> comparable(Stack stack) {
    Map<String, Map<String, Object>> resources = new LinkedHashMap<>();
    for (Resource resource : stack.resources()) {
      Map<String, Object> properties = new LinkedHashMap<>(resource.properties().values());
      properties.put("Type", resource.type());
      properties.computeIfPresent("Code", (_, code) -> key(code));
      resources.put(resource.path(), properties);
    }
    return resources;
  }

  private static Object key(Object code) {
    return code instanceof String file
        ? Map.of("S3Bucket", "local", "S3Key", PROJECT.relativize(Path.of(file)).toString())
        : code;
  }
}
