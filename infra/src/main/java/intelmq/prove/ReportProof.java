package intelmq.prove;

import intelmq.localstack.cloud.Cloud;
import intelmq.localstack.cloud.CloudSettings;
import intelmq.localstack.process.FunctionProcess;
import intelmq.localstack.process.Processes;
import intelmq.localstack.server.Kind;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A large report through the pipeline, with functions as processes that have 512 MB and a minute:
 * each of its records must come to exactly one end, and memory must stay flat.
 */
final class ReportProof {
  /** The stages in the order in which records go through them. */
  static final String COLLECTOR = "proof-collector";

  static final String PARSER = "proof-parser";
  static final String EXPERTS = "experts";
  static final String FILE = "file";

  private static final Duration PATIENCE = Duration.ofMinutes(90);
  private static final Duration STALLED = Duration.ofMinutes(8);
  private static final Duration STEP = Duration.ofSeconds(15);
  private static final double MEGA = 1 << 20;

  /** Bytes of a report that takes long enough to say whether memory is flat. */
  private static final long LONG = 1L << 30;

  private final Path home;
  private final Path directory;
  private final PrintWriter out;
  private final Map<String, Trend> heaps = new TreeMap<>();
  private final long begin = System.nanoTime();

  /**
   * What is tried.
   *
   * @param bytes of the report
   * @param timeLimit of the parser's invocations; nothing for the template's
   */
  record Size(long bytes, Map<String, Duration> timeLimit) {
    Size {
      timeLimit = Map.copyOf(timeLimit);
    }
  }

  ReportProof(Path home, Path directory, PrintWriter out) {
    this.home = home;
    this.directory = directory;
    this.out = out;
  }

  /** The report and the soak, which are one run. */
  List<Part> run(Size size) throws IOException, InterruptedException {
    GeneratedReport report = GeneratedReport.ofSize(size.bytes());
    say(
        "report: %,d records in %,d bytes; collector, parser, three experts and the output of files,"
            + " each a process of 512 MB",
        report.records(), report.bytes());
    say("left out for the volume: deduplicator, DynamoDB, OpenSearch and mail as outputs");
    CloudSettings settings =
        CloudSettings.of(home, directory)
            .leavingOut(Set.of(Kind.SEARCH))
            .with(
                home.resolve("infra/proof/template.yaml"),
                new Processes(Set.of(COLLECTOR, PARSER, EXPERTS, FILE), 1, size.timeLimit()))
            .with(new Problems(this::say));
    try (Cloud cloud = Cloud.start(settings)) {
      put(cloud, report);
      var failures = new ArrayList<String>();
      if (!follow(cloud, report)) {
        failures.add("there is still work, or nothing moved any more");
      }
      Duration worked = elapsed();
      say("counting what outputs and quarantine hold");
      var tally = new Tally(report);
      tally.delivered(cloud);
      tally.quarantined(cloud);
      return List.of(
          reportPart(cloud, report, tally, worked, failures),
          soakPart(cloud, report, worked, heaps));
    }
  }

  private void put(Cloud cloud, GeneratedReport report) throws IOException {
    try (var content = report.open()) {
      cloud
          .s3()
          .putObject(
              request -> request.bucket(cloud.drop()).key("proof/report.csv"),
              RequestBody.fromInputStream(content, report.bytes()));
    }
    say("the report is in the drop bucket");
  }

  /** Until all is done; shows how far it is, and measures memory on the way. */
  private boolean follow(Cloud cloud, GeneratedReport report)
      throws IOException, InterruptedException {
    long moved = System.nanoTime();
    long before = -1;
    while (elapsed().compareTo(PATIENCE) < 0) {
      if (cloud.awaitQuiet(STEP)) {
        return true;
      }
      long parsed = received(cloud, PARSER);
      long delivered = received(cloud, FILE);
      long work = parsed + received(cloud, EXPERTS) + delivered + cloud.processes().started();
      if (work != before) {
        before = work;
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > STALLED.toNanos()) {
        return false;
      }
      say(
          "%3.0f %% parsed (%,d in %d parts), %,d delivered; %s",
          100.0 * parsed / report.records(),
          parsed,
          cloud.ledger().messages(PARSER),
          delivered,
          memory(cloud, delivered));
    }
    return false;
  }

  private String memory(Cloud cloud, long delivered) throws IOException, InterruptedException {
    var texts = new ArrayList<String>();
    for (FunctionProcess process : cloud.processes().running()) {
      OptionalLong resident = process.resident();
      OptionalLong heap = process.heapAfterCollection();
      if (resident.isPresent() && heap.isPresent()) {
        heaps
            .computeIfAbsent(stage(process), stage -> new Trend())
            .add((double) delivered, (double) heap.getAsLong());
        texts.add(
            String.format(
                Locale.ROOT,
                "%s %.0f MB (heap %.0f)",
                stage(process),
                resident.getAsLong() / MEGA,
                heap.getAsLong() / MEGA));
      }
    }
    return String.join(", ", texts);
  }

