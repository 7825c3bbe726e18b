package intelmq.pipeline;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import intelmq.localstack.results.StoredEvent;
import intelmq.localstack.server.Mail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/**
 * The pipeline from end to end: the sample reports go in, and every service is asked what it holds.
 * Tests of order 1 look at the first run; each later one runs something more.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Execution(ExecutionMode.SAME_THREAD)
abstract class PipelineTest<T extends Target> {
  static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final String CONSTITUENCY = "AT";

  /** What only some outputs leave out, and mail has of events. */
  private static final String RAW = "raw";

  private static final List<String> MAIL_COLUMNS =
      List.of(
          "classification.taxonomy",
          "classification.type",
          "classification.identifier",
          "source.ip",
          "source.asn",
          "source.port");

  private Path folder = Path.of("");

  private @Nullable T startedTarget;
  private @Nullable Services startedServices;
  private List<Sample> samples = List.of();
  private Map<String, List<StoredEvent>> firstRun = Map.of();
  private List<Mail> firstMail = List.of();

  /** Brings the stack up, with RetryDelay=1 and both feeds enabled. */
  abstract T start(Path directory) throws IOException, InterruptedException;

  final T target() {
    return Objects.requireNonNull(startedTarget);
  }

  final Services services() {
    return Objects.requireNonNull(startedServices);
  }

  @BeforeAll
  final void runTheSamples(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory)
      throws IOException, InterruptedException {
    folder = directory;
    for (String kind : List.of("collectors", "parsers", "experts", "outputs")) {
      Path jar = PROJECT.resolve("functions/" + kind + "/target/" + kind + ".jar");
      assumeTrue(
          Files.exists(jar), "skipped: there is no " + jar + "; run ./build package -DskipTests");
    }
    Path reports = PROJECT.resolve("events/reports");
    samples =
        List.of(
            Sample.csv(reports.resolve("example-csv/example.csv")),
            Sample.feodoTracker(reports.resolve("feodotracker/ipblocklist.json")));
    T target = start(folder.resolve("cloud"));
    startedTarget = target;
    Services services = new Services(target);
    startedServices = services;
    target.collect(samples.stream().collect(toMap(Sample::feed, Sample::file)));
    for (Sample sample : samples) {
      awaitReports(sample.feed(), 1);
    }
    services.awaitQuiet(PATIENCE);
    firstRun = services.stored();
    firstMail = target.mail().orElse(List.of());
  }

  @AfterAll
  final void stop() {
    if (startedServices != null) {
      startedServices.close();
    }
    if (startedTarget != null) {
      startedTarget.close();
    }
  }

  /** Waits until so many reports of a feed have been parsed and counted. */
  final void awaitReports(String feed, int reports) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (services().statistics(feed).size() < reports) {
      assertThat(System.nanoTime()).as("%s has no %s reports yet", feed, reports).isLessThan(end);
      Thread.sleep(Duration.ofMillis(200));
    }
  }

  /** Has a report collected, and waits until there is nothing more to do. */
  final void run(String feed, Path report) throws IOException, InterruptedException {
    int before = services().statistics(feed).size();
    target().collect(Map.of(feed, report));
    awaitReports(feed, before + 1);
    services().awaitQuiet(PATIENCE);
  }

  @Test
  @Order(1)
  void everyRecordHasOneDisposition() {
    int records = 0;
    int good = 0;
    int events = 0;
    Map<String, Map<String, Long>> counts = target().counts();
    assumeFalse(counts.isEmpty(), "skipped: nobody gathers the functions' logs here");
    for (Sample sample : samples) {
      int malformed = sample.malformed().size();
      assertThat(malformed).isPositive();
      records += sample.records().size();
      good += sample.records().size() - malformed;
      events += sample.events().size();
      assertThat(counts.get(sample.feed() + "-parser"))
          .containsEntry("received", (long) sample.records().size())
          .containsEntry("forwarded", (long) sample.records().size() - malformed)
          .containsEntry("quarantined", (long) malformed);
    }
    assertThat(records).isGreaterThan(good);
    assertThat(counts.get("deduplicator"))
        .containsEntry("received", (long) good)
        .containsEntry("forwarded", (long) events)
        .containsEntry("dropped", (long) good - events);
    assertThat(good).isGreaterThan(events);
    for (String stage :
        Stream.concat(Stream.of("taxonomy", "url", "filter"), firstRun.keySet().stream())
            .toList()) {
      assertThat(counts.get(stage))
          .as(stage)
          .containsEntry("received", (long) events)
          .containsEntry("forwarded", (long) events);
    }
    assertBalanced();
  }

  final void assertBalanced() {
    assertThat(target().imbalances()).isEmpty();
    assertThat(services().deadLetters()).isEmpty();
  }

  @Test
  @Order(1)
  void everyStoreHoldsEveryEventOnce() {
    Map<String, Map<String, String>> expected = expected();
    assertThat(firstRun).containsKeys("file", "dynamodb");
    firstRun.forEach((output, events) -> {
      assertThat(events).as(output).extracting(StoredEvent::id).doesNotHaveDuplicates();
      Map<String, Map<String, String>> byId = byId(events);
      assertThat(byId.keySet()).as(output).isEqualTo(expected.keySet());
      expected.forEach((id, fields) ->
          assertThat(byId.get(id)).as(output + " " + id).containsAllEntriesOf(fields));
    });
  }

  @Test
  @Order(1)
  void storesHoldTheSameEvents() {
    Map<String, Map<String, String>> file = withoutRaw("file");
    firstRun.keySet().forEach(output -> assertThat(withoutRaw(output)).as(output).isEqualTo(file));
    assertThat(file.values())
        .allSatisfy(event ->
            assertThat(event)
                .containsKeys("feed.provider", "feed.accuracy", "feed.url", "time.observation"));
  }

  @Test
  @Order(1)
  void theConstituencyIsMailedItsEvents() {
    assumeTrue(target().mail().isPresent(), "skipped: there is no mail here");
    var expected = new TreeMap<String, Map<String, Map<String, String>>>();
    expected()
        .forEach((id, event) -> {
          if (Objects.equals(event.get("source.geolocation.cc"), CONSTITUENCY)) {
            String to = event.getOrDefault("source.abuse_contact", target().notifyEmail());
            var row = new TreeMap<>(event);
            row.keySet().retainAll(MAIL_COLUMNS);
            expected.computeIfAbsent(to, t -> new TreeMap<>()).put(id, row);
          }
        });
    var rows = new TreeMap<String, Map<String, Map<String, String>>>();
    for (Mail mail : firstMail) {
      for (StoredEvent row : Services.rows(mail)) {
        assertThat(mail.recipients()).hasSize(1);
        Map<String, Map<String, String>> his =
            rows.computeIfAbsent(mail.recipients().getFirst(), to -> new TreeMap<>());
        assertThat(his.put(row.id(), texts(row.event())))
            .as(row.id() + " was mailed before")
            .isNull();
      }
    }
    assertThat(rows).isEqualTo(expected);
    assertThat(expected).containsKey(target().notifyEmail()).hasSizeGreaterThan(1);
  }

  @Test
  @Order(1)
  void malformedRecordsAreInQuarantine() {
    var expected = new ArrayList<String>();
    for (Sample sample : samples) {
      for (int ordinal : sample.malformed()) {
        expected.add(
            sample.feed()
                + " "
                + reportId(sample.feed())
                + ":"
                + ordinal
                + " line "
                + sample.line(ordinal));
      }
    }
    List<JsonNode> lines = services().quarantine();
    assertThat(lines)
        .extracting(line ->
            line.path("feed").asString()
                + " "
                + line.path("id").asString()
                + " line "
                + line.path("line").asLong())
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(lines)
        .allSatisfy(line -> {
          assertThat(line.path("stage").asString())
              .isEqualTo(line.path("feed").asString() + "-parser");
          assertThat(line.path("code").asString()).isEqualTo("invalid-value");
          assertThat(line.path("message").asString()).contains("source.ip");
          assertThat(line.path("raw").asString()).isNotEmpty();
        });
  }

  @Test
  @Order(1)
  void reportsAreStoredAsTheyWereAndCounted() throws IOException {
    for (Sample sample : samples) {
      List<String> keys = services().keys("reports", "reports/" + sample.feed() + "/");
      assertThat(keys).hasSize(1);
      assertThat(services().content("reports", keys.getFirst()))
          .isEqualTo(Files.readAllBytes(sample.file()));
      int malformed = sample.malformed().size();
      assertThat(services().statistics(sample.feed()).get(reportId(sample.feed())))
          .containsEntry("records", Integer.toString(sample.records().size()))
          .containsEntry("events", Integer.toString(sample.records().size() - malformed))
          .containsEntry("quarantined", Integer.toString(malformed))
          .containsEntry("bytes", Long.toString(Files.size(sample.file())));
    }
  }

  /** The same report parsed again: its events have the same ids, and are where they were. */
  @Test
  @Order(2)
  void aReplayAddsNothing() throws IOException, InterruptedException {
    for (Sample sample : samples) {
      String parsed = lastParsed(sample);
      String key = services().keys("reports", "reports/" + sample.feed() + "/").getFirst();
      services().send(sample.feed() + "-parser", services().reportStored(key));
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (lastParsed(sample).equals(parsed)) {
        assertThat(System.nanoTime()).as("%s is not parsed again", key).isLessThan(end);
        Thread.sleep(Duration.ofMillis(200));
      }
    }
    services().awaitQuiet(PATIENCE);
    assertStored(firstRun);
    assertThat(services().quarantine())
        .hasSize(samples.stream().mapToInt(s -> s.malformed().size()).sum());
    samples.forEach(sample -> assertThat(services().statistics(sample.feed())).hasSize(1));
    assertBalanced();
  }

  private String lastParsed(Sample sample) {
    Map<String, String> line = services().statistics(sample.feed()).get(reportId(sample.feed()));
    return Objects.requireNonNull(line).getOrDefault("parsed", "");
  }

  /** The same content collected again: what is known is not delivered again, not by mail either. */
  @Test
  @Order(3)
  void theSameContentAgainAddsNothing() throws IOException, InterruptedException {
    int mails = target().mail().orElse(List.of()).size();
    Sample csv = samples.getFirst();
    Sample feodoTracker = samples.getLast();
    run(csv.feed(), csv.file());
    target().collect(Map.of(feodoTracker.feed(), feodoTracker.file()));
    services().awaitQuiet(PATIENCE);
    assertThat(services().keys("reports", "reports/" + csv.feed() + "/")).hasSize(2);
    assertThat(services().keys("reports", "reports/" + feodoTracker.feed() + "/"))
        .as("a list that has not changed is no report")
        .hasSize(1);
    assertStored(firstRun);
    assertThat(target().mail().orElse(List.of())).hasSize(mails);
    assertBalanced();
  }

  @Test
  @Order(4)
  void anEmptyListIsASuccess() throws IOException, InterruptedException {
    assumeTrue(target().canFetch(), "skipped: what the provider answers is not the test's to say");
    int quarantined = services().quarantine().size();
    Path empty =
        Files.writeString(
            Files.createDirectories(folder.resolve("empty")).resolve("ipblocklist.json"), "[]\n");
    run("feodotracker", empty);
    assertThat(services().statistics("feodotracker").values())
        .anySatisfy(line ->
            assertThat(line)
                .containsEntry("records", "0")
                .containsEntry("events", "0")
                .containsEntry("quarantined", "0"));
    assertThat(services().quarantine()).hasSize(quarantined);
    assertStored(firstRun);
    assertBalanced();
  }

  /** A report of so many events that nothing has seen yet. */
  final Path newReport(String name, int events) throws IOException {
    var text = new StringBuilder("time,ip,port,url,malware,country,asn,contact,description\n");
    for (int i = 0; i < events; i++) {
      text.append(
          String.format(
              Locale.ROOT,
              "2026-11-22T10:00:00Z,2001:db8::%x,%d,,mirai,DE,64500,abuse@example.net,%s %d%n",
              i + 1,
              1024 + i,
              name,
              i));
    }
    return Files.writeString(
        Files.createDirectories(folder.resolve("new")).resolve(name + ".csv"), text);
  }

  final void assertStored(Map<String, List<StoredEvent>> expected)
      throws IOException, InterruptedException {
    Map<String, List<StoredEvent>> now = services().stored();
    expected.forEach((output, events) ->
        assertThat(now.get(output)).as(output).containsExactlyInAnyOrderElementsOf(events));
  }

  /** The first run in a few lines, for people. */
  final String describe() {
    var text = new StringBuilder("feed          records  malformed");
    firstRun.keySet().forEach(output -> text.append(String.format(Locale.ROOT, " %9s", output)));
    for (Sample sample : samples) {
      Map<String, String> counts =
          Objects.requireNonNull(services().statistics(sample.feed()).get(reportId(sample.feed())));
      text.append(
          String.format(
              Locale.ROOT,
              "%n%-13s %7s %10s",
              sample.feed(),
              counts.get("records"),
              counts.get("quarantined")));
      firstRun
          .values()
          .forEach(events ->
              text.append(
                  String.format(
                      Locale.ROOT,
                      " %9d",
                      events.stream()
                          .filter(e -> e.id().startsWith(sample.feed() + "-2"))
                          .count())));
    }
    return text.append('\n').toString();
  }

  private String reportId(String feed) {
    return services().statistics(feed).keySet().iterator().next();
  }

  /** The fields that each event must have, by id. */
  private Map<String, Map<String, String>> expected() {
    var expected = new LinkedHashMap<String, Map<String, String>>();
    for (Sample sample : samples) {
      String report = reportId(sample.feed());
      sample.events().forEach((ordinal, fields) -> expected.put(report + ":" + ordinal, fields));
    }
    return expected;
  }

  private Map<String, Map<String, String>> withoutRaw(String output) {
    Map<String, Map<String, String>> events = byId(Objects.requireNonNull(firstRun.get(output)));
    events.values().forEach(event -> event.remove(RAW));
    return events;
  }

  /** The fields of events as texts: stores differ in their numbers' types. */
  private static Map<String, Map<String, String>> byId(List<StoredEvent> events) {
    var byId = new TreeMap<String, Map<String, String>>();
    for (StoredEvent event : events) {
      byId.put(event.id(), texts(event.event()));
    }
    return byId;
  }

  private static Map<String, String> texts(Map<String, @Nullable Object> event) {
    var texts = new TreeMap<String, String>();
    event.forEach((name, value) -> texts.put(name, String.valueOf(value)));
    return texts;
  }
}
