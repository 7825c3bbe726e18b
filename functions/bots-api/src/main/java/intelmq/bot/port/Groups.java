package intelmq.bot.port;

import intelmq.bot.Batch;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Groups of events that are counted for some time (DynamoDB), exactly: by many functions at once,
 * and each event once, however often its message is delivered, whole or in parts.
 */
public interface Groups {
  /**
   * Counts events.
   *
   * @param members events of the batch
   * @return the number that each has in its group since the group's window began, from 1; that of
   *     an event that was counted before is the one it had then
   * @throws IOException if the table is down or overloaded; what was counted stays counted
   */
  List<Long> add(Scope scope, Batch batch, List<Member> members)
      throws IOException, InterruptedException;

  /**
   * Windows that are over and not forgotten, of those that are not renewed. Nothing is added to
   * them any more, and for two minutes nobody else gets them.
   */
  List<Closed> over(Scope scope, int most) throws IOException, InterruptedException;

  /** Forgets a window that is over. */
  void forget(Scope scope, Closed window) throws IOException;

  /**
   * Where groups are kept.
   *
   * @param name tells them from others of the same function
   * @param length how long a window is
   * @param renewed whether that counts from the last event, not from the first
   */
  record Scope(String table, String name, Duration length, boolean renewed) {}

  /**
   * An event.
   *
   * @param group what it has in common with the others
   * @param event its id
   * @param first what is kept of the first one of a window
   * @param last what is kept of the last one
   */
  record Member(String group, String event, String first, String last) {}

  /**
   * A window that is over.
   *
   * @param key no other window has it
   * @param start when its first event was counted
   * @param count how many there were
   * @param first of the first one, as given
   * @param last of the last one, as given
   */
  record Closed(String key, Instant start, long count, String first, String last) {}
}