  private static String stage(FunctionProcess process) {
    return process.function().replaceFirst("intelmq-", "");
  }

  private static Part reportPart(
      Cloud cloud, GeneratedReport report, Tally tally, Duration worked, List<String> failures) {
    failures.addAll(tally.failures());
    failures.addAll(cloud.imbalances());
    check(failures, "records parsed", report.records(), received(cloud, PARSER));
    check(failures, "records quarantined", tally.wrong(), count(cloud, PARSER, "quarantined"));
    check(
        failures,
        "events dropped by the filter",
        tally.dropped(),
        count(cloud, EXPERTS, "dropped"));
    check(failures, "events delivered", tally.deliveredEvents(), count(cloud, FILE, "forwarded"));
    long continuations = cloud.ledger().messages(PARSER) - 1;
    if (continuations < 1) {
      failures.add("the report was parsed at one go: nothing of continuations is shown");
    }
    var measured = new LinkedHashMap<String, Object>();
    measured.put("bytes", report.bytes());
    measured.put("records", report.records());
    measured.put("delivered", tally.deliveredEvents());
    measured.put("quarantined", tally.wrong());
    measured.put("dropped", tally.dropped());
    measured.put("continuations", continuations);
    cloud
        .processes()
        .peaks()
        .forEach((function, bytes) -> {
          String stage = function.replaceFirst("intelmq-", "");
          measured.put("peak MB of " + stage, Math.round(bytes / MEGA));
          if (bytes >= 512 * MEGA) {
            failures.add(stage + " took " + Math.round(bytes / MEGA) + " of its 512 MB");
          }
        });
    measured.put("processes started", cloud.processes().started());
    measured.put("events per second", report.records() / Math.max(1, worked.toSeconds()));
    for (String problem : cloud.problems()) {
      measured.merge("errors logged", 1, (a, b) -> (Integer) a + (Integer) b);
      if (failures.size() < 20) {
        failures.add("an error was logged: " + problem);
      }
    }
    return new Part("report", worked, measured, failures);
  }

  private static Part soakPart(
      Cloud cloud, GeneratedReport report, Duration worked, Map<String, Trend> heaps) {
    var failures = new ArrayList<String>();
    var measured = new LinkedHashMap<String, Object>();
    measured.put("events", received(cloud, FILE));
    heaps.forEach((stage, trend) -> {
      // a collector is done when the others begin
      if (stage.equals(COLLECTOR)) {
        return;
      }
      measured.put("heap MB at most, " + stage, Math.round(trend.most() / MEGA));
      if (trend.isEnough()) {
        measured.put(
            "growth of the heap in bytes per 1000 events, " + stage,
            Math.round(trend.slope() * 1000));
        if (!trend.isFlat()) {
          failures.add("the heap of " + stage + " grows");
        }
      } else {
        measured.put("samples of " + stage + " (too few to say more)", trend.size());
      }
    });
    boolean enough = !heaps.isEmpty() && heaps.getOrDefault(FILE, new Trend()).isEnough();
    if (!enough && report.bytes() >= LONG) {
      failures.add("too few samples of the heap to say anything");
    }
    return new Part("soak", worked, measured, failures);
  }

  private static void check(List<String> failures, String what, long expected, long found) {
    if (expected != found) {
      failures.add(what + ": " + found + ", not " + expected);
    }
  }

  private static long received(Cloud cloud, String stage) {
    return count(cloud, stage, "received");
  }

  private static long count(Cloud cloud, String stage, String what) {
    return cloud.ledger().counts().getOrDefault(stage, Map.of()).getOrDefault(what, 0L);
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private void say(String format, Object... values) {
    Duration time = elapsed();
    out.printf(Locale.ROOT, "[%3d:%02d] ", time.toMinutes(), time.toSecondsPart());
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }

  /** Keys of the objects in a bucket. */
  static Iterable<S3Object> objects(Cloud cloud, String bucket) {
    return cloud.s3().listObjectsV2Paginator(request -> request.bucket(bucket)).contents();
  }

  /** Shows what goes wrong when it does. */
  private record Problems(Says says) implements CloudSettings.Listener {
    @Override
    public void step(String text) {
      says.say("%s", text);
    }

    @Override
    public void problem(String text) {
      says.say("problem: %s", text);
    }
  }

  /** Says something formatted. */
  @FunctionalInterface
  private interface Says {
    void say(String format, Object... values);
  }
}
