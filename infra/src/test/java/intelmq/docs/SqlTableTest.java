package intelmq.docs;

import static org.assertj.core.api.Assertions.assertThat;

import intelmq.harmonization.Harmonization;
import intelmq.testkit.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** The table that users are told to create, in a PostgreSQL. */
final class SqlTableTest {
  @Test
  void aDatabaseTakesIt() throws IOException, SQLException {
    Harmonization harmonization = Harmonization.standard();
    try (EmbeddedPostgres postgres = Postgres.start();
        Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(SqlTable.of(harmonization));
      statement.execute(
          "INSERT INTO events (event_id, \"source.asn\", \"source.ip\", \"source.network\","
              + " \"time.source\", \"extra\") VALUES ('a:0', 4294967295, '2001:db8::1',"
              + " '192.0.2.0/24', '2026-11-23T13:00:00+00:00', '{\"a\": [1]}')");
      var names = new ArrayList<String>();
      try (ResultSet row = statement.executeQuery("SELECT * FROM events")) {
        assertThat(row.next()).isTrue();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          names.add(row.getMetaData().getColumnName(i));
        }
      }
      assertThat(names).startsWith("id", "event_id");
      assertThat(names.subList(2, names.size()))
          .containsExactlyElementsOf(
              harmonization.fields().stream().map(field -> field.name()).toList());
    }
  }
}
