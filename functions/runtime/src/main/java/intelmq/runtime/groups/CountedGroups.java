package intelmq.runtime.groups;

import intelmq.bot.Batch;
import intelmq.bot.port.Groups;
import intelmq.runtime.Envelope;
import intelmq.runtime.groups.ItemStore.Change;
import intelmq.runtime.groups.ItemStore.Item;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Groups in a table, an item each, and beside it an item for each batch that added to it, which has
 * the numbers that the batch's events got. Both are written together, and only if neither has
 * changed since they were read: so a count is exact, and an event that comes again is known.
 *
 * <p>Batches that were split off one that came before share its item.
 */
public final class CountedGroups implements Groups {
  /** Groups at a time. */
  private static final int CONCURRENCY = 16;

  /** Each round lost, somebody else added to the same group. */
  private static final int MOST_ROUNDS = 40;

  private static final long LONGEST_PAUSE_MILLIS = 400;

  /** A message may come back as long as a queue keeps it: 14 days. */
  private static final Duration BATCH_LIFETIME = Duration.ofDays(15);

  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration GRACE = Duration.ofDays(1);

  private static final String START = "start";
  private static final String COUNT = "count";
  private static final String FIRST = "first";
  private static final String LAST = "last";
  private static final String NUMBERS = "numbers";
  private static final String CLOSED = "closed";

  private final ItemStore store;
  private final String stage;
  private final InstantSource clock;

  /** Groups of a stage. */
  public CountedGroups(ItemStore store, String stage, InstantSource clock) {
    this.store = store;
    this.stage = stage;
    this.clock = clock;
  }

