package intelmq.experts.genericdblookup;

import static java.util.stream.Collectors.joining;

import intelmq.bot.Batch;
import intelmq.bot.Batch.Item;
import intelmq.bot.BatchExpert;
import intelmq.bot.Bot;
import intelmq.bot.Param;
import intelmq.bot.Verdict;
import intelmq.bot.Verdict.Reject;
import intelmq.bot.config.SqlSettings;
import intelmq.bot.port.Sql;
import intelmq.bot.port.Sql.Database;
import intelmq.bot.port.Sql.Result;
import intelmq.bot.port.Sql.Statement;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Harmonization;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fills fields from the row of a PostgreSQL table that matches other fields.
 *
 * <p>An event without a field that is compared goes on as it is, as does one for which there is no
 * row; one with several rows is set aside. What the events of a batch have in common is asked once.
 */
@Bot(
    name = "generic_db_lookup",
    upstream = "intelmq.bots.experts.generic_db_lookup.expert",
    ignored = {"fail_on_errors", "reconnect_delay", "message_jsondict_as_string"})
public final class GenericDbLookupExpert implements BatchExpert {
  private final Config config;
  private final Sql sql;
  private final Database database;
  private final List<Field> matched;
  private final List<Field> replaced;
  private final String question;

  /** Parameters. */
  public record Config(
      SqlSettings server,
      @Param(value = "The database.", byDefault = "intelmq") String database,
      @Param(value = "The table.", byDefault = "contacts") String table,
      @Param(
              value = "The fields that are compared, each with its column.",
              byDefault = "{\"source.asn\": \"asn\"}")
          Map<String, String> matchFields,
      @Param(
              value = "The columns that are read, each with the field that gets its value.",
              byDefault = "{\"contact\": \"source.abuse_contact\", \"note\": \"comment\"}")
          Map<String, String> replaceFields,
      @Param(
              value = "Whether the database is asked if all these fields have a value already.",
              byDefault = "false")
          boolean overwrite) {}

  /** An expert with a database. */
  public GenericDbLookupExpert(Config config, Sql sql, Harmonization harmonization) {
    if (config.matchFields().isEmpty() || config.replaceFields().isEmpty()) {
      throw new IllegalArgumentException("'match_fields' and 'replace_fields' must name something");
    }
    this.config = config;
    this.sql = sql;
    this.database = new Database(config.server(), config.database());
    this.matched = config.matchFields().keySet().stream().map(harmonization::field).toList();
    this.replaced = config.replaceFields().values().stream().map(harmonization::field).toList();
    this.question =
        "SELECT "
            + config.replaceFields().keySet().stream().map(Sql::quoted).collect(joining(", "))
            + " FROM "
            + Sql.quoted(config.table())
            + " WHERE "
            + config.matchFields().values().stream()
                .map(column -> Sql.quoted(column) + " = ?")
                .collect(joining(" AND "));
  }

  @Override
  public List<Verdict> process(Batch batch) throws IOException {
    Map<List<Object>, Result> answers = new HashMap<>();
    // all is asked before an event is changed: if the database is down, they wait as they came
    for (Item item : batch.items()) {
      List<Object> values = values(item.event());
      if (!values.isEmpty() && !answers.containsKey(values)) {
        answers.put(values, sql.select(database, new Statement(question, values), 2));
      }
    }
    var verdicts = new ArrayList<Verdict>();
    for (Item item : batch.items()) {
      Result answer = answers.get(values(item.event()));
      verdicts.add(answer == null ? Verdict.FORWARD : verdict(item.event(), answer));
    }
    return verdicts;
  }

  /** What is asked for an event; empty if nothing is. */
  private List<Object> values(Event event) {
    if (!matched.stream().allMatch(event::has)
        || (!config.overwrite() && replaced.stream().allMatch(event::has))) {
      return List.of();
    }
    return matched.stream().map(field -> Objects.requireNonNull(event.get(field))).toList();
  }

  private Verdict verdict(Event event, Result answer) {
    return switch (answer) {
      case Result.Refused(String code, String reason) -> new Reject("refused-" + code, reason);
      case Result.Done(var rows) when rows.size() > 1 ->
          new Reject("several-rows", "the table " + config.table() + " has several rows for it");
      case Result.Done(var rows) -> {
        if (!rows.isEmpty()) {
          fill(event, rows.getFirst());
        }
        yield Verdict.FORWARD;
      }
    };
  }

  private void fill(Event event, List<? extends @Nullable Object> row) {
    for (int i = 0; i < replaced.size(); i++) {
      event.put(replaced.get(i), row.get(i));
    }
  }
}
