package intelmq.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import intelmq.localstack.cloud.CloudSettings;
import intelmq.localstack.cloud.CloudSettings.Listener;
import intelmq.localstack.faults.FaultKind;
import intelmq.localstack.faults.FaultRun;
import intelmq.localstack.faults.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Nothing is lost and nothing arrives twice, whatever goes wrong: a seed or two of it. */
@Execution(ExecutionMode.SAME_THREAD)
class FaultsTest {
  private static final Path PROJECT = PipelineTest.PROJECT;
  private static final List<Long> SEEDS = seeds();
  private static final int COUNT = Integer.getInteger("faults.count", 60);

  /** Other seeds are tried with {@code -Dtest.jvm.flags="… -Dfaults.seeds=1-20"}. */
  private static List<Long> seeds() {
    String[] range = System.getProperty("faults.seeds", "1-1").split("-", -1);
    return LongStream.rangeClosed(Long.parseLong(range[0]), Long.parseLong(range[range.length - 1]))
        .boxed()
        .toList();
  }

  @Test
  void everyEventArrivesOnce(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory)
      throws IOException, InterruptedException {
    assumeTrue(
        Files.exists(PROJECT.resolve("functions/outputs/target/outputs.jar")),
        "skipped: there are no jars; run ./build package -DskipTests");
    var settings =
        new CloudSettings(
            PROJECT,
            directory,
            "intelmq",
            Map.of(
                "EnabledFeeds", "feodotracker,example-csv",
                "MailFrom", "cert@example.org",
                "NotifyEmail", "analyst@example.org",
                "MailInterval", "immediate"),
            "",
            Set.of(),
            false,
            false,
            Duration.ofMillis(200),
            Listener.NONE);
    var failures = new TreeMap<String, List<String>>();
    var kinds = new EnumMap<FaultKind, Integer>(FaultKind.class);
    try (FaultRun run = FaultRun.start(settings, Map.of())) {
      for (long seed : SEEDS) {
        Outcome outcome = run.run(seed, COUNT);
        outcome.faults().forEach((kind, faults) -> kinds.merge(kind, faults, Integer::sum));
        assertThat(outcome.injected()).isEqualTo(COUNT);
        assertThat(outcome.events()).isPositive();
        if (!outcome.failures().isEmpty()) {
          failures.put(outcome.command(), outcome.failures());
        }
      }
    }
    assertThat(failures).isEmpty();
    assertThat(kinds).hasSizeGreaterThan(FaultKind.values().length / 2);
  }
}
