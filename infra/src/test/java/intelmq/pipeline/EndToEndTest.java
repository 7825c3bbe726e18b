package intelmq.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The pipeline wherever {@code -Dintelmq.endpoint} says that the stack {@code -Dintelmq.stack} is
 * deployed.
 */
class EndToEndTest extends PipelineTest<DeployedTarget> {
  @Override
  DeployedTarget start(Path directory) {
    String endpoint = System.getProperty("intelmq.endpoint", "");
    assumeTrue(!endpoint.isEmpty(), "skipped: no -Dintelmq.endpoint says where it is deployed");
    return new DeployedTarget(
        URI.create(endpoint),
        System.getProperty("intelmq.stack", "intelmq"),
        System.getProperty("intelmq.region", "eu-central-1"));
  }

  /** For whoever asked for the test with {@code -Dintelmq.table}. */
  @Test
  @Order(1)
  void writesWhatItFound() throws IOException {
    String table = describe();
    assertThat(table.lines().count()).as(table).isEqualTo(3);
    String file = System.getProperty("intelmq.table");
    if (file != null) {
      Files.writeString(Path.of(file), table);
    }
  }
}
