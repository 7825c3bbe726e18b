package intelmq.runtime.answers;

import intelmq.bot.port.Answers;
import intelmq.runtime.answers.AnswerStore.Kept;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A memory of bounded size in front of tables in front of the services, which are asked on virtual
 * threads, a bounded number at a time.
 */
public final class CachedAnswers implements Answers {
  /** Questions at a time. */
  private static final int CONCURRENCY = 32;

  private static final int MOST_KEPT = 20_000;

  private final Map<String, Kept> memory = new LinkedHashMap<>(16, 0.75f, true);
  private final Function<String, AnswerStore> tables;
  private final InstantSource clock;

  /**
   * Nothing is remembered yet.
   *
   * @param tables a table by its name
   */
  public CachedAnswers(Function<String, AnswerStore> tables, InstantSource clock) {
    this.tables = tables;
    this.clock = clock;
  }

  @Override
  public Map<String, List<String>> ask(
      @Nullable String table, String service, Collection<String> questions, Question question)
      throws IOException, InterruptedException {
    Instant now = clock.instant();
    var answers = new LinkedHashMap<String, List<String>>();
    Set<String> open = new LinkedHashSet<>(questions);
    recall(service, open, now, answers);
    AnswerStore store = table == null || open.isEmpty() ? null : tables.apply(table);
    if (store != null) {
      Map<String, Kept> stored = store.get(open.stream().map(q -> key(service, q)).toList());
      stored.values().removeIf(kept -> !kept.holds(now));
      remember(stored);
      recall(service, open, now, answers);
    }
    var fresh = new LinkedHashMap<String, Kept>();
    try {
      answers.putAll(askAll(service, open, question, now, fresh));
    } finally {
      remember(fresh);
      if (store != null && !fresh.isEmpty()) {
        store.put(fresh);
      }
    }
    return answers;
  }

  private static Map<String, List<String>> askAll(
      String service, Set<String> open, Question question, Instant now, Map<String, Kept> fresh)
      throws IOException, InterruptedException {
    var answers = new LinkedHashMap<String, List<String>>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(CONCURRENCY, Thread.ofVirtual().factory())) {
      try {
        var calls = new LinkedHashMap<String, Future<Answer>>();
        open.forEach(one -> calls.put(one, threads.submit(() -> question.ask(one))));
        for (Map.Entry<String, Future<Answer>> call : calls.entrySet()) {
          Answer answer = call.getValue().get();
          answers.put(call.getKey(), answer.values());
          if (answer.lifetime() == null || answer.lifetime().isPositive()) {
            Instant until = answer.lifetime() == null ? null : now.plus(answer.lifetime());
            fresh.put(key(service, call.getKey()), new Kept(answer.values(), until));
          }
        }
      } finally {
        // after a failure the others are in vain
        threads.shutdownNow();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw new IOException(cause.getMessage(), cause);
      }
      throw new IllegalStateException(e.getCause());
    }
    return answers;
  }

  private void recall(
      String service, Set<String> open, Instant now, Map<String, List<String>> answers) {
    synchronized (memory) {
      for (Iterator<String> questions = open.iterator(); questions.hasNext(); ) {
        String question = questions.next();
        Kept kept = memory.get(key(service, question));
        if (kept != null && kept.holds(now)) {
          answers.put(question, kept.values());
          questions.remove();
        }
      }
    }
  }

  private void remember(Map<String, Kept> answers) {
    synchronized (memory) {
      memory.putAll(answers);
      for (Iterator<String> oldest = memory.keySet().iterator(); memory.size() > MOST_KEPT; ) {
        oldest.next();
        oldest.remove();
      }
    }
  }

  private static String key(String service, String question) {
    return service + "/" + question;
  }
}
