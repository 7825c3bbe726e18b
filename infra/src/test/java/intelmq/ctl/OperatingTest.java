package intelmq.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator does with a local cloud that runs. */
@ExtendWith(RunningCloud.Extension.class)
@Execution(ExecutionMode.SAME_THREAD)
@ResourceLock(RunningCloud.LOCK)
final class OperatingTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static final List<String> STAGES =
      List.of(
          "example-csv-collector",
          "feodotracker-collector",
          "example-csv-parser",
          "feodotracker-parser",
          "deduplicator",
          "taxonomy",
          "url",
          "filter",
          "dynamodb",
          "file",
          "ses");

  private final RunningCloud cloud;

  OperatingTest(RunningCloud cloud) {
    this.cloud = cloud;
  }

  @Test
  void statusOfFunctionsQueuesAndFeeds() {
    Run run = cloud.run("status");
    assertThat(run.status()).as(run.out() + run.err()).isZero();
    assertThat(run.out().lines().filter(line -> line.contains("running")))
        .hasSize(STAGES.size() + 1)
        .anyMatch(line -> line.matches("url +expert +running +0 +0 +0 +0"))
        .anyMatch(line -> line.matches("feodotracker-collector +collector +running +- +- +- +0"))
        .anyMatch(line -> line.startsWith("statistics"));
    assertThat(run.out().lines())
        .anyMatch(line -> line.matches("feodotracker +enabled +2880 min +feodotracker-.+"))
        .anyMatch(line -> line.matches("example-csv +enabled +- +example-csv-.+"));
    assertThat(run.err()).contains("the local cloud");
  }

  @Test
  void statusForPrograms() {
    Run run = cloud.run("status", "--type", "json", "feodotracker");
    assertThat(run.status()).as(run.out() + run.err()).isZero();
    JsonNode json = run.json();
    assertThat(json.path("functions").valueStream().map(f -> f.path("stage").asString()))
        .containsExactly("feodotracker-collector", "feodotracker-parser");
    assertThat(json.at("/functions/1/queue/visible").asInt(-1)).isZero();
    assertThat(json.at("/functions/1/bots/0").asString()).isEqualTo("feodotracker");
    JsonNode feed = json.at("/feeds/0");
    assertThat(feed.path("feed").asString()).isEqualTo("feodotracker");
    assertThat(feed.path("counts").path("events").asInt()).isPositive();
    assertThat(feed.path("silent").asBoolean(true)).isFalse();
    assertThat(json.path("problems").size()).isZero();
  }

  @Test
  void listsBotsInTheOrderOfThePipeline() {
    Run run = cloud.run("list", "bots");
    assertThat(run.status()).isZero();
    List<String> stages =
        run.out().lines().skip(1).map(line -> line.replaceFirst(" .*", "")).toList();
    assertThat(stages).containsExactlyElementsOf(STAGES);
    assertThat(run.out().lines())
        .anyMatch(line -> line.matches("taxonomy +expert +yes +taxonomy +url"));
    JsonNode json = cloud.run("list", "bots", "-t", "JSON").json();
    assertThat(json.valueStream().map(stage -> stage.path("stage").asString()))
        .containsExactlyElementsOf(STAGES);
    assertThat(json.at("/7/destinations/filter_no_match").toString()).contains("file", "dynamodb");
    assertThat(cloud.run("list", "bots", "--quiet").out().lines())
        .containsExactlyElementsOf(STAGES);
  }

  @Test
  void listsQueues() {
    Run run = cloud.run("list", "queues");
    assertThat(run.out().lines())
        .anyMatch(line -> line.matches("url +0 +0 +0"))
        .anyMatch(line -> line.matches("url-dlq +0 +0 +0"));
    assertThat(cloud.run("list", "queues", "-s").out().strip()).isEqualTo("0");
    assertThat(cloud.run("list", "queues", "--non-zero", "-t", "json").out().strip())
        .isEqualTo("{}");
  }

  @Test
  void listsFeeds() {
    JsonNode json = cloud.run("list", "feeds", "-t", "json").json();
    assertThat(json.valueStream().map(feed -> feed.path("feed").asString()))
        .containsExactly("example-csv", "feodotracker");
    assertThat(json.at("/1/interval_minutes").asInt()).isEqualTo(2880);
    assertThat(cloud.run("list", "feeds").out()).contains("last report");
  }

  @Test
  void whatIsStoppedWaitsAndWhatIsStartedGoesOn() throws InterruptedException {
    assertThat(cloud.run("stop", "url").out()).contains("url", "stopped");
    // who waits for messages just now takes them still
    Thread.sleep(Duration.ofSeconds(2));
    send("url", "not an envelope");
    Thread.sleep(Duration.ofMillis(500));
    try {
      Run status = cloud.run("status", "url");
      assertThat(status.status()).isEqualTo(1);
      assertThat(status.out())
          .contains("url is stopped")
          .containsPattern("url +expert +stopped +1");
      Run refused = cloud.run("clear", "url");
      assertThat(refused.status()).isEqualTo(4);
      assertThat(refused.err()).contains("1 message of the queue url", "--yes");
      assertThat(cloud.runAnswering("n", "clear", "url").status()).isEqualTo(4);
      assertThat(cloud.run("list", "queues", "-s").out().strip()).isEqualTo("1");
      Run cleared = cloud.runAnswering("y", "clear", "url");
      assertThat(cleared.status()).as(cleared.err()).isZero();
      assertThat(cleared.out()).contains("Cleared url of 1 message.");
      assertThat(cloud.run("list", "queues", "-s").out().strip()).isEqualTo("0");
    } finally {
      assertThat(cloud.run("start", "url", "-t", "json").json().at("/0/status").asString())
          .isEqualTo("running");
    }
    assertThat(cloud.run("status", "url").status()).isZero();
  }

  @Test
  void aFeedIsItsCollectorAndItsParser() {
    try {
      JsonNode stopped = cloud.run("stop", "feodotracker", "-t", "json").json();
      assertThat(stopped.valueStream().map(s -> s.path("stage").asString()))
          .containsExactly("feodotracker-collector", "feodotracker-parser");
      assertThat(
              cloud
                  .run("status", "feodotracker")
                  .out()
                  .lines()
                  .filter(l -> l.contains(" stopped ")))
          .hasSize(2);
    } finally {
      assertThat(cloud.run("start", "feodotracker").status()).isZero();
    }
    assertThat(cloud.run("status", "feodotracker").status()).isZero();
    Run dropped = cloud.run("start", "example-csv-collector");
    assertThat(dropped.err()).contains("example-csv-collector has no schedule");
  }

  @Test
  void allStopsAsk() {
    Run run = cloud.run("stop");
    assertThat(run.status()).isEqualTo(4);
    assertThat(run.err()).contains("All " + STAGES.size() + " stages of the local cloud");
    assertThat(cloud.run("status").status()).isZero();
    assertThat(cloud.run("start", "--yes").status()).isZero();
  }

  @Test
  void reloadChangesTheParameter() {
    String before = reload();
    Run run = cloud.run("reload");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(reload()).isNotEqualTo(before);
  }

  private String reload() {
    try (Installation installation =
        Installation.local(Objects.requireNonNull(CloudFile.running(cloud.file())))) {
      return installation.ssm().getParameter(r -> r.name("/intelmq/reload")).parameter().value();
    }
  }

  @Test
  void logOfAStage() {
    Run run = cloud.run("log", "deduplicator", "-n", "1");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.out()).containsPattern("^20.*Z INFO deduplicator: ");
    Run json = cloud.run("log", "-n", "-1", "-t", "json", "--since", "1h");
    assertThat(json.out().lines())
        .hasSizeGreaterThan(STAGES.size())
        .allMatch(line -> line.startsWith("{\"time\":\"20"))
        .isSortedAccordingTo(Comparator.comparing(OperatingTest::time));
    assertThat(cloud.run("log", "--level", "critical", "--since", "1h").out()).isEmpty();
    assertThat(cloud.run("log", "--since", "yesterday").status()).isEqualTo(2);
  }

  @Test
  void deadLettersAreShownAndSentBack() throws InterruptedException {
    cloud.run("stop", "taxonomy");
    try {
      Thread.sleep(Duration.ofSeconds(2));
      send("taxonomy-dlq", "\u009b31mred\n" + "x".repeat(2000));
      assertThat(cloud.run("dlq", "list", "-t", "json").json().path("taxonomy").asInt()).isOne();
      assertThat(cloud.run("status", "taxonomy").out()).contains("1 dead letter of taxonomy");
      Run shown = cloud.run("dlq", "show", "taxonomy");
      assertThat(shown.out()).contains("\\u009b31mred\\nxxx").contains("(2008 characters)");
      assertThat(shown.out()).doesNotContain("\u009b");
      assertThat(cloud.run("dlq", "show", "taxonomy").out()).isNotEmpty().contains("red");
      Run redriven = cloud.run("dlq", "redrive", "taxonomy");
      assertThat(redriven.status()).as(redriven.err()).isZero();
      assertThat(redriven.out()).contains("1 message of taxonomy-dlq to taxonomy: completed");
      assertThat(cloud.run("list", "queues", "--non-zero").out().lines().skip(1))
          .singleElement()
          .asString()
          .matches("taxonomy +1 +0 +0");
      assertThat(cloud.run("clear", "taxonomy", "--yes").status()).isZero();
    } finally {
      cloud.run("start", "taxonomy");
    }
    assertThat(cloud.run("dlq", "show", "taxonomy").out()).contains("no dead letters");
    assertThat(cloud.run("dlq", "redrive", "feodotracker-collector").err())
        .contains("feodotracker-collector reads no queue");
  }

  private void send(String queue, String body) {
    cloud
        .cloud()
        .sqs()
        .sendMessage(request ->
            request
                .queueUrl(
                    cloud
                        .cloud()
                        .sqs()
                        .getQueueUrl(r -> r.queueName("intelmq-" + queue))
                        .queueUrl())
                .messageBody(body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "status taxonmy | there is no stage or feed 'taxonmy'; did you mean 'taxonomy'?",
        "stop feodo | there is no stage or feed 'feodo'",
        "clear ulr | there is no queue 'ulr'; did you mean 'url'?",
        "dlq show ulr | there is no stage 'ulr'; did you mean 'url'?",
        "log --since 5x | '5x' is no time",
        "status --region eu-central-1 | --region and --profile are for a stack that --stack names",
      })
  void wrongNamesAreSaid(String arguments, String said) {
    Run run = cloud.run(arguments.split(" "));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(said);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void withoutACloudItSaysHowToStartOne(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("cloud.json");
    Run none = Run.of(folder, file, new Answer(null), "status");
    assertThat(none.status()).isEqualTo(3);
    assertThat(none.err()).contains("no local cloud runs: start ./intelmqctl local --keep");
    // the process that wrote it is gone
    Files.writeString(
        file, Files.readString(cloud.file()).replaceAll("\"pid\" : [0-9]+", "\"pid\" : 4194305"));
    Run stale = Run.of(folder, file, new Answer(null), "status");
    assertThat(stale.status()).isEqualTo(3);
    assertThat(stale.err()).isEqualTo(none.err());
    Files.writeString(file, "{");
    assertThat(Run.of(folder, file, new Answer(null), "status").err()).contains("delete it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status",
        "list bots",
        "list queues",
        "list feeds",
        "start",
        "stop",
        "reload",
        "clear",
        "log",
        "dlq list",
        "dlq show",
        "dlq redrive"
      })
  void everyCommandExplainsItself(String command) {
    Run run = cloud.run((command + " --help").split(" "));
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("--stack", "--type", "Exit status:", "not confirmed");
  }

  @Test
  void completesInShells() {
    Run run = cloud.run("generate-completion");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("_complete_intelmqctl", "redrive");
  }

  /** When a line of the log was written; several may be in one millisecond. */
  private static String time(String line) {
    return JSON.readTree(line).path("time").asString();
  }
}
