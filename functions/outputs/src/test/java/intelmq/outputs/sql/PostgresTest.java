package intelmq.outputs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.Delivery;
import intelmq.bot.Delivery.Rejected;
import intelmq.bot.config.SqlSettings;
import intelmq.bot.port.Sql.Database;
import intelmq.bot.port.Sql.Result;
import intelmq.bot.port.Sql.Statement;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Harmonization;
import intelmq.outputs.sql.SqlOutput.Config;
import intelmq.runtime.sql.JdbcSql;
import intelmq.testkit.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The output, and the port that it works with, on a PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostgresTest {
  private static final String REPORT = "golden-20261123T130000-0";

  private final EmbeddedPostgres postgres;
  private final JdbcSql sql = new JdbcSql();

  PostgresTest() throws IOException {
    this.postgres = Postgres.start();
  }

  @BeforeAll
  void tables() throws SQLException {
    for (String table : List.of("twice", "bad", "races", "types")) {
      execute(
          "CREATE TABLE "
              + table
              + " (\"event_id\" text UNIQUE, \"source.ip\" inet, \"source.asn\" integer,"
              + " \"feed.accuracy\" real, \"time.source\" timestamptz, \"extra\" json)");
    }
    execute("CREATE TABLE plain (\"source.asn\" integer)");
  }

  @AfterAll
  void stop() throws IOException {
    postgres.close();
  }

  @Test
  void anEventIsThereOnceAndCorrected() throws IOException {
    SqlOutput output = output("twice", postgres.getPort());
    assertThat(output.deliver(batch(64496, 64497))).containsOnly(Delivery.DELIVERED);
    assertThat(output.deliver(batch(64496, 64498))).containsOnly(Delivery.DELIVERED);
    assertThat(rows("SELECT \"event_id\", \"source.asn\" FROM twice ORDER BY 1"))
        .isEqualTo(List.of(List.of(REPORT + ":0", 64496L), List.of(REPORT + ":1", 64498L)));
  }

  @Test
  void aBadRowIsSetAsideAlone() throws IOException {
    List<Delivery> deliveries =
        output("bad", postgres.getPort()).deliver(batch(64496, 4_294_967_295L, 64497));
    assertThat(deliveries.get(0)).isEqualTo(Delivery.DELIVERED);
    assertThat(deliveries.get(1))
        .isInstanceOfSatisfying(
            Rejected.class, rejected -> assertThat(rejected.code()).isEqualTo("refused-22003"));
    assertThat(deliveries.get(2)).isEqualTo(Delivery.DELIVERED);
    assertThat(rows("SELECT \"source.asn\" FROM bad ORDER BY 1"))
        .isEqualTo(List.of(List.of(64496L), List.of(64497L)));
  }

  @Test
  void eightAtOnceInsertOnce() throws ExecutionException, IOException, InterruptedException {
    SqlOutput output = output("races", postgres.getPort());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<List<Delivery>> delivering = () -> output.deliver(batch(1, 2, 3, 4, 5));
      for (var delivered : threads.invokeAll(Collections.nCopies(8, delivering))) {
        assertThat(delivered.get()).containsOnly(Delivery.DELIVERED);
      }
    }
    assertThat(rows("SELECT count(*) FROM races")).isEqualTo(List.of(List.of(5L)));
  }

  @Test
  void valuesHaveTheTypesOfTheirColumns() throws IOException {
    var event = new Event();
    event.add(Field.of("source.ip"), "2001:db8::1");
    event.add(Field.of("feed.accuracy"), 80.5);
    event.add(Field.of("time.source"), "2026-11-22T23:59:59.5+00:00");
    event.add(Field.extra("tags"), List.of("a", 1L));
    event.add(Field.extra("payload"), "x\0y");
    output("types", postgres.getPort()).deliver(batch(List.of(event)));
    assertThat(
            rows(
                "SELECT \"source.ip\", \"feed.accuracy\", \"time.source\" ="
                    + " '2026-11-22T23:59:59.5Z', \"extra\"->'tags'->>0, \"extra\"->>'payload'"
                    + " FROM types"))
        .isEqualTo(List.of(List.of("2001:db8::1", 80.5, true, "a", "x\\u0000y")));
  }

  @Test
  void whatIsDownOrMissingIsWaitedFor() {
    assertThatIOException().isThrownBy(() -> output("twice", 1).deliver(batch(64496)));
    assertThatIOException()
        .isThrownBy(() -> output("nowhere", postgres.getPort()).deliver(batch(64496)))
        .withMessageContaining("nowhere");
    assertThatIOException()
        .isThrownBy(() -> output("plain", postgres.getPort()).deliver(batch(64496)))
        .withMessageContaining("id_column");
  }

  @Test
  void aLostConnectionIsReplaced() throws Exception {
    rows("SELECT 1");
    execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE application_name = 'IntelMQ Serverless' AND state = 'idle'"
            + " AND query = 'SELECT 1'");
    assertThat(rows("SELECT 2")).isEqualTo(List.of(List.of(2L)));
  }

  @Test
  void aQuestionThatCannotBeIsRefused() throws IOException {
    assertThat(
            sql.select(
                database(postgres.getPort()),
                new Statement("SELECT 1 WHERE CAST(? AS inet) IS NOT NULL", List.of("x")),
                2))
        .isInstanceOf(Result.Refused.class);
  }

  private SqlOutput output(String table, int port) {
    return new SqlOutput(
        new Config(settings(port), "postgres", table, null, "event_id", true, true),
        sql,
        Harmonization.standard());
  }

  private static SqlSettings settings(int port) {
    return new SqlSettings("postgresql", "localhost", port, "postgres", null, "disable");
  }

  private static Database database(int port) {
    return new Database(settings(port), "postgres");
  }

  private static Batch batch(long... asns) {
    var events = new ArrayList<Event>();
    for (long asn : asns) {
      var event = new Event();
      event.add(Field.of("source.asn"), asn);
      events.add(event);
    }
    return batch(events);
  }

  private static Batch batch(List<Event> events) {
    var items = new ArrayList<Item>();
    for (Event event : events) {
      items.add(new Item(REPORT + ":" + items.size(), event));
    }
    return new Batch(REPORT, REPORT, LocalDate.of(2026, 11, 23), Instant.MAX, items);
  }

  private Object rows(String query) throws IOException {
    var database = database(postgres.getPort());
    Result result = sql.select(database, new Statement(query, List.of()), 100);
    return result instanceof Result.Done(var rows) ? rows : result;
  }

  private void execute(String statement) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        var prepared = connection.createStatement()) {
      prepared.execute(statement);
    }
  }
}
