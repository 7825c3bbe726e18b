package intelmq.runtime.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import intelmq.bot.config.Secret;
import intelmq.bot.config.SqlSettings;
import intelmq.bot.port.Sql;
import java.io.IOException;
import java.net.URLEncoder;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** PostgreSQL by JDBC; connections are kept, as many as there were used at a time. */
public final class JdbcSql implements Sql {
  private static final String CONNECT_SECONDS = "10";
  private static final String ANSWER_SECONDS = "60";
  private static final int CHECK_SECONDS = 5;

  /** Classes of SQLSTATE that are about values: data, constraints, checks, triggers, limits. */
  private static final Set<String> REFUSALS = Set.of("21", "22", "23", "44", "54", "P0");

  /** Of class 42, otherwise mistakes of the configuration, those that are about one statement. */
  private static final Set<String> MISFITS = Set.of("42703", "42804", "42846");

  private final Map<Database, Queue<Connection>> idle = new ConcurrentHashMap<>();

  /** What is done on a connection. */
  @FunctionalInterface
  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  @Override
  public Result select(Database database, Statement question, int mostRows) throws IOException {
    return connected(
        database,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(question.sql())) {
            statement.setMaxRows(mostRows);
            Columns.bind(statement, question.values());
            try (ResultSet rows = statement.executeQuery()) {
              var read = new ArrayList<List<@Nullable Object>>();
              while (rows.next()) {
                read.add(Columns.read(rows));
              }
              connection.commit();
              return new Result.Done(read);
            }
          } catch (SQLException e) {
            connection.rollback();
            return refused(e);
          }
        });
  }

  @Override
  public List<Result> update(Database database, List<Statement> statements) throws IOException {
    return connected(
        database,
        connection -> {
          try {
            together(connection, statements);
            connection.commit();
            return Collections.nCopies(statements.size(), new Result.Done(List.of()));
          } catch (SQLException e) {
            refused(e);
            connection.rollback();
          }
          List<Result> results = oneByOne(connection, statements);
          connection.commit();
          return results;
        });
  }

  /** Those of the same text travel together. */
  private static void together(Connection connection, List<Statement> statements)
      throws SQLException {
    Map<String, List<Statement>> groups = new LinkedHashMap<>();
    statements.forEach(statement ->
        groups.computeIfAbsent(statement.sql(), sql -> new ArrayList<>()).add(statement));
    for (Map.Entry<String, List<Statement>> group : groups.entrySet()) {
      try (PreparedStatement prepared = connection.prepareStatement(group.getKey())) {
        for (Statement statement : group.getValue()) {
          Columns.bind(prepared, statement.values());
          prepared.addBatch();
        }
        prepared.executeBatch();
      }
    }
  }

  private static List<Result> oneByOne(Connection connection, List<Statement> statements)
      throws SQLException {
    var results = new ArrayList<Result>(statements.size());
    for (Statement statement : statements) {
      Savepoint before = connection.setSavepoint();
      try {
        together(connection, List.of(statement));
        connection.releaseSavepoint(before);
        results.add(new Result.Done(List.of()));
      } catch (SQLException e) {
        Result refused = refused(e);
        connection.rollback(before);
        results.add(refused);
      }
    }
    return results;
  }

  /** The refusal, or what is wrong with the database. */
  private static Result.Refused refused(SQLException e) throws SQLException {
    SQLException cause = e.getNextException() == null ? e : e.getNextException();
    String state = cause.getSQLState();
    if (state == null
        || state.length() != 5
        || !(REFUSALS.contains(state.substring(0, 2)) || MISFITS.contains(state))) {
      throw e;
    }
    return new Result.Refused(state, String.valueOf(cause.getMessage()));
  }

  private <T> T connected(Database database, Work<T> work) throws IOException {
    Queue<Connection> kept = idle.computeIfAbsent(database, d -> new ConcurrentLinkedQueue<>());
    try {
      Connection connection = kept.poll();
      if (connection != null && !connection.isValid(CHECK_SECONDS)) {
        connection.close();
        connection = null;
      }
      if (connection == null) {
        connection = connect(database);
      }
      boolean whole = false;
      try {
        T result = work.on(connection);
        whole = true;
        return result;
      } finally {
        if (whole) {
          kept.add(connection);
        } else {
          close(connection);
        }
      }
    } catch (SQLException e) {
      SQLException cause = e.getNextException() == null ? e : e.getNextException();
      throw new IOException(
          "database "
              + database.name()
              + " at "
              + database.server().host()
              + ": "
              + cause.getMessage(),
          e);
    }
  }

  /** What cannot be closed is broken, which has been said already. */
  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException ignored) {
      return;
    }
  }

  private static Connection connect(Database database) throws SQLException, IOException {
    SqlSettings server = database.server();
    var properties = new Properties();
    properties.setProperty("user", server.user());
    Secret password = server.password();
    if (password != null) {
      properties.setProperty("password", password.reveal());
    }
    properties.setProperty("sslmode", server.sslmode());
    if (server.sslmode().startsWith("verify-")) {
      properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
    }
    properties.setProperty("ApplicationName", "IntelMQ Serverless");
    properties.setProperty("connectTimeout", CONNECT_SECONDS);
    properties.setProperty("loginTimeout", CONNECT_SECONDS);
    properties.setProperty("socketTimeout", ANSWER_SECONDS);
    // texts take the type of their column: inet, json, timestamp
    properties.setProperty("stringtype", "unspecified");
    String host = server.host().contains(":") ? "[" + server.host() + "]" : server.host();
    String name = URLEncoder.encode(database.name(), UTF_8);
    Connection connection =
        driver()
            .connect("jdbc:postgresql://" + host + ":" + server.port() + "/" + name, properties);
    connection.setAutoCommit(false);
    return connection;
  }

  /** The module's driver; a driver manager would ask the class loader of the thread. */
  private static Driver driver() {
    return ServiceLoader.load(Driver.class, JdbcSql.class.getClassLoader())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the module has no JDBC driver"));
  }
}
