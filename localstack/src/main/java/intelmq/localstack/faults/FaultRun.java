package intelmq.localstack.faults;

import intelmq.localstack.cloud.Cloud;
import intelmq.localstack.cloud.CloudSettings;
import intelmq.localstack.cloud.Feeds;
import intelmq.localstack.cloud.LambdaFunction;
import intelmq.localstack.results.StoredEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs a cloud under faults, lets it recover, and compares what its outputs hold with a run without
 * faults; seed after seed, in one cloud.
 */
public final class FaultRun implements AutoCloseable {
  /** Reports are for these times in every run, for what befalls them depends on their names. */
  private static final Instant FIRST = Instant.parse("2026-11-20T00:00:00Z");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final String CSV = "example-csv";
  private static final String JSON = "feodotracker";

  /** Faults that a wave of reports sees, about. */
  private static final int FAULTS_A_WAVE = 12;

  /** Even where faults have become rare, a run ends. */
  private static final int MOST_WAVES = 60;

  private final Path directory;
  private final Feeds feeds;
  private final Map<String, List<Path>> samples;
  private final Disturber disturber;
  private final Cloud cloud;
  private @Nullable Snapshot reference;
  private int referenceWaves;

  private FaultRun(
      Path directory,
      Feeds feeds,
      Map<String, List<Path>> samples,
      Disturber disturber,
      Cloud cloud) {
    this.directory = directory;
    this.feeds = feeds;
    this.samples = samples;
    this.disturber = disturber;
    this.cloud = cloud;
  }

  /**
   * Starts a cloud.
   *
   * @param settings of the cloud, with the feeds that are delivered enabled
   * @param samples reports that are delivered beside those made for the run, by feed
   */
  public static FaultRun start(CloudSettings settings, Map<String, List<Path>> samples)
      throws IOException, InterruptedException {
    var disturber = new Disturber();
    Cloud cloud = Cloud.start(settings.with(disturber));
    cloud.front().add(new CallFaults(disturber));
    disturber.outputs(
        cloud.functions().values().stream()
            .filter(cloud::isOutput)
            .map(LambdaFunction::name)
            .collect(Collectors.toSet()));
    return new FaultRun(
        settings.directory(), Feeds.of(settings.project()), samples, disturber, cloud);
  }

  /** The cloud, with what the last run left. */
  public Cloud cloud() {
    return cloud;
  }

  /**
   * Runs reports through the cloud under faults, and checks what came of them.
   *
   * @param count how many faults
   */
  public Outcome run(long seed, int count) throws IOException, InterruptedException {
    Emptying.empty(cloud);
    Path log = directory.resolve("faults.log");
    Files.deleteIfExists(log);
    var plan = new FaultPlan(seed, count, fault -> append(log, fault));
    long begin = System.nanoTime();
    disturber.follow(plan);
    int waves = Math.ceilDiv(count, FAULTS_A_WAVE);
    int wave = 0;
    while (wave < waves || (!plan.done() && wave < MOST_WAVES)) {
      deliver(wave++);
      if (wave >= waves) {
        awaitFaults(plan);
      }
    }
    awaitFaults(plan);
    plan.heal();
    disturber.outages().end();
    boolean quiet = cloud.awaitQuiet(PATIENCE);
    Duration time = Duration.ofNanos(System.nanoTime() - begin);
    Snapshot found = Snapshot.of(cloud);
    var failures = new ArrayList<String>();
    if (!quiet) {
      failures.add("there is still work after " + PATIENCE.toMinutes() + " minutes: " + waiting());
    }
    int last = wave;
    var verifier =
        new Verifier(
            reference(last), found, id -> waveOf(id) < last, new Trail(directory.resolve("log")));
    failures.addAll(verifier.failures());
    if (plan.injected() < count) {
      failures.add("only " + plan.injected() + " of " + count + " faults came to pass");
    }
    return new Outcome(
        seed,
        count,
        plan.kinds(),
        (int) reports(last),
        events(found),
        verifier.twice(),
        verifier.setAside(),
        failures,
        time);
  }

  private static int events(Snapshot found) {
    return (int)
        found.stored().values().stream()
            .flatMap(List::stream)
            .map(StoredEvent::id)
            .distinct()
            .count();
  }

