package intelmq.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import intelmq.benchmarks.Measurements.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures all contenders, row by row, so that those that are compared run soon after each other,
 * and prints the table. Every measurement has a process of its own and one core.
 */
@SuppressWarnings("SystemOut")
final class Benchmarks {
  private static final Path FOLDER = Path.of("functions", "benchmarks");

  private final Arguments arguments;
  private final Measurements measurements = new Measurements();

  private Benchmarks(Arguments arguments) {
    this.arguments = arguments;
  }

  /** Arguments: {@code [--quick] [--rounds N] [--python PATH]}. */
  public static void main(String[] args) throws Exception {
    new Benchmarks(Arguments.parse(args)).run();
  }

  private void run() throws IOException, InterruptedException, RunnerException {
    for (int round = 1; round <= arguments.rounds(); round++) {
      measurements.nextRound();
      var intelmq = new EnumMap<Data, Score>(Data.class);
      for (Row row : Row.all(arguments.quick())) {
        System.err.printf(Locale.ROOT, "round %d of %d: %s", round, arguments.rounds(), row);
        if (row.packing().equals(Row.NONE) && !arguments.python().isEmpty()) {
          intelmq.put(row.data(), intelmq(row.data()));
        }
        Score python = intelmq.get(row.data());
        if (python != null) {
          measurements.add(row, Contender.INTELMQ, python);
        }
        for (RunResult result : measure(row)) {
          add(row, result);
        }
        System.err.println();
      }
    }
    System.out.println(
        String.format(
            Locale.ROOT,
            "JDK %s, %s, rounds: %d\n",
            Runtime.version(),
            System.getProperty("os.arch"),
            measurements.rounds()));
    System.out.println(Table.of(measurements));
  }

  private Iterable<RunResult> measure(Row row) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .param("data", row.data().name())
            .param("batch", Integer.toString(row.batch()))
            .jvmArgs(
                "-Xms1g",
                "-Xmx1g",
                "-XX:ActiveProcessorCount=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow")
            .addProfiler(GCProfiler.class)
            .addProfiler(CpuTimeProfiler.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    if (row.packing().equals(Row.MESSAGE)) {
      options.include(EnvelopeBenchmark.class.getName());
    } else {
      options
          .include(HopBenchmark.class.getName())
          .param("packing", row.packing().toUpperCase(Locale.ROOT));
    }
    if (arguments.quick()) {
      options
          .warmupIterations(3)
          .warmupTime(TimeValue.seconds(1))
          .measurementIterations(2)
          .measurementTime(TimeValue.milliseconds(500));
    }
    return new Runner(options.build()).run();
  }

  private void add(Row row, RunResult result) {
    String label = result.getPrimaryResult().getLabel();
    double micros = secondary(result, CpuTimeProfiler.LABEL) / 1000;
    double allocated = secondary(result, "gc.alloc.rate.norm");
    measurements.add(
        row,
        Contender.valueOf(label.toUpperCase(Locale.ROOT)),
        new Score(1_000_000 / micros, allocated));
    System.err.printf(Locale.ROOT, ", %s %.2f µs", label, micros);
  }

  private static double secondary(RunResult result, String label) {
    Result<?> found = result.getSecondaryResults().get(label);
    if (found == null) {
      throw new IllegalStateException("no " + label + " of " + result.getPrimaryResult());
    }
    return found.getScore();
  }

  /** IntelMQ's speed; measured beside each plain row, as it packs nothing. */
  private Score intelmq(Data data) throws IOException, InterruptedException {
    Path events = Files.createTempFile("events", ".jsonl");
    try {
      Files.write(events, Samples.python(data, HopBenchmark.EVENTS));
      Process process =
          new ProcessBuilder(
                  arguments.python(),
                  FOLDER.resolve("intelmq_hop.py").toString(),
                  events.toString(),
                  arguments.quick() ? "1" : "4")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String answer = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException("intelmq_hop.py failed");
      }
      double speed = Double.parseDouble(answer.strip());
      System.err.printf(Locale.ROOT, ", intelmq %.0f µs", 1e6 / speed);
      return new Score(speed, Double.NaN);
    } finally {
      Files.delete(events);
    }
  }
}
