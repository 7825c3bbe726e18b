package intelmq.runtime.sql;

import intelmq.harmonization.Json;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** JSON values as those of columns, and back. */
final class Columns {
  private Columns() {}

  /** Whole numbers and truth values go as texts, which take the type of their column. */
  static void bind(PreparedStatement statement, List<? extends @Nullable Object> values)
      throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      switch (values.get(i)) {
        case null -> statement.setNull(i + 1, Types.NULL);
        case Double number -> statement.setDouble(i + 1, number);
        case Map<?, ?> map -> statement.setString(i + 1, Json.text(map));
        case List<?> list -> statement.setString(i + 1, Json.text(list));
        case Object value -> statement.setString(i + 1, value.toString());
      }
    }
  }

  static List<@Nullable Object> read(ResultSet row) throws SQLException {
    var values = new ArrayList<@Nullable Object>();
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      values.add(
          switch (row.getObject(i)) {
            case null -> null;
            case Boolean bool -> bool;
            case Integer number -> (Object) number.longValue();
            case Long number -> number;
            case Float number -> Double.valueOf(number.toString());
            case Double number -> number;
            case BigDecimal number -> number(number);
            default ->
                row.getMetaData().getColumnTypeName(i).startsWith("json")
                    ? json(row.getString(i))
                    : row.getString(i);
          });
    }
    return values;
  }

  private static Object number(BigDecimal number) {
    return number.scale() <= 0 ? number.toBigInteger() : (Object) number.doubleValue();
  }

  private static Object json(String text) {
    return Objects.requireNonNullElse(Json.tryParse(text), text);
  }
}
