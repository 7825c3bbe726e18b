package intelmq.bot.port;

import intelmq.bot.config.SqlSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Databases that are asked in SQL (PostgreSQL). */
public interface Sql {
  /**
   * Asks for rows.
   *
   * @param mostRows what exceeds them is left out
   * @throws IOException if the database is down or not what it should be: a table that is missing
   */
  Result select(Database database, Statement question, int mostRows) throws IOException;

  /**
   * Does all of these in one transaction, but for those that the database refuses.
   *
   * @return what became of each, in order
   * @throws IOException if the database is down or not what it should be: nothing is done then, as
   *     far as one can know
   */
  List<Result> update(Database database, List<Statement> statements) throws IOException;

  /** A name as SQL has it, whatever is in it. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /**
   * A database.
   *
   * @param server where it is
   * @param name its name there
   */
  record Database(SqlSettings server, String name) {}

  /**
   * Something in SQL.
   *
   * @param sql with a question mark for each value
   * @param values text, numbers, truth values, null; others are written as JSON
   */
  record Statement(String sql, List<? extends @Nullable Object> values) {
    /** Takes a copy of the list. */
    public Statement {
      values = Collections.unmodifiableList(new ArrayList<>(values));
    }
  }

  /** What became of a statement. */
  sealed interface Result {
    /**
     * It is done.
     *
     * @param rows the values of each row: JSON values, and null
     */
    record Done(List<? extends List<? extends @Nullable Object>> rows) implements Result {
      /** Takes a copy of the list. */
      public Done {
        rows = List.copyOf(rows);
      }
    }

    /**
     * The database will never take it.
     *
     * @param code its SQLSTATE
     */
    record Refused(String code, String reason) implements Result {}
  }
}
