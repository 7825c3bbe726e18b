package intelmq.localstack.cloud;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The books of all functions, added up from what they log of each message: received units, what
 * became of them, copies sent by queue.
 */
public final class Ledger {
  private static final List<String> DISPOSITIONS =
      List.of("forwarded", "dropped", "quarantined", "deferred", "absorbed");

  private final Map<String, Account> accounts = new TreeMap<>();

  /** Adds what a function logged of one message. */
  synchronized void add(String stage, Map<?, ?> books) {
    Account account = accounts.computeIfAbsent(stage, s -> new Account());
    account.messages++;
    account.add("received", books.get("received"));
    DISPOSITIONS.forEach(disposition -> account.add(disposition, books.get(disposition)));
    if (books.get("sent") instanceof Map<?, ?> sent) {
      sent.forEach((queue, copies) -> {
        account.add("sent", copies);
        if (copies instanceof Number number) {
          account.sent.merge(String.valueOf(queue), number.longValue(), Long::sum);
        }
      });
    }
    if (books.get("rules") instanceof Map<?, ?> rules) {
      rules.forEach((rule, units) -> account.drop(String.valueOf(rule), units));
    }
  }

  /** Counts by stage: {@code received}, the dispositions, {@code sent}. */
  public synchronized Map<String, Map<String, Long>> counts() {
    var counts = new TreeMap<String, Map<String, Long>>();
    accounts.forEach((stage, account) -> {
      var line = new LinkedHashMap<String, Long>();
      line.put("received", account.count("received"));
      DISPOSITIONS.forEach(disposition -> line.put(disposition, account.count(disposition)));
      line.put("sent", account.count("sent"));
      counts.put(stage, line);
    });
    return counts;
  }

  /** Units that were dropped, by stage and the rule that dropped them. */
  public synchronized Map<String, Map<String, Long>> rules() {
    var rules = new TreeMap<String, Map<String, Long>>();
    accounts.forEach((stage, account) -> {
      if (!account.rules.isEmpty()) {
        rules.put(stage, new TreeMap<>(account.rules));
      }
    });
    return rules;
  }

  /** How many messages a stage is done with. */
  public synchronized long messages(String stage) {
    Account account = accounts.get(stage);
    return account == null ? 0 : account.messages;
  }

  /**
   * What does not add up, a sentence each: units without disposition, and queues whose reader did
   * not receive as many copies as were sent to it.
   *
   * @param readers the stage that reads a queue, by the queue's name
   * @param inFlight copies that still wait, by the queue's name
   */
  public synchronized List<String> imbalances(
      Map<String, String> readers, Map<String, Long> inFlight) {
    var problems = new ArrayList<String>();
    accounts.forEach((stage, account) -> {
      long settled = DISPOSITIONS.stream().mapToLong(account::count).sum();
      if (account.count("received") != settled) {
        problems.add(
            stage + " received " + account.count("received") + " units and settled " + settled);
      }
    });
    readers.forEach((queue, stage) -> {
      long sent = accounts.values().stream().mapToLong(a -> a.sent.getOrDefault(queue, 0L)).sum();
      Account reader = accounts.get(stage);
      long received = reader == null ? 0 : reader.count("received");
      long waiting = inFlight.getOrDefault(queue, 0L);
      if (sent != received + waiting) {
        problems.add(
            sent
                + " copies were sent to "
                + queue
                + ", "
                + stage
                + " received "
                + received
                + ", "
                + waiting
                + " wait");
      }
    });
    return problems;
  }

  private static final class Account {
    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, Long> sent = new TreeMap<>();
    private final Map<String, Long> rules = new TreeMap<>();
    private long messages;

    private void add(String name, @Nullable Object units) {
      if (units instanceof Number number) {
        counts.merge(name, number.longValue(), Long::sum);
      }
    }

    private void drop(String rule, @Nullable Object units) {
      if (units instanceof Number number) {
        rules.merge(rule, number.longValue(), Long::sum);
      }
    }

    private long count(String name) {
      return counts.getOrDefault(name, 0L);
    }
  }
}
