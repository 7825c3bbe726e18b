package intelmq.localstack.faults;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Which faults befall what. Each decision follows from the seed, the kind of fault and the name of
 * what it may befall, never from what was decided before: a seed does the same again, as far as
 * names are the same again.
 */
final class FaultPlan {
  private final long seed;
  private final int count;
  private final Consumer<String> log;
  private final AtomicInteger injected = new AtomicInteger();
  private final Map<FaultKind, Integer> kinds = new EnumMap<>(FaultKind.class);
  private volatile boolean healed;

  /**
   * A plan.
   *
   * @param count most faults
   * @param log hears of each
   */
  FaultPlan(long seed, int count, Consumer<String> log) {
    this.seed = seed;
    this.count = count;
    this.log = log;
  }

  /** A plan without faults. */
  static FaultPlan none() {
    return new FaultPlan(0, 0, _ -> {});
  }

  /**
   * Whether a fault befalls something; it counts as injected then.
   *
   * @param probability 0 to 1
   */
  boolean strikes(FaultKind kind, String name, double probability) {
    return fraction(kind.name(), name) < probability && take(kind, name);
  }

  /** A number from 0 to below a bound that follows from the seed and a name. */
  int choose(String what, String name, int bound) {
    return Math.min(bound - 1, (int) (fraction(what, name) * bound));
  }

  private boolean take(FaultKind kind, String name) {
    if (done()) {
      return false;
    }
    if (injected.incrementAndGet() > count) {
      injected.decrementAndGet();
      return false;
    }
    synchronized (kinds) {
      kinds.merge(kind, 1, Integer::sum);
      log.accept(kind + " " + name);
    }
    return true;
  }

  /** Whether there are no faults to come. */
  boolean done() {
    return healed || injected.get() >= count;
  }

  /** From now on, nothing goes wrong any more. */
  void heal() {
    healed = true;
  }

  /** Whether not even what goes on for longer goes wrong any more. */
  boolean healed() {
    return healed;
  }

  /** How many faults there were. */
  int injected() {
    return injected.get();
  }

  /** How many faults there were of each kind. */
  Map<FaultKind, Integer> kinds() {
    synchronized (kinds) {
      return new EnumMap<>(kinds);
    }
  }

  /** 0 to below 1, all 53 bits of it used. */
  private double fraction(String what, String name) {
    long hash = mix(seed);
    for (byte b : (what + '/' + name).getBytes(StandardCharsets.UTF_8)) {
      hash = mix(hash ^ b);
    }
    return (hash >>> 11) * 0x1.0p-53;
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom generators). */
  private static long mix(long value) {
    long mixed = value + 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
