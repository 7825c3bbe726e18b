package intelmq.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.localstack.iam.Role.Permission;
import intelmq.localstack.results.StoredEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The pipeline on the embedded servers, one of which goes down. */
class LocalPipelineTest extends PipelineTest<LocalTarget> {
  private static final int EVENTS = 1200;

  @Override
  LocalTarget start(Path directory) throws IOException, InterruptedException {
    return LocalTarget.start(PROJECT, directory);
  }

  /** What waits for OpenSearch is delivered when it is back; the other outputs do not wait. */
  @Test
  @Order(5)
  void searchIsDownForAWhile() throws IOException, InterruptedException {
    int quarantined = services().quarantine().size();
    Map<String, List<StoredEvent>> before = services().stored();
    Path report = newReport("outage", EVENTS);
    target().stopSearch();
    target().collect(Map.of("example-csv", report));
    awaitDeferred();
    target().startSearch();
    services().awaitQuiet(Duration.ofMinutes(4));

    Map<String, List<StoredEvent>> after = services().stored();
    for (String output : List.of("file", "dynamodb", "opensearch")) {
      List<StoredEvent> events = events(after, output);
      assertThat(events).as(output).hasSize(events(before, output).size() + EVENTS);
      assertThat(events).as(output).extracting(StoredEvent::id).doesNotHaveDuplicates();
    }
    assertThat(events(after, "opensearch"))
        .extracting(StoredEvent::id)
        .containsExactlyInAnyOrderElementsOf(
            events(after, "file").stream().map(StoredEvent::id).toList());
    assertThat(services().quarantine()).hasSize(quarantined);
    Map<String, Long> counts = Objects.requireNonNull(target().counts().get("opensearch"));
    assertThat(counts).containsEntry("quarantined", 0L);
    assertThat(counts.get("deferred")).isGreaterThanOrEqualTo(EVENTS);
    assertBalanced();
  }

  /** After all that this class runs; {@code target/unused-permissions.txt} has what is not used. */
  @Test
  @Order(9)
  void rolesAllowNoMoreThanIsUsed() throws IOException {
    List<Permission> unused = target().unusedPermissions();
    Files.write(
        Path.of("target/unused-permissions.txt"),
        unused.stream().map(Permission::toString).toList());
    Path known = Path.of("src/test/resources/intelmq/pipeline/unused-permissions.txt");
    assertThat(KnownUnused.read(known).differences(unused)).isEmpty();
  }

  /** Until everything has been tried in vain at least once. */
  private void awaitDeferred() throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (deferred() < EVENTS) {
      assertThat(System.nanoTime()).as("deferred: %s", deferred()).isLessThan(end);
      Thread.sleep(Duration.ofMillis(100));
    }
  }

  private long deferred() {
    return target().counts().getOrDefault("opensearch", Map.of()).getOrDefault("deferred", 0L);
  }

  private static List<StoredEvent> events(Map<String, List<StoredEvent>> stored, String output) {
    return Objects.requireNonNull(stored.get(output));
  }
}
