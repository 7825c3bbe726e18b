package intelmq.localstack.front;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The access keys that were given out, and to whom. */
public final class Callers {
  private final Map<String, Caller> byKey = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> generations = new ConcurrentHashMap<>();

  /** Lambda itself, on behalf of a function. */
  public Caller poller(String function) {
    return register(function, 0);
  }

  /** A function's next environment. */
  public Caller environment(String function) {
    return register(
        function,
        generations.computeIfAbsent(function, _ -> new AtomicInteger()).incrementAndGet());
  }

  /** Whose key this is. */
  public Optional<Caller> of(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  private Caller register(String function, int generation) {
    // DynamoDB Local takes letters and digits only
    String key = function.replaceAll("[^A-Za-z0-9]", "") + "G" + generation;
    var caller = new Caller(function, generation, key);
    Caller other = byKey.put(key, caller);
    if (other != null && !other.equals(caller)) {
      throw new IllegalArgumentException(
          "the functions " + function + " and " + other.function() + " have one access key");
    }
    return caller;
  }
}
