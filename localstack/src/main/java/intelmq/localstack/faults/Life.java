package intelmq.localstack.faults;

import intelmq.localstack.cloud.Interference.Course;
import intelmq.localstack.cloud.Interference.KilledException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** One invocation of an environment, which it may not survive. */
final class Life implements Course {
  private final String name;
  private final Duration timeout;
  private final Optional<End> end;
  private final boolean spared;
  private final Runnable died;
  private final CompletableFuture<Object> result = new CompletableFuture<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<String, AtomicInteger> operations = new ConcurrentHashMap<>();
  private volatile boolean dead;

  /** How an environment ends. */
  sealed interface End {
    /** At a call, counted from 0, before it is made or after. */
    record AtCall(int number, boolean after) implements End {}

    /** When the function has returned. */
    record AtReturn() implements End {}

    /** When the time is over. */
    record AtTimeout() implements End {}
  }

  /**
   * An invocation.
   *
   * @param name of the work
   * @param timeout how long the function is told it has
   * @param end how it ends, if it does not end well
   * @param spared whether its calls go well
   * @param died hears when the environment is lost
   */
  Life(String name, Duration timeout, Optional<End> end, boolean spared, Runnable died) {
    this.name = name;
    this.timeout = timeout;
    this.end = end;
    this.spared = spared;
    this.died = died;
  }

  @Override
  public Duration timeout() {
    return timeout;
  }

  @Override
  public boolean alive() {
    return !dead;
  }

  /** The name of the work. */
  String name() {
    return name;
  }

  /** Whether its calls go well. */
  boolean spared() {
    return spared;
  }

  /** The number of the next call, counted from 0. */
  int nextCall() {
    return calls.getAndIncrement();
  }

  /** The number of the next call of an operation, counted from 0. */
  int next(String operation) {
    return operations.computeIfAbsent(operation, _ -> new AtomicInteger()).getAndIncrement();
  }

  /** Whether the environment ends with a call. */
  boolean endsAt(int call, boolean after) {
    return end.isPresent()
        && end.get() instanceof End.AtCall(int number, boolean afterwards)
        && number == call
        && after == afterwards;
  }

  /** Whether it is to run out of time. */
  boolean endsByTimeout() {
    return end.isPresent() && end.get() instanceof End.AtTimeout;
  }

  /** Ends the environment: nothing that it still does counts. */
  void kill() {
    dead = true;
    died.run();
    result.completeExceptionally(new KilledException(name + ": the environment was lost"));
  }

  @Override
  public Object run(Supplier<Object> invocation) throws KilledException {
    Thread.ofVirtual()
        .name("invocation " + name)
        .start(() -> {
          try {
            result.complete(invocation.get());
          } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
          }
        });
    try {
      Object answer =
          endsByTimeout() ? result.get(timeout.toMillis(), TimeUnit.MILLISECONDS) : result.get();
      if (end.isPresent() && !endsByTimeout()) {
        // fewer calls than it was to survive, or none
        kill();
        throw new KilledException(name + ": the environment was lost at its end");
      }
      return answer;
    } catch (TimeoutException _) {
      kill();
      throw new KilledException(name + ": out of time");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      kill();
      throw new KilledException(name + ": interrupted");
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure when end.isEmpty() || endsByTimeout() -> throw failure;
        case null, default -> {
          kill();
          throw new KilledException(name + ": " + e.getCause());
        }
      }
    }
  }
}
