package intelmq.ctl;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Asks a service for many things at a time. */
final class Parallel {
  private static final int MOST = 20;

  private Parallel() {}

  /** What becomes of each, in their order. */
  static <T, R> List<R> map(List<T> items, Function<T, R> ask) throws InterruptedException {
    var turns = new Semaphore(MOST);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures = new ArrayList<Future<R>>();
      for (T item : items) {
        futures.add(
            threads.submit(() -> {
              turns.acquire();
              try {
                return ask.apply(item);
              } finally {
                turns.release();
              }
            }));
      }
      var results = new ArrayList<R>();
      for (Future<R> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    }
  }
}
