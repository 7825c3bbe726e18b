package intelmq.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.localstack.results.StoredEvent;
import intelmq.localstack.results.TableStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an analyst does with a local cloud that has worked through the samples. */
@ExtendWith(RunningCloud.Extension.class)
@Execution(ExecutionMode.SAME_THREAD)
@ResourceLock(RunningCloud.LOCK)
final class AnalysisTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String PARSER = "feodotracker-parser";

  private final RunningCloud cloud;

  @TempDir private Path folder;

  AnalysisTest(RunningCloud cloud) {
    this.cloud = cloud;
  }

  @Test
  void eventsAreFoundByAddressFeedAndTime() {
    Run run = ok("events", "--ip", "192.0.2.0/24", "--limit", "1000", "-t", "json");
    assertThat(lines(run))
        .isNotEmpty()
        .allSatisfy(
            line -> assertThat(line.at("/event/source.ip").asString("")).startsWith("192.0.2."));
    assertThat(run.err()).contains("no index of the table helps here");
    String address = lines(run).getFirst().at("/event/source.ip").asString();
    assertThat(lines(ok("events", "--ip", address, "-t", "json")))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.at("/event/source.ip").asString()).isEqualTo(address));

    Run feed = ok("events", "--feed", "feodotracker", "--since", "1d", "--limit", "5");
    assertThat(feed.err()).doesNotContain("no index");
    assertThat(feed.out().lines())
        .hasSize(6)
        .first()
        .asString()
        .startsWith("id ")
        .contains("source.ip");
    assertThat(feed.out().lines().skip(1)).allMatch(line -> line.startsWith("feodotracker-"));
    Run file =
        ok("events", "--feed", "example-csv", "--store", "file", "--limit", "9999", "-t", "json");
    assertThat(lines(file))
        .extracting(line -> line.path("id").asString())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            stored().stream()
                .map(StoredEvent::id)
                .filter(id -> id.startsWith("example-csv-"))
                .toList());
    assertThat(ok("events", "--until", "2020-01-01").err()).contains("no such event is stored");
  }

  @Test
  void anEventsWayIsShownToItsEnds() {
    StoredEvent event =
        stored().stream()
            .filter(one -> one.id().startsWith("feodotracker-"))
            .findFirst()
            .orElseThrow();
    Run run = ok("trace", event.id());
    assertThat(run.out())
        .startsWith(event.id())
        .contains(
            "feed.name = \"Feodo Tracker\"",
            "feodotracker-parser (feodotracker)",
            "+ source.ip = \"" + event.event().get("source.ip") + "\"",
            "deduplicator was not asked again",
            "+ classification.taxonomy = \"malicious-code\"",
            "fact: delivered");
    assertThat(run.out().substring(run.out().indexOf("It ended:")))
        .contains("dynamodb: delivered", "file: delivered");
    JsonNode json = ok("trace", event.id(), "-t", "json").json();
    assertThat(json.at("/report/stored").asBoolean()).isTrue();
    assertThat(json.path("steps").valueStream().map(step -> step.path("stage").asString()))
        .startsWith(PARSER, "deduplicator", "taxonomy", "url", "filter")
        .contains("dynamodb", "file");
    assertThat(json.at("/steps/0/configuration").asString()).startsWith("as deployed 2");
  }

  @Test
  void whyAnEventIsNowhereIsShown() {
    JsonNode entry = lines(ok("dump", "show", PARSER, "-t", "json")).getFirst();
    String id = entry.path("id").asString();
    assertThat(ok("trace", id).out())
        .contains("quarantined [invalid-value]")
        .contains("It ended:\n  " + PARSER + ": quarantined [invalid-value]");
    String report = id.substring(0, id.lastIndexOf(':'));
    List<String> there = stored().stream().map(StoredEvent::id).toList();
    String dropped =
        IntStream.range(0, 400)
            .mapToObj(i -> report + ":" + i)
            .filter(one -> !there.contains(one) && !one.equals(id))
            .findFirst()
            .orElseThrow();
    assertThat(ok("trace", dropped).out())
        .contains("It ended:\n  deduplicator: dropped by deduplicator: seen before");
    Run unknown = cloud.run("trace", report + ":99999");
    assertThat(unknown.status()).isEqualTo(ExitCode.PROBLEM);
    assertThat(unknown.out()).contains("the report has no record 99999");
    Run gone = cloud.run("trace", "feodotracker-20200101T000000-0:1");
    assertThat(gone.status()).isEqualTo(ExitCode.PROBLEM);
    assertThat(gone.out()).contains("which is not stored any more", "nothing is known");
  }

  @Test
  void aRecordIsMendedAndParsedUnderItsId() throws IOException, InterruptedException {
    Path file = folder.resolve("edited.jsonl");
    ok("dump", "edit", "example-csv-parser", "--out", file.toString());
    String lines = Files.readString(file);
    String id = JSON.readTree(lines.lines().findFirst().orElseThrow()).path("id").asString();

    Path wrong = Files.writeString(folder.resolve("wrong.jsonl"), lines.replace("777", "888"));
    Run refused = cloud.run("dump", "recover", "example-csv-parser", "--from", wrong.toString());
    assertThat(refused.status()).isEqualTo(ExitCode.PROBLEM);
    assertThat(refused.err())
        .contains(id + ": source.ip: ", "is not a valid IPAddress", "nothing deleted");
    Run elsewhere = cloud.run("dump", "recover", "example-csv-parser", "--queue", "filter");
    assertThat(elsewhere.status()).isEqualTo(ExitCode.PROBLEM);
    assertThat(elsewhere.err()).contains("is nothing for filter, which takes events");
    Run unknown = cloud.run("dump", "recover", "example-csv-parser", "--queue", "filtr");
    assertThat(unknown.status()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err()).contains("did you mean 'filter'?");
    assertThat(ok("dump", "list", "example-csv-parser").out()).contains("invalid-value");

    Files.writeString(file, lines.replace("777", "77"));
    Run run = ok("dump", "recover", "example-csv-parser", "--from", file.toString(), "-t", "json");
    assertThat(run.json().path("recovered").asInt()).isEqualTo(1);
    assertThat(ok("dump", "list", "example-csv-parser").out()).contains("nothing is in quarantine");
    cloud.awaitQuiet();
    assertThat(stored())
        .filteredOn(event -> event.id().equals(id))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.event()).containsEntry("source.ip", "203.0.113.77");
          assertThat(event.event()).containsEntry("feed.name", "Example CSV");
        });
  }

  @Test
  void eventsOfADumpGoToAnotherQueueAndAreNotLostOnTheWay() throws InterruptedException {
    JsonNode before = ok("dump", "list", "ses", "-t", "json").json();
    int entries = before.at("/0/entries").asInt();
    assertThat(entries).isPositive();
    String id =
        lines(ok("dump", "show", "ses", "-n", "1", "-t", "json")).getFirst().path("id").asString();
    assertThat(ok("dump", "recover", "ses", "--queue", "file", "--id", id).out())
        .startsWith("recovered: 1, to file in 1 message");
    cloud.awaitQuiet();
    assertThat(ok("dump", "list", "ses", "-t", "json").json().at("/0/entries").asInt())
        .isEqualTo(entries - 1);
    // nobody to ask
    Run unasked = cloud.run("dump", "delete", "ses");
    assertThat(unasked.status()).isEqualTo(ExitCode.UNCONFIRMED);
    String other =
        lines(ok("dump", "show", "ses", "-n", "1", "-t", "json")).getFirst().path("id").asString();
    assertThat(cloud.runAnswering("yes", "dump", "delete", "ses", "--id", other).out())
        .contains("deleted: 1");
    assertThat(ok("dump", "list", "ses", "-t", "json").json().at("/0/entries").asInt())
        .isEqualTo(entries - 2);
    // back to where they came from: again without a recipient
    Run all = ok("dump", "recover", "ses");
    assertThat(all.out()).contains("recovered: " + (entries - 2));
    cloud.awaitQuiet();
    assertThat(ok("dump", "list", "ses", "-t", "json").json().at("/0/entries").asInt())
        .isEqualTo(entries - 2);
  }

  @Test
  void aReplayCorrectsAndDoesNotDouble() throws IOException, InterruptedException {
    List<String> before = stored().stream().map(StoredEvent::id).sorted().toList();
    String id =
        before.stream().filter(one -> one.startsWith("feodotracker-")).findFirst().orElseThrow();
    String report = id.substring(0, id.lastIndexOf(':'));
    Run unasked = cloud.run("replay", report);
    assertThat(unasked.status()).isEqualTo(ExitCode.UNCONFIRMED);
    assertThat(unasked.err())
        .contains("1 report of feodotracker", report, "mail that was sent is not sent again");
    assertThat(ok("replay", report, "--yes").out()).contains("1 report sent to " + PARSER);
    cloud.awaitQuiet();
    assertThat(stored().stream().map(StoredEvent::id).sorted()).isEqualTo(before);

    Run wrong = cloud.run("replay", "feodotracker", "--since", "1d", "--bot", "csv", "--yes");
    assertThat(wrong.status()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).contains("parameter 'columns' is missing");
    assertThat(cloud.run("replay", "feodotraker", "--since", "1d").err())
        .contains("did you mean 'feodotracker'?");
    assertThat(cloud.run("replay", "feodotracker").err()).contains("--since");
    assertThat(cloud.run("replay", "feodotracker-20200101T000000-0", "--yes").status())
        .isEqualTo(ExitCode.PROBLEM);

    Path parameters =
        Files.writeString(
            folder.resolve("parameters.yaml"),
            """
            columns: [time.source, source.ip, source.port, source.url, malware.name,
              source.geolocation.cc, source.asn, source.abuse_contact, event_description.text]
            type: scanner
            skip_header: true
            """);
    Run here =
        ok(
            "replay",
            "example-csv",
            "--since",
            "1d",
            "--parameters",
            parameters.toString(),
            "--yes",
            "-t",
            "json");
    assertThat(here.json().path("configuration").asString()).isEqualTo("given");
    cloud.awaitQuiet();
    assertThat(stored())
        .filteredOn(event -> event.id().startsWith("example-csv-"))
        .extracting(event -> event.event().get("classification.type"))
        .isNotEmpty()
        .contains("scanner");
    ok("replay", "example-csv", "--since", "1d", "--yes");
    cloud.awaitQuiet();
    assertThat(stored())
        .filteredOn(event -> event.id().startsWith("example-csv-"))
        .extracting(event -> event.event().get("classification.type"))
        .contains("infected-system");
  }

  @Test
  void aStageHandlesAMessageHere() throws InterruptedException {
    String event = "{\"source.ip\":\"2001:db8::254\",\"classification.type\":\"scanner\"}";
    Run dry = ok("run", "taxonomy", "process", "--dryrun", "--msg", event);
    assertThat(lines(dry))
        .singleElement()
        .satisfies(line -> {
          assertThat(line.path("queues").toString()).isEqualTo("[\"intelmq-url\"]");
          assertThat(line.at("/message/classification.taxonomy").asString())
              .isEqualTo("information-gathering");
        });
    assertThat(ok("run", "dynamodb", "process", "-d", "-m", event).out())
        .contains("\"path\":\"table intelmq-events\"");
    cloud.awaitQuiet();
    assertThat(ok("events", "--ip", "2001:db8::254").out()).isEmpty();

    Run real = ok("run", "taxonomy", "process", "--show-sent", "--msg", event);
    assertThat(real.out()).contains("information-gathering");
    assertThat(real.err()).contains("\"forwarded\":1");
    cloud.awaitQuiet();
    assertThat(ok("events", "--ip", "2001:db8::254", "-t", "json").out())
        .contains("information-gathering");

    Run sent = ok("run", "filter", "message", "send", event.replace("254", "253"), "-t", "json");
    assertThat(sent.json().path("queues").toString())
        .isEqualTo("[\"intelmq-file\",\"intelmq-dynamodb\"]");
    cloud.awaitQuiet();
    assertThat(ok("events", "--feed", "manual", "-t", "json").out())
        .contains(sent.json().at("/ids/0").asString());
    Run wrong = cloud.run("run", "filter", "message", "send", "{\"source.ip\":\"x\"}");
    assertThat(wrong.status()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).contains("source.ip: 'x' is not a valid IPAddress");
    Run nowhere = cloud.run("run", "filter", "message", "send", "--path", "filter_mach", event);
    assertThat(nowhere.err()).contains("leads nowhere; did you mean 'filter_match'?");
  }

  @Test
  void messagesAreLookedAtAndTaken() throws InterruptedException {
    ok("stop", "url");
    // a poll that is under way would still take a message
    Thread.sleep(Duration.ofSeconds(3));
    try {
      ok("run", "taxonomy", "message", "send", "{\"source.ip\":\"2001:db8::252\"}");
      for (int i = 0; i < 2; i++) {
        Run get = ok("run", "url", "message", "get");
        assertThat(lines(get))
            .singleElement()
            .satisfies(line ->
                assertThat(line.at("/message/source.ip").asString()).isEqualTo("2001:db8::252"));
      }
      assertThat(ok("run", "url", "process", "--dryrun").out()).contains("2001:db8::252");
      assertThat(cloud.runAnswering("y", "run", "url", "message", "pop").out())
          .contains("2001:db8::252");
      Run empty = cloud.run("run", "url", "message", "get");
      assertThat(empty.status()).isEqualTo(ExitCode.PROBLEM);
      assertThat(empty.err()).contains("no message can be had from intelmq-url");
    } finally {
      ok("start", "url");
    }
    cloud.awaitQuiet();
    assertThat(ok("events", "--ip", "2001:db8::252").out()).isEmpty();
  }

  private Run ok(String... arguments) {
    Run run = cloud.run(arguments);
    assertThat(run.status()).as(String.join(" ", arguments) + "\n" + run.err()).isZero();
    return run;
  }

  private List<StoredEvent> stored() {
    return new TableStore(cloud.cloud().dynamoDb())
        .read("dynamodb", Map.of("table", "intelmq-events"));
  }

  private static List<JsonNode> lines(Run run) {
    return run.out().lines().map(JSON::readTree).toList();
  }
}