  private long reports(int waves) {
    long reports = 0;
    for (int wave = 0; wave < waves; wave++) {
      reports += FaultFeed.csv(wave).size() + 1;
    }
    return reports + samples.values().stream().mapToInt(List::size).sum();
  }

  /** The stores without faults, after at least so many waves; kept for the next seed. */
  private Snapshot reference(int waves) throws IOException, InterruptedException {
    Snapshot known = reference;
    if (known != null && referenceWaves >= waves) {
      return known;
    }
    disturber.follow(FaultPlan.none());
    Emptying.empty(cloud);
    for (int wave = 0; wave < waves; wave++) {
      deliver(wave);
      if (!cloud.awaitQuiet(PATIENCE)) {
        throw new IOException("without faults there is still work: " + waiting());
      }
    }
    Snapshot snapshot = Snapshot.of(cloud);
    reference = snapshot;
    referenceWaves = waves;
    return snapshot;
  }

  private Map<String, Long> waiting() {
    var waiting = new LinkedHashMap<String, Long>();
    cloud
        .readers()
        .keySet()
        .forEach(queue -> {
          long messages = cloud.waiting(queue);
          if (messages > 0) {
            waiting.put(queue, messages);
          }
        });
    return waiting;
  }

  /** Until there were enough, or nothing happens any more to which one could happen. */
  private void awaitFaults(FaultPlan plan) throws InterruptedException {
    while (!plan.done() && !cloud.awaitQuiet(LOOK.multipliedBy(8))) {
      Thread.sleep(LOOK);
    }
  }

  /** Delivers the reports of a wave, and waits until all are collected. */
  private void deliver(int wave) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(directory.resolve("waves").resolve("" + wave));
    Instant time = FIRST.plus(Duration.ofMinutes(wave));
    var reports = new LinkedHashMap<String, List<Path>>();
    samples.forEach((feed, files) -> {
      if (wave % 3 == 0) {
        reports.put(feed, new ArrayList<>(files));
      }
    });
    if (feeds.names().contains(CSV)) {
      List<Path> files = reports.computeIfAbsent(CSV, _ -> new ArrayList<>());
      List<String> made = FaultFeed.csv(wave);
      for (int i = 0; i < made.size(); i++) {
        files.add(Files.writeString(folder.resolve(CSV + "-" + i + ".csv"), made.get(i)));
      }
    }
    if (feeds.names().contains(JSON)) {
      reports
          .computeIfAbsent(JSON, _ -> new ArrayList<>())
          .add(Files.writeString(folder.resolve(JSON + ".json"), FaultFeed.json(wave)));
    }
    feeds.deliver(cloud, named(reports, wave, folder, time), time);
    cloud.awaitCollectors(PATIENCE);
  }

  /** Files for the drop bucket, with names of their own and a time each. */
  private Map<String, List<Path>> named(
      Map<String, List<Path>> reports, int wave, Path folder, Instant time) throws IOException {
    var named = new LinkedHashMap<String, List<Path>>();
    for (Map.Entry<String, List<Path>> feed : reports.entrySet()) {
      if (cloud.isScheduled(feed.getKey())) {
        named.put(feed.getKey(), feed.getValue());
        continue;
      }
      var files = new ArrayList<Path>();
      for (Path file : feed.getValue()) {
        Path own = folder.resolve("wave-" + wave + "-" + file.getFileName());
        if (!Files.exists(own)) {
          Files.copy(file, own);
        }
        files.add(own);
        disturber.putAt(feed.getKey() + "/" + own.getFileName(), time.plusSeconds(files.size()));
      }
      named.put(feed.getKey(), files);
    }
    return named;
  }

  /** The wave of the report of an event. */
  private static int waveOf(String id) {
    int part = id.lastIndexOf('-', id.lastIndexOf(':'));
    int start = id.lastIndexOf('-', part - 1);
    LocalDateTime time = LocalDateTime.parse(id.substring(start + 1, part), TIME);
    return (int) Duration.between(FIRST, time.toInstant(ZoneOffset.UTC)).toMinutes();
  }

  private static void append(Path log, String line) {
    try {
      Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException _) {
      // for people who look for a cause; the run does not depend on it
    }
  }

  @Override
  public void close() {
    cloud.close();
  }
}
