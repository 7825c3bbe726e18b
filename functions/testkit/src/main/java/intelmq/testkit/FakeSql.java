package intelmq.testkit;

import intelmq.bot.port.Sql;
import intelmq.harmonization.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Databases that keep what they are told and answer questions as they were taught. */
public final class FakeSql implements Sql {
  private final List<Statement> statements = new ArrayList<>();
  private final Map<String, List<List<Object>>> answers = new HashMap<>();
  private boolean down;

  /** Teaches answers: objects with the {@code values} asked for, and the {@code row}, if any. */
  void answer(List<?> known) {
    for (Object one : known) {
      Map<String, Object> answer = Recorded.asMap(one);
      int count =
          answer.get("rowcount") instanceof Number number
              ? number.intValue()
              : answer.containsKey("row") ? 1 : 0;
      List<Object> row = new ArrayList<>(Recorded.asList(answer.get("row")));
      answers.put(
          key(Recorded.asList(answer.get("values"))), Collections.nCopies(Math.max(0, count), row));
    }
  }

  /** From now on there is no connection. */
  void fail() {
    down = true;
  }

  /** What was to be updated, in order. */
  public synchronized List<Statement> statements() {
    return List.copyOf(statements);
  }

  @Override
  public Result select(Database database, Statement question, int mostRows) throws IOException {
    List<List<Object>> rows = answers.getOrDefault(key(question.values()), List.of());
    // what IntelMQ stops at is several rows, if there are several
    if (down && rows.size() < 2) {
      throw new IOException("the database is down");
    }
    return new Result.Done(rows.subList(0, Math.min(mostRows, rows.size())));
  }

  @Override
  public synchronized List<Result> update(Database database, List<Statement> given)
      throws IOException {
    if (down) {
      throw new IOException("the database is down");
    }
    statements.addAll(given);
    return Collections.nCopies(given.size(), new Result.Done(List.of()));
  }

  private static String key(List<? extends @Nullable Object> values) {
    return Json.text(values);
  }
}
