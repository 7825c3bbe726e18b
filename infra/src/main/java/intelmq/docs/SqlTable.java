package intelmq.docs;

import static java.util.stream.Collectors.joining;

import intelmq.bot.port.Sql;
import intelmq.harmonization.Field;
import intelmq.harmonization.Harmonization;
import java.util.List;

/**
 * The table that the output {@code sql} writes to, in PostgreSQL's SQL: columns and indexes as
 * IntelMQ's {@code intelmq_psql_initdb} lays them out, and the events' ids.
 */
public final class SqlTable {
  private static final List<String> INDEXED =
      List.of(
          "classification.identifier",
          "classification.taxonomy",
          "classification.type",
          "feed.code",
          "feed.name",
          "source.abuse_contact",
          "source.asn",
          "source.fqdn",
          "source.ip",
          "time.observation",
          "time.source");

  private SqlTable() {}

  /** The statements that make it. */
  public static String of(Harmonization harmonization) {
    String columns =
        harmonization.fields().stream()
            .map(field -> ",\n    " + Sql.quoted(field.name()) + " " + type(field))
            .collect(joining());
    String indexes =
        INDEXED.stream()
            .filter(name -> harmonization.find(name).isPresent())
            .map(name ->
                "CREATE INDEX \"idx_events_%s\" ON events USING btree (%s);\n"
                    .formatted(name, Sql.quoted(name)))
            .collect(joining());
    return "CREATE TABLE events (\n    \"id\" BIGSERIAL PRIMARY KEY,\n    \"event_id\" text UNIQUE"
        + columns
        + "\n);\n"
        + indexes;
  }

  private static String type(Field field) {
    return switch (field.type().name()) {
      case "Boolean" -> "boolean";
      // PostgreSQL's integer ends at 2147483647, AS numbers do not
      case "ASN" -> "bigint";
      case "Integer" -> "integer";
      case "Float", "Accuracy" -> "real";
      case "DateTime" -> "timestamp with time zone";
      case "IPAddress" -> "inet";
      case "IPNetwork" -> "cidr";
      case "JSON", "JSONDict", "Any" -> "json";
      default -> field.maxLength() > 0 ? "varchar(" + field.maxLength() + ")" : "text";
    };
  }
}
