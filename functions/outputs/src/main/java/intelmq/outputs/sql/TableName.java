package intelmq.outputs.sql;

import static java.util.stream.Collectors.joining;

import intelmq.bot.port.Sql;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The name of a table as SQL has it, with that of its schema or without. */
final class TableName {
  private static final Pattern PART = Pattern.compile("\"((?:[^\"]|\"\")+)\"|([^.\"]+)");
  private static final Pattern WHOLE = Pattern.compile("(?:" + PART + ")(?:\\.(?:" + PART + "))?");

  private TableName() {}

  /**
   * The name in quotes; one without quotes is the same in small letters, as in PostgreSQL.
   *
   * @throws IllegalArgumentException if it is none
   */
  static String quoted(String name) {
    if (!WHOLE.matcher(name).matches()) {
      throw new IllegalArgumentException("'table' must be the name of a table, not '" + name + "'");
    }
    return PART.matcher(name).results().map(TableName::part).collect(joining("."));
  }

  private static String part(MatchResult part) {
    String quoted = part.group(1);
    return quoted == null ? Sql.quoted(part.group(2).toLowerCase(Locale.ROOT)) : '"' + quoted + '"';
  }
}
