package intelmq.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sample reports in, harmonised events out, checked in the stores themselves: on embedded servers,
 * or wherever {@code -Dintelmq.endpoint} says that the stack {@code -Dintelmq.stack} is deployed.
 */
final class EndToEndTest {
  /** Of 301 records one is malformed, and 15 have been there before. */
  private static final Map<String, Integer> COUNTS =
      Map.of("records", 301, "events", 300, "quarantined", 1);

  private static final int UNIQUE_EVENTS = 285;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void samplesBecomeTheSameEventsInEveryStore(@TempDir Path directory)
      throws IOException, InterruptedException {
    assumeTrue(
        Files.exists(PROJECT.resolve("functions/outputs/target/outputs.jar")),
        "there are no jars of the functions yet: they are built by ./build package");
    try (Pipeline pipeline = Pipeline.open(PROJECT, directory)) {
      pipeline.collect();
      Stores stores = await(pipeline);
      write(stores.describe());

      assertThat(stores.table()).isEqualTo(stores.bucket()).hasSize(2 * UNIQUE_EVENTS);
      for (String feed : Pipeline.FEEDS) {
        assertThat(Stores.of(feed, stores.table())).as(feed).hasSize(UNIQUE_EVENTS);
        assertThat(stores.statistics()).containsEntry(feed, List.of(COUNTS));
      }
      assertThat(stores.quarantine().keySet())
          .map(key -> key.substring(0, key.indexOf('/')))
          .containsExactlyInAnyOrder("example-csv-parser", "feodotracker-parser");
      assertThat(stores.quarantine().values())
          .allSatisfy(lines ->
              assertThat(lines)
                  .singleElement()
                  .satisfies(line -> {
                    assertThat(line.path("message").asString()).contains("source.ip");
                    assertThat(line.path("raw").asString()).isNotEmpty();
                  }));
      assertThat(stores.waiting()).isEmpty();
    }
  }

  /** What the stores hold once all is there and nothing waits, or else when patience ends. */
  private static Stores await(Pipeline pipeline) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Stores stores = Stores.read(pipeline);
    while (System.nanoTime() < end && !isComplete(stores)) {
      Thread.sleep(LOOK);
      stores = Stores.read(pipeline);
    }
    return stores;
  }

  private static boolean isComplete(Stores stores) {
    return stores.table().size() >= Pipeline.FEEDS.size() * UNIQUE_EVENTS
        && stores.bucket().size() >= Pipeline.FEEDS.size() * UNIQUE_EVENTS
        && stores.statistics().keySet().containsAll(new TreeSet<>(Pipeline.FEEDS))
        && stores.waiting().isEmpty();
  }

  private static void write(String table) throws IOException {
    String file = System.getProperty("intelmq.table");
    if (file != null) {
      Files.writeString(Path.of(file), table);
    }
  }
}
