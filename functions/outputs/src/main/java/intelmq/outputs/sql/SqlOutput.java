package intelmq.outputs.sql;

import static java.util.stream.Collectors.joining;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.Bot;
import intelmq.bot.Delivery;
import intelmq.bot.Delivery.Rejected;
import intelmq.bot.Output;
import intelmq.bot.Param;
import intelmq.bot.config.SqlSettings;
import intelmq.bot.port.Sql;
import intelmq.bot.port.Sql.Database;
import intelmq.bot.port.Sql.Result;
import intelmq.bot.port.Sql.Statement;
import intelmq.harmonization.Event;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.View;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Inserts events into a table of PostgreSQL: a row per event, a column per field, {@code extra} as
 * JSON.
 *
 * <p>The events of a batch are inserted in one transaction; a row that the database refuses is set
 * aside alone. The column that {@code id_column} names has the event's id and must be unique: a row
 * with that id is updated, so that an event is there once. {@code intelmqctl fields --sql} prints
 * the table.
 */
@Bot(
    name = "sql",
    upstream = "intelmq.bots.outputs.sql.output",
    ignored = {"autocommit", "fail_on_errors", "reconnect_delay"})
public final class SqlOutput implements Output {
  /** SQLSTATE of a column that does not exist. */
  private static final String NO_COLUMN = "42703";

  private final Config config;
  private final Sql sql;
  private final Database database;
  private final String table;
  private final View view;

  /** Parameters. */
  public record Config(
      SqlSettings server,
      @Param(value = "The database.", byDefault = "intelmq-events") String database,
      @Param(value = "The table, also as `schema.table`.", byDefault = "events") String table,
      @Param("The fields to write; without it all that an event has.")
          @Nullable List<String> fields,
      @Param(
              value = "The unique column for the event's id; `''` if there is none.",
              byDefault = "event_id")
          String idColumn,
      @Param(value = "Whether `extra` is one column of JSON.", byDefault = "true")
          boolean jsondictAsString,
      @Param(value = "The same; both must be true.", byDefault = "true")
          boolean messageJsondictAsString) {}

  /** An output to a database. */
  public SqlOutput(Config config, Sql sql, Harmonization harmonization) {
    if (config.fields() != null) {
      config.fields().forEach(harmonization::field);
    }
    this.config = config;
    this.sql = sql;
    this.database = new Database(config.server(), config.database());
    this.table = TableName.quoted(config.table());
    this.view =
        new View(false, false, config.jsondictAsString() && config.messageJsondictAsString(), true);
  }

  @Override
  public List<Delivery> deliver(Batch batch) throws IOException {
    var columns = batch.items().stream().map(item -> columns(item.event())).toList();
    var statements = new ArrayList<Statement>();
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).isEmpty()) {
        statements.add(insert(batch.items().get(i), columns.get(i)));
      }
    }
    var results =
        statements.isEmpty()
            ? List.<Result>of().iterator()
            : sql.update(database, statements).iterator();
    var deliveries = new ArrayList<Delivery>();
    for (Map<String, Object> row : columns) {
      deliveries.add(
          row.isEmpty()
              ? new Rejected("no-fields", "the event has none of the fields that are written")
              : delivery(results.next()));
    }
    return deliveries;
  }

  private Map<String, Object> columns(Event event) {
    Map<String, Object> all = view.of(event);
    List<String> fields = config.fields();
    if (fields == null) {
      return all;
    }
    var chosen = new LinkedHashMap<String, Object>();
    for (String field : fields) {
      Object value = all.get(field);
      if (value != null) {
        chosen.put(field, value);
      }
    }
    return chosen;
  }

  private Statement insert(Item item, Map<String, Object> columns) {
    var values = new ArrayList<Object>();
    columns.values().forEach(value -> values.add(storable(value)));
    var names = new ArrayList<String>(columns.keySet());
    String conflict = "";
    if (!config.idColumn().isEmpty()) {
      String assignments =
          names.stream()
              .map(Sql::quoted)
              .map(name -> name + " = EXCLUDED." + name)
              .collect(joining(", "));
      conflict =
          " ON CONFLICT (" + Sql.quoted(config.idColumn()) + ") DO UPDATE SET " + assignments;
      names.add(config.idColumn());
      values.add(item.id());
    }
    String text =
        names.stream()
            .map(Sql::quoted)
            .collect(joining(", ", "INSERT INTO " + table + " (", ") VALUES ("));
    String places = "?" + ", ?".repeat(values.size() - 1);
    return new Statement(text + places + ")" + conflict, values);
  }

  /** PostgreSQL refuses the escape of the character 0 where it reads JSON. */
  private static Object storable(Object value) {
    return value instanceof String text ? text.replace("\\u0000", "\\\\u0000") : value;
  }

  private Delivery delivery(Result result) throws IOException {
    return switch (result) {
      case Result.Done done -> Delivery.DELIVERED;
      case Result.Refused(String code, String reason) -> {
        if (code.equals(NO_COLUMN) && reason.contains(Sql.quoted(config.idColumn()))) {
          throw new IOException(
              "the table needs a unique column for ids of events, or 'id_column' be empty: "
                  + reason);
        }
        yield new Rejected("refused-" + code, reason);
      }
    };
  }
}
