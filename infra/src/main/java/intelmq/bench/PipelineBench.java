package intelmq.bench;

import intelmq.harmonization.Json;
import intelmq.localstack.cloud.Cloud;
import intelmq.localstack.cloud.CloudSettings;
import intelmq.localstack.process.Processes;
import intelmq.localstack.results.Readback;
import intelmq.localstack.results.StoredEvent;
import intelmq.localstack.server.Kind;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Runs a report from the drop bucket to the objects of the output of files, each function a process
 * of its own as on Lambda, and measures the processes: servers are not theirs.
 *
 * @param home the project's folder
 * @param directory takes what servers and functions keep
 * @param listener is told what is done
 */
public record PipelineBench(Path home, Path directory, Consumer<String> listener) {
  private static final String FEED = "bench";
  private static final String FILE = "file";
  private static final Set<String> STAGES =
      Set.of("bench-collector", "bench-parser", "deduplicator", "taxonomy", "url", "filter", FILE);
  private static final Duration PATIENCE = Duration.ofMinutes(60);
  private static final double MEGA = 1 << 20;
  private static final double NANOS = 1e9;

  /**
   * What is run.
   *
   * @param input what the report is: {@code small} or {@code wide}
   * @param report a file; the CSV of a block list for {@code small}, a Shadowserver report for
   *     {@code wide}
   * @param schema Shadowserver's schema, which {@code wide} needs
   * @param warmUp so many of its first rows go through beforehand, and are not counted
   * @param events takes the output's events, a JSON line each
   */
  public record Work(
      String input, Path report, @Nullable Path schema, int warmUp, @Nullable Path events) {}

  /**
   * Runs it.
   *
   * @return one row, a JSON object
   */
  public Map<String, Object> run(Work work) throws IOException, InterruptedException {
    CloudSettings settings =
        CloudSettings.of(home, directory)
            .leavingOut(Set.of(Kind.SEARCH))
            .with(Inputs.parameters(work))
            .with(home.resolve("infra/bench/template.yaml"), new Processes(STAGES, 1, Map.of()));
    try (Cloud cloud = Cloud.start(settings)) {
      if (work.warmUp() > 0) {
        listener.accept("warming up with " + work.warmUp() + " rows");
        Path head = Inputs.head(work.report(), work.warmUp(), directory);
        deliver(cloud, head);
      }
      long before = received(cloud, FEED + "-parser");
      Map<String, Duration> idle = cloud.processes().cpu();
      listener.accept("running " + work.report());
      long begin = System.nanoTime();
      deliver(cloud, work.report());
      double wall = (System.nanoTime() - begin) / NANOS;
      Map<String, Duration> used = cloud.processes().cpu();
      long rows = received(cloud, FEED + "-parser") - before;
      if (!cloud.imbalances().isEmpty() || !cloud.problems().isEmpty()) {
        throw new IOException(cloud.imbalances() + " " + cloud.problems());
      }
      long events = work.events() == null ? -1 : write(cloud, work);
      return row(work, rows, events, wall, spent(idle, used), cloud.processes().peaks());
    }
  }

  private static void deliver(Cloud cloud, Path report) throws IOException, InterruptedException {
    cloud
        .s3()
        .putObject(
            request -> request.bucket(cloud.drop()).key(FEED + "/" + report.getFileName()),
            RequestBody.fromFile(report));
    if (!cloud.awaitQuiet(PATIENCE)) {
      throw new IOException("the pipeline was still busy after " + PATIENCE.toMinutes() + " min");
    }
  }

  private static long received(Cloud cloud, String stage) {
    return cloud.ledger().counts().getOrDefault(stage, Map.of()).getOrDefault("received", 0L);
  }

  /** Seconds by stage. */
  private static Map<String, Double> spent(
      Map<String, Duration> before, Map<String, Duration> after) {
    var spent = new TreeMap<String, Double>();
    after.forEach((function, time) -> {
      Duration more = time.minus(before.getOrDefault(function, Duration.ZERO));
      spent.put(stage(function), more.toNanos() / NANOS);
    });
    return spent;
  }

  private static String stage(String function) {
    return function.replaceFirst("^intelmq-", "");
  }

  /** Only what comes from the measured report. */
  private static long write(Cloud cloud, Work work) throws IOException, InterruptedException {
    String name = "/" + work.report().getFileName();
    List<StoredEvent> stored = new Readback(cloud).read().getOrDefault(FILE, List.of());
    long events = 0;
    try (BufferedWriter out = Files.newBufferedWriter(work.events())) {
      for (StoredEvent event : stored) {
        if (String.valueOf(event.event().get("feed.url")).endsWith(name)) {
          out.write(Json.text(event.event()));
          out.write('\n');
          events++;
        }
      }
    }
    return events;
  }

  private static Map<String, Object> row(
      Work work,
      long rows,
      long events,
      double wall,
      Map<String, Double> spent,
      Map<String, Long> peaks) {
    double cpu = spent.values().stream().mapToDouble(Double::doubleValue).sum();
    var row = new LinkedHashMap<String, Object>();
    row.put("peer", "intelmq-serverless");
    row.put("mode", "pipeline");
    row.put("input", work.input());
    row.put("rows", rows);
    if (events >= 0) {
      row.put("out", events);
    }
    row.put("warm_up_rows", work.warmUp());
    row.put("wall", round(wall));
    row.put("rate", Math.round(rows / wall));
    row.put("cpu", round(cpu));
    row.put("per_cpu", Math.round(rows / cpu));
    row.put("cpu_seconds_per_million", round(cpu * 1e6 / rows));
    row.put("cpu_by", rounded(spent));
    var memory = new TreeMap<String, Object>();
    peaks.forEach((function, bytes) -> memory.put(stage(function), Math.round(bytes / MEGA)));
    row.put("peak_mb_by", memory);
    row.put("peak_mb", Math.round(peaks.values().stream().mapToLong(Long::longValue).sum() / MEGA));
    return row;
  }

  private static Map<String, Object> rounded(Map<String, Double> seconds) {
    var rounded = new TreeMap<String, Object>();
    seconds.forEach((stage, time) -> rounded.put(stage, round(time)));
    return rounded;
  }

  private static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }

  /** A row as a line for people. */
  public static String shown(Map<String, Object> row) {
    return String.format(
        Locale.ROOT,
        "%-6s %,9d rows  %,7d rows/s  %,7d rows per CPU second  %6.1f CPU s per million  %,d MB",
        row.get("input"),
        number(row, "rows").longValue(),
        number(row, "rate").longValue(),
        number(row, "per_cpu").longValue(),
        number(row, "cpu_seconds_per_million").doubleValue(),
        number(row, "peak_mb").longValue());
  }

  private static Number number(Map<String, Object> row, String name) {
    return row.get(name) instanceof Number number ? number : 0;
  }
}