  @Override
  public List<Long> add(Scope scope, Batch batch, List<Member> members)
      throws IOException, InterruptedException {
    String root = Envelope.root(batch.id());
    var groups = new LinkedHashMap<String, Addition>();
    for (Member member : members) {
      groups
          .computeIfAbsent(
              member.group(),
              group -> {
                String key = list(scope) + "/" + group;
                return new Addition(
                    scope, key, key + "/" + root, batch.report().length() + 1, new ArrayList<>());
              })
          .members()
          .add(member);
    }
    var keys = new ArrayList<String>();
    groups.values().forEach(addition -> keys.addAll(addition.keys()));
    Map<String, Item> seen = keys.isEmpty() ? Map.of() : store.read(scope.table(), keys);
    var numbers = new HashMap<String, Map<String, Long>>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(CONCURRENCY, Thread.ofVirtual().factory())) {
      try {
        var calls = new LinkedHashMap<String, Future<Map<String, Long>>>();
        groups.forEach(
            (group, addition) -> calls.put(group, threads.submit(() -> add(addition, seen))));
        for (Map.Entry<String, Future<Map<String, Long>>> call : calls.entrySet()) {
          numbers.put(call.getKey(), call.getValue().get());
        }
      } finally {
        // after a failure the others are in vain: the whole batch comes again
        threads.shutdownNow();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw new IOException(cause.getMessage(), cause);
      }
      throw new IllegalStateException(e.getCause());
    }
    return members.stream()
        .map(member ->
            numbers
                .getOrDefault(member.group(), Map.of())
                .getOrDefault(member.event().substring(batch.report().length() + 1), 0L))
        .toList();
  }

  /** Adds to one group; the numbers of the batch's events there, by ordinal. */
  private Map<String, Long> add(Addition addition, Map<String, Item> first)
      throws IOException, InterruptedException {
    Map<String, Item> seen = first;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      if (round > 0) {
        long most = Math.min(LONGEST_PAUSE_MILLIS, 4L << round);
        Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(most) + 1));
        seen = store.read(addition.scope().table(), addition.keys());
      }
      Item batch = seen.get(addition.batchKey());
      Map<String, Long> numbers = numbers(batch);
      List<Member> open = addition.without(numbers);
      if (open.isEmpty()) {
        return numbers;
      }
      Instant now = clock.instant();
      Item group = seen.get(addition.key());
      var changes = new ArrayList<Change>();
      boolean over = group != null && !group.due().isAfter(now);
      if (group != null && over && !addition.scope().renewed()) {
        Item closed = closed(group, now);
        changes.add(new Change(closed.key(), "", closed));
      }
      Item before = over ? null : group;
      long count = before == null ? 0 : Long.parseLong(before.value(COUNT));
      String seenVersion = group == null ? "" : group.version();
      Item after = grown(addition, open, before, count + open.size(), now);
      changes.add(new Change(addition.key(), seenVersion, after));
      List<String> ordinals = open.stream().map(addition::ordinal).toList();
      String text = count + " " + Runs.encode(ordinals);
      String lines = batch == null ? text : batch.value(NUMBERS) + "\n" + text;
      Item added = item(addition.batchKey(), Map.of(NUMBERS, lines), "", now.plus(BATCH_LIFETIME));
      changes.add(new Change(addition.batchKey(), batch == null ? "" : batch.version(), added));
      if (store.write(addition.scope().table(), changes)) {
        return numbers(added);
      }
    }
    throw new IOException(
        "the group " + addition.key() + " changes all the time: let fewer functions run at a time");
  }

  private Item grown(
      Addition addition, List<Member> open, @Nullable Item before, long count, Instant now) {
    Scope scope = addition.scope();
    var values = new HashMap<String, String>();
    values.put(START, before == null ? now.toString() : before.value(START));
    values.put(COUNT, Long.toString(count));
    values.put(FIRST, before == null ? open.getFirst().first() : before.value(FIRST));
    values.put(LAST, open.getLast().last());
    if (scope.renewed()) {
      Instant until = scope.length().isZero() ? Instant.MAX : now.plus(scope.length());
      return new Item(
          addition.key(),
          version(),
          values,
          "",
          until,
          until.equals(Instant.MAX) ? until : until.plus(GRACE));
    }
    Instant until = before == null ? now.plus(scope.length()) : before.due();
    return new Item(addition.key(), version(), values, list(scope), until, Instant.MAX);
  }

  @Override
  public List<Closed> over(Scope scope, int most) throws IOException, InterruptedException {
    var taken = new ArrayList<Closed>();
    Instant now = clock.instant();
    for (Item item : store.due(scope.table(), list(scope), now, most)) {
      if (item.due().isAfter(now)) {
        continue;
      }
      Item leased = closed(item, now.plus(LEASE));
      var changes = new ArrayList<Change>();
      if (leased.key().equals(item.key())) {
        changes.add(new Change(item.key(), item.version(), leased));
      } else {
        changes.add(new Change(item.key(), item.version(), null));
        changes.add(new Change(leased.key(), "", leased));
      }
      // if not, another function has it
      if (store.write(scope.table(), changes)) {
        taken.add(
            new Closed(
                leased.key(),
                Instant.parse(leased.value(START)),
                Long.parseLong(leased.value(COUNT)),
                leased.value(FIRST),
                leased.value(LAST)));
      }
    }
    return taken;
  }

  @Override
  public void forget(Scope scope, Closed window) throws IOException {
    try {
      Item item = store.read(scope.table(), List.of(window.key())).get(window.key());
      if (item != null) {
        store.write(scope.table(), List.of(new Change(item.key(), item.version(), null)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** A window to which nothing is added any more, with a key of its own, due anew. */
  private static Item closed(Item group, Instant due) {
    var values = new HashMap<>(group.values());
    boolean before = values.put(CLOSED, "true") != null;
    String key =
        before
            ? group.key()
            : group.key() + "/closed/" + Instant.parse(group.value(START)).toEpochMilli();
    return new Item(key, version(), values, group.list(), due, Instant.MAX);
  }

  private String list(Scope scope) {
    return stage + "/" + scope.name();
  }

  private static Item item(String key, Map<String, String> values, String list, Instant expires) {
    return new Item(key, version(), values, list, Instant.MAX, expires);
  }

  private static String version() {
    return UUID.randomUUID().toString();
  }

  private static Map<String, Long> numbers(@Nullable Item batch) {
    var numbers = new HashMap<String, Long>();
    if (batch != null) {
      for (String line : batch.value(NUMBERS).split("\n", -1)) {
        int blank = line.indexOf(' ');
        long number = Long.parseLong(line.substring(0, blank));
        for (String ordinal : Runs.decode(line.substring(blank + 1))) {
          number++;
          numbers.put(ordinal, number);
        }
      }
    }
    return numbers;
  }

  /**
   * What a batch adds to a group.
   *
   * @param reportLength how much of an event's id comes before its ordinal
   */
  private record Addition(
      Scope scope, String key, String batchKey, int reportLength, List<Member> members) {
    List<String> keys() {
      return List.of(key, batchKey);
    }

    String ordinal(Member member) {
      return member.event().substring(reportLength);
    }

    List<Member> without(Map<String, Long> numbers) {
      return members.stream().filter(member -> !numbers.containsKey(ordinal(member))).toList();
    }
  }
}
