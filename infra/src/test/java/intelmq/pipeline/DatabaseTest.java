package intelmq.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import intelmq.docs.SqlTable;
import intelmq.harmonization.Harmonization;
import intelmq.localstack.cloud.Cloud;
import intelmq.localstack.cloud.CloudSettings;
import intelmq.localstack.process.Processes;
import intelmq.localstack.server.Kind;
import intelmq.testkit.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.core.sync.RequestBody;

/** Contacts from a database, and events into it, through the local cloud. */
@Execution(ExecutionMode.SAME_THREAD)
class DatabaseTest {
  private static final Path PROJECT = PipelineTest.PROJECT;
  private static final Path TEMPLATE =
      Path.of("src/test/resources/intelmq/pipeline/database.yaml").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  @Test
  void eventsAreThereWithTheirContactsAlthoughTheTableWasMissing()
      throws IOException, InterruptedException, SQLException {
    assumeTrue(
        Files.exists(PROJECT.resolve("functions/outputs/target/outputs.jar")),
        "skipped: there are no jars; run ./build package -DskipTests");
    try (EmbeddedPostgres postgres = Postgres.start();
        Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE contacts (asn bigint, contact text)");
      statement.execute("INSERT INTO contacts VALUES (64496, 'abuse@example.net')");
      var settings =
          CloudSettings.of(PROJECT, directory)
              .leavingOut(Set.of(Kind.SEARCH))
              .with(Map.of("Port", Integer.toString(postgres.getPort())))
              .with(TEMPLATE, Processes.NONE);
      try (Cloud cloud = Cloud.start(settings)) {
        cloud.servers().controlPlane().secrets().put("database", "postgres");
        cloud
            .s3()
            .putObject(
                request -> request.bucket(cloud.drop()).key("scanners/report.csv"),
                RequestBody.fromString("192.0.2.1,64496\n192.0.2.2,64497\n"));
        awaitDeferred(cloud);
        statement.execute(SqlTable.of(Harmonization.standard()));
        assertThat(cloud.awaitQuiet(PATIENCE)).isTrue();
        assertThat(cloud.imbalances()).isEmpty();
        var rows = new ArrayList<String>();
        try (ResultSet row =
            statement.executeQuery(
                "SELECT \"source.ip\", \"source.abuse_contact\" FROM events ORDER BY 1")) {
          while (row.next()) {
            rows.add(row.getString(1) + " " + row.getString(2));
          }
        }
        assertThat(rows).containsExactly("192.0.2.1 abuse@example.net", "192.0.2.2 null");
      }
    }
  }

  private static void awaitDeferred(Cloud cloud) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (cloud.ledger().counts().getOrDefault("sql", Map.of()).getOrDefault("deferred", 0L) < 2) {
      assertThat(System.nanoTime()).as("%s", cloud.problems()).isLessThan(end);
      Thread.sleep(Duration.ofMillis(100));
    }
  }
}
