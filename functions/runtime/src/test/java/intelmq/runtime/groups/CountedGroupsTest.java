package intelmq.runtime.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import intelmq.bot.Batch;
import intelmq.bot.port.Groups.Closed;
import intelmq.bot.port.Groups.Member;
import intelmq.bot.port.Groups.Scope;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CountedGroupsTest {
  private static final Scope RENEWED = new Scope("t", "threshold", Duration.ofMinutes(10), true);
  private static final Scope FIXED = new Scope("t", "aggregate", Duration.ofMinutes(10), false);
  private static final String REPORT = "feed-20261123T130000-0";

  private Instant now = Instant.parse("2026-11-23T13:00:00Z");
  private final MemoryItems items = new MemoryItems();
  private final CountedGroups groups = new CountedGroups(items, "stage", () -> now);

  @Test
  void eventsAreNumberedInTheirGroups() throws IOException, InterruptedException {
    assertThat(add(RENEWED, "@0", "0 a", "1 b", "2 a", "3 a")).containsExactly(1L, 1L, 2L, 3L);
    assertThat(add(RENEWED, "@4", "4 a", "5 b")).containsExactly(4L, 2L);
    assertThat(add(FIXED, "@4", "4 a")).as("another scope").containsExactly(1L);
    assertThat(add(RENEWED, "@6")).isEmpty();
  }

  @Test
  void whatComesAgainHasTheNumberItHad() throws IOException, InterruptedException {
    assertThat(add(RENEWED, "@0", "0 a", "1 a", "2 b")).containsExactly(1L, 2L, 1L);
    assertThat(add(RENEWED, "@3", "3 a")).containsExactly(3L);
    assertThat(add(RENEWED, "@0", "0 a", "1 a", "2 b")).containsExactly(1L, 2L, 1L);
    assertThat(add(RENEWED, "@5", "5 a")).containsExactly(4L);
  }

  /** A part of a batch that was split off has an id of its own, and parts may overlap. */
  @Test
  void partsOfABatchCountOnce() throws IOException, InterruptedException {
    assertThat(add(RENEWED, "@0", "1 a", "2 a")).containsExactly(1L, 2L);
    assertThat(add(RENEWED, "@0+1.0", "1 a", "2 a", "3 a", "4.1 a"))
        .containsExactly(1L, 2L, 3L, 4L);
    assertThat(add(RENEWED, "@0~3", "3 a", "4.1 a")).containsExactly(3L, 4L);
    assertThat(add(RENEWED, "@0", "1 a")).containsExactly(1L);
  }

  @Test
  void aRenewedWindowEndsSomeTimeAfterItsLastEvent() throws IOException, InterruptedException {
    add(RENEWED, "@0", "0 a");
    now = now.plus(Duration.ofMinutes(9));
    assertThat(add(RENEWED, "@1", "1 a")).containsExactly(2L);
    now = now.plus(Duration.ofMinutes(9));
    assertThat(add(RENEWED, "@2", "2 a")).containsExactly(3L);
    now = now.plus(Duration.ofMinutes(10));
    assertThat(add(RENEWED, "@3", "3 a")).containsExactly(1L);
    assertThat(add(RENEWED, "@2", "2 a")).as("of the window before").containsExactly(3L);
    assertThat(groups.over(RENEWED, 10)).isEmpty();
  }

  @Test
  void aWindowWithoutLengthNeverEnds() throws IOException, InterruptedException {
    var forever = new Scope("t", "ever", Duration.ZERO, true);
    add(forever, "@0", "0 a");
    now = now.plus(Duration.ofDays(10_000));
    assertThat(add(forever, "@1", "1 a")).containsExactly(2L);
  }

  @Test
  void aFixedWindowEndsSomeTimeAfterItsFirstEvent() throws IOException, InterruptedException {
    Instant start = now;
    add(FIXED, "@0", "0 a", "1 a", "2 b");
    now = now.plus(Duration.ofMinutes(9));
    add(FIXED, "@3", "3 a");
    assertThat(groups.over(FIXED, 10)).isEmpty();
    now = now.plus(Duration.ofMinutes(1));
    List<Closed> over = groups.over(FIXED, 10);
    assertThat(over).extracting(Closed::first).containsExactlyInAnyOrder("first 0", "first 2");
    Closed a = over.stream().filter(window -> window.count() == 3).findFirst().orElseThrow();
    assertThat(a).isEqualTo(new Closed(a.key(), start, 3, "first 0", "last 3"));
    assertThat(groups.over(FIXED, 10)).as("somebody has them").isEmpty();
    for (Closed window : over) {
      groups.forget(FIXED, window);
    }
    now = now.plus(Duration.ofDays(1));
    assertThat(groups.over(FIXED, 10)).isEmpty();
    assertThat(add(FIXED, "@9", "9 a")).containsExactly(1L);
  }

  @Test
  void whatIsNotForgottenIsOverAgain() throws IOException, InterruptedException {
    add(FIXED, "@0", "0 a");
    now = now.plus(Duration.ofMinutes(10));
    List<Closed> over = groups.over(FIXED, 10);
    now = now.plus(Duration.ofMinutes(2));
    assertThat(groups.over(FIXED, 10)).isEqualTo(over).hasSize(1);
  }

  /** The next window of a group begins without waiting for the one before to be taken. */
  @Test
  void windowsOfAGroupStayApart() throws IOException, InterruptedException {
    for (int i = 0; i < 3; i++) {
      assertThat(add(FIXED, "@" + i, i + " a")).containsExactly(1L);
      now = now.plus(Duration.ofMinutes(10));
    }
    assertThat(add(FIXED, "@0", "0 a")).as("comes again").containsExactly(1L);
    assertThat(groups.over(FIXED, 2)).hasSize(2);
    assertThat(groups.over(FIXED, 2))
        .singleElement()
        .satisfies(last -> assertThat(last.count()).isEqualTo(1));
    assertThat(groups.over(FIXED, 2)).isEmpty();
  }

  /** Many functions at a time, with messages delivered several times, whole and in parts. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void countsAreExactWhoeverCounts(long seed)
      throws IOException, InterruptedException, ExecutionException {
    var random = new Random(seed);
    int batches = 40;
    int size = 12;
    var calls = new ArrayList<Callable<List<Long>>>();
    for (int b = 0; b < batches; b++) {
      String[] members = new String[size];
      Arrays.setAll(members, i -> i + (random.nextBoolean() ? " a" : " b"));
      for (int times = random.nextInt(1, 4); times > 0; times--) {
        String id = "@b" + b;
        int from = times > 1 ? random.nextInt(size) : 0;
        String[] part = Arrays.copyOfRange(members, from, size);
        calls.add(() -> add(FIXED, from == 0 ? id : id + "+" + from + ".0", part));
      }
    }
    Collections.shuffle(calls, random);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<Long>> call : threads.invokeAll(calls)) {
        assertThat(call.get()).doesNotContain(0L);
      }
    }
    now = now.plus(Duration.ofMinutes(10));
    long counted = 0;
    for (Closed window : groups.over(FIXED, 10)) {
      counted += window.count();
    }
    assertThat(counted).isEqualTo((long) batches * size);
  }

  @Test
  void everyNumberIsGivenOnce() throws InterruptedException, ExecutionException {
    var calls = new ArrayList<Callable<List<Long>>>();
    for (int b = 0; b < 30; b++) {
      String id = "@b" + b;
      calls.add(() -> add(RENEWED, id, "0 a", "1 a", "2 a"));
      calls.add(() -> add(RENEWED, id, "0 a", "1 a", "2 a"));
    }
    var numbers = new ArrayList<Long>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Long>>> results = threads.invokeAll(calls);
      for (int i = 0; i < results.size(); i += 2) {
        assertThat(results.get(i).get()).isEqualTo(results.get(i + 1).get());
        numbers.addAll(results.get(i).get());
      }
    }
    assertThat(numbers)
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 90).boxed().toList());
  }

  @Test
  void aTableThatIsDownFailsTheCall() {
    var down =
        new CountedGroups(
            new ItemStore() {
              @Override
              public Map<String, Item> read(String table, Collection<String> keys)
                  throws IOException {
                throw new IOException("down");
              }

              @Override
              public boolean write(String table, List<Change> changes) throws IOException {
                throw new IOException("down");
              }

              @Override
              public List<Item> due(String table, String list, Instant at, int most)
                  throws IOException {
                throw new IOException("down");
              }
            },
            "stage",
            () -> now);
    assertThatIOException().isThrownBy(() -> down.add(FIXED, batch("@0"), List.of(member("0 a"))));
    assertThatIOException().isThrownBy(() -> down.over(FIXED, 1));
  }

  private List<Long> add(Scope scope, String batch, String... members)
      throws IOException, InterruptedException {
    return groups.add(
        scope, batch(batch), Arrays.stream(members).map(CountedGroupsTest::member).toList());
  }

  private static Member member(String text) {
    String ordinal = text.substring(0, text.indexOf(' '));
    return new Member(
        text.substring(text.indexOf(' ') + 1),
        REPORT + ":" + ordinal,
        "first " + ordinal,
        "last " + ordinal);
  }

  private static Batch batch(String suffix) {
    return new Batch(REPORT + suffix, REPORT, LocalDate.of(2026, 11, 23), Instant.MAX, List.of());
  }
}
