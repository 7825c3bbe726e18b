package intelmq.runtime.seen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import intelmq.bot.port.SeenTable.Mark;
import intelmq.harmonization.Sha256;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LoggedSeenTableTest {
  private static final String TABLE = "seen";
  private static final Duration DAY = Duration.ofDays(1);

  private final MemoryLog log = new MemoryLog(0);
  private Instant time = Instant.parse("2026-11-23T13:00:00Z");
  private final InstantSource clock = () -> time;
  private final LoggedSeenTable table = new LoggedSeenTable(log, clock);

  @Test
  void whatIsNewIsFirstSightOnce() throws IOException, InterruptedException {
    assertThat(mark(table, "a e1", "a e2", "b e3", "a e1")).isEqualTo(bits(0, 2, 3));
    assertThat(mark(table, "a e4", "b e5", "c e6")).isEqualTo(bits(2));
  }

  @Test
  void theEventThatWroteTheEntryPassesAgain() throws IOException, InterruptedException {
    mark(table, "known e1");
    assertThat(mark(table, "known e0", "known e1")).isEqualTo(bits(1));
    assertThat(log.size()).isEqualTo(1);
  }

  @Test
  void aCallWritesOneBlockHoweverManyMarks() throws IOException, InterruptedException {
    List<Mark> marks =
        IntStream.range(0, 5000).mapToObj(i -> new Mark(hash(i), "feed-1:" + i)).toList();
    assertThat(table.mark(TABLE, marks, DAY).cardinality()).isEqualTo(5000);
    assertThat(table.mark(TABLE, marks, DAY).cardinality()).isEqualTo(5000);
    assertThat(log.size()).isEqualTo(1);
  }

  @Test
  void moreThanABlockTakesGoesIntoSeveral() throws IOException, InterruptedException {
    List<Mark> marks =
        IntStream.range(0, 50_000).mapToObj(i -> new Mark(hash(i), "feed-1:" + i)).toList();
    assertThat(table.mark(TABLE, marks, DAY).cardinality()).isEqualTo(50_000);
    assertThat(log.size()).isEqualTo(3);
    List<Mark> others = marks.stream().map(mark -> new Mark(mark.hash(), "other")).toList();
    assertThat(new LoggedSeenTable(log, clock).mark(TABLE, others, DAY).isEmpty()).isTrue();
  }

  @Test
  void anEntryCountsFromFirstSight() throws IOException, InterruptedException {
    mark(table, "a e1");
    time = time.plus(DAY).minusSeconds(1);
    assertThat(mark(table, "a e2")).isEqualTo(bits());
    var other = new LoggedSeenTable(log, clock);
    assertThat(mark(other, "a e3")).isEqualTo(bits());
    time = time.plusSeconds(1);
    assertThat(mark(other, "a e4")).isEqualTo(bits(0));
    assertThat(mark(table, "a e5")).isEqualTo(bits());
    assertThat(mark(table, "a e4")).isEqualTo(bits(0));
  }

  @Test
  void withoutALifetimeItCountsForEver() throws IOException, InterruptedException {
    table.mark(TABLE, List.of(new Mark(hash(1), "e1")), Duration.ZERO);
    time = time.plus(Duration.ofDays(20_000));
    var other = new LoggedSeenTable(log, clock);
    assertThat(other.mark(TABLE, List.of(new Mark(hash(1), "e2")), Duration.ZERO).isEmpty())
        .isTrue();
  }

  @Test
  void aStartReadsBackToWhatNoLongerCounts() throws IOException, InterruptedException {
    for (int day = 0; day < 10; day++) {
      mark(table, "a" + day + " e");
      time = time.plus(DAY);
    }
    time = time.minus(DAY).plusSeconds(10);
    var blocks = new ArrayList<Long>();
    SeenLog watched =
        new SeenLog() {
          @Override
          public void forward(String name, long from, Reader reader) throws IOException {
            log.forward(name, from, reader);
          }

          @Override
          public void backward(String name, Reader reader) throws IOException {
            log.backward(
                name,
                (number, block) -> {
                  blocks.add(number);
                  return reader.take(number, block);
                });
          }

          @Override
          public boolean append(String name, long number, Block block) throws IOException {
            return log.append(name, number, block);
          }
        };
    assertThat(mark(new LoggedSeenTable(watched, clock), "a9 other", "a0 other"))
        .isEqualTo(bits(1));
    assertThat(blocks).containsExactly(10L, 9L, 8L);
  }

  @Test
  void aLogThatVanishedBeginsAnew() throws IOException, InterruptedException {
    mark(table, "a e1");
    mark(table, "b e1");
    time = time.plus(Duration.ofDays(9));
    log.clear();
    var other = new LoggedSeenTable(log, clock);
    assertThat(mark(other, "c e1")).isEqualTo(bits(0));
    assertThat(mark(table, "c e2", "a e2")).isEqualTo(bits(1));
    assertThat(mark(other, "a e3")).isEqualTo(bits());
  }

  @Test
  void whatDoesNotFitMemoryFailsTheCall() {
    var small = new LoggedSeenTable(log, clock, 10_000);
    assertThatIOException()
        .isThrownBy(() -> {
          for (int i = 0; i < 40; i++) {
            int from = 500 * i;
            small.mark(
                TABLE,
                IntStream.range(from, from + 500).mapToObj(n -> new Mark(hash(n), "e")).toList(),
                DAY);
          }
        })
        .withMessageContaining("table seen has more than 10000 entries");
  }

  /** Each batch twice or more often, in any order, by many, while calls fail. */
  @ParameterizedTest
  @ValueSource(ints = {0, 5, 30})
  void exactlyOneEventOfAContentIsFirstWhateverFails(int faults)
      throws InterruptedException, ExecutionException {
    var faulty = new MemoryLog(faults);
    int functions = 8;
    int batches = 60;
    var random = new SplittableRandom(2);
    List<List<Mark>> all = new ArrayList<>();
    for (int i = 0; i < batches; i++) {
      String batch = "feed-" + i;
      all.add(
          IntStream.range(0, 50)
              .mapToObj(n -> new Mark(hash(random.nextInt(1000)), batch + ":" + n))
              .toList());
    }
    var calls = new ArrayList<Callable<BitSet>>();
    for (int function = 0; function < functions; function++) {
      var own = new LoggedSeenTable(faulty, clock);
      for (int i = 0; i < batches; i++) {
        List<Mark> marks = all.get((i * 7 + function * 13) % batches);
        calls.add(() -> again(own, marks));
      }
    }
    Map<String, String> firsts = new HashMap<>();
    try (var threads = Executors.newFixedThreadPool(functions)) {
      List<Future<BitSet>> answers = threads.invokeAll(calls);
      for (int call = 0; call < answers.size(); call++) {
        List<Mark> marks = all.get((call % batches * 7 + call / batches * 13) % batches);
        BitSet first = answers.get(call).get();
        for (int i = 0; i < marks.size(); i++) {
          Mark mark = marks.get(i);
          if (first.get(i)) {
            assertThat(firsts.putIfAbsent(mark.hash(), mark.event())).isIn(null, mark.event());
          }
        }
      }
    }
    assertThat(firsts.keySet())
        .containsExactlyInAnyOrderElementsOf(
            all.stream().flatMap(List::stream).map(Mark::hash).distinct().toList());
  }

  /** As a message that could not be handled comes again. */
  private static BitSet again(LoggedSeenTable table, List<Mark> marks) throws InterruptedException {
    while (true) {
      try {
        return table.mark(TABLE, marks, DAY);
      } catch (IOException e) {
        Thread.onSpinWait();
      }
    }
  }

  private static BitSet mark(LoggedSeenTable table, String... marks)
      throws IOException, InterruptedException {
    var some = new ArrayList<Mark>();
    for (String mark : marks) {
      int space = mark.indexOf(' ');
      some.add(new Mark(mark.substring(0, space), mark.substring(space + 1)));
    }
    return table.mark(TABLE, some, DAY);
  }

  private static String hash(int number) {
    return Sha256.hex("content " + number, 64);
  }

  private static BitSet bits(int... indices) {
    var bits = new BitSet();
    for (int index : indices) {
      bits.set(index);
    }
    return bits;
  }
}
