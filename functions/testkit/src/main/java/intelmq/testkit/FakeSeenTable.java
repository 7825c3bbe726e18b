package intelmq.testkit;

import intelmq.bot.port.SeenTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A table of marks in memory that forgets them when their time is over. */
public final class FakeSeenTable implements SeenTable {
  private final Map<String, Entry> entries = new HashMap<>();
  private final InstantSource clock;

  /** An empty table. */
  public FakeSeenTable(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized BitSet mark(String table, List<Mark> marks, Duration lifetime) {
    Instant until = lifetime.isZero() ? Instant.MAX : clock.instant().plus(lifetime);
    var first = new BitSet(marks.size());
    for (int i = 0; i < marks.size(); i++) {
      Mark mark = marks.get(i);
      Entry entry =
          entries.compute(
              table + "/" + mark.hash(),
              (key, known) ->
                  known == null || !known.until().isAfter(clock.instant())
                      ? new Entry(mark.event(), until)
                      : known);
      first.set(i, entry.event().equals(mark.event()));
    }
    return first;
  }

  private record Entry(String event, Instant until) {}
}
