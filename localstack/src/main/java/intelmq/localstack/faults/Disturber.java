package intelmq.localstack.faults;

import intelmq.localstack.cloud.Interference;
import intelmq.localstack.server.ObjectCreated;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Disturbs deliveries, environments and invocations by a plan.
 *
 * <p>Time is simulated where a test cannot wait: what failed is visible again after a second, where
 * a queue of an account would take minutes, though never before what is down is up again, which in
 * an account is less than a visibility timeout. Work that was handed over several times is spared,
 * so that no fault is taken for a poisoned message.
 */
final class Disturber implements Interference {
  private static final int MOST_TRIES = 2;
  private static final Duration SHORT = Duration.ofMillis(1500);
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** A tenth of some minutes, as is what outputs are told they have. */
  private static final int MOST_SKEW_SECONDS = 24;

  /**
   * A mail that was claimed by what was killed is claimed until that would have ended, by its
   * clock, which takes too long for a test; but the output begins no mail in its last 40 seconds.
   */
  private static final Duration MOST_TIME = Duration.ofSeconds(50);

  private static final int CALLS = 6;

  private final Map<String, Life> lives = new ConcurrentHashMap<>();
  private final Set<String> dead = ConcurrentHashMap.newKeySet();
  private final Map<String, Instant> dropped = new ConcurrentHashMap<>();
  private final Map<String, Integer> starts = new ConcurrentHashMap<>();
  private final Outages outages = new Outages();
  private volatile Set<String> outputs = Set.of();
  private volatile FaultPlan plan = FaultPlan.none();

  /** Follows another plan from now on. */
  void follow(FaultPlan next) {
    starts.clear();
    plan = next;
    outages.end();
  }

  /** Says which functions are outputs, by name. */
  void outputs(Set<String> functions) {
    outputs = Set.copyOf(functions);
  }

  /** Whether a function is an output. */
  boolean isOutput(String function) {
    return outputs.contains(function);
  }

  FaultPlan plan() {
    return plan;
  }

  Outages outages() {
    return outages;
  }

  /** Says when an object is to have been put into a bucket. */
  void putAt(String key, Instant time) {
    dropped.put(key, time);
  }

  /** What an environment is doing. */
  Optional<Life> life(String environment) {
    return Optional.ofNullable(lives.get(environment));
  }

  /** Whether an environment is lost. */
  boolean isDead(String environment) {
    return dead.contains(environment);
  }

  @Override
  public InstantSource clock(String environment) {
    String function = environment.substring(0, environment.lastIndexOf('.'));
    // counted from the beginning of the plan, so that a seed finds the same in a cloud that is old
    String name = function + "/" + starts.merge(function, 1, Integer::sum);
    if (!plan.strikes(FaultKind.SKEWED, name, 0.25)) {
      return InstantSource.system();
    }
    int seconds = plan.choose("skew", name, 2 * MOST_SKEW_SECONDS) - MOST_SKEW_SECONDS;
    Duration skew = Duration.ofSeconds(seconds);
    return () -> Instant.now().plus(skew);
  }

  @Override
  public Delivery deliver(Work work) {
    String name = WorkName.of(work);
    if (work.tries() > MOST_TRIES) {
      return Delivery.USUAL;
    }
    if (plan.strikes(FaultKind.DELIVERED_AT_ONCE, name, 0.04)) {
      return new Delivery(Duration.ZERO, Optional.of(Duration.ZERO));
    }
    if (plan.strikes(FaultKind.DELIVERED_TWICE, name, 0.05)) {
      return new Delivery(Duration.ZERO, Optional.of(moment("again", name, 3000)));
    }
    if (plan.strikes(FaultKind.DELIVERED_LATE, name, 0.05)) {
      return new Delivery(moment("late", name, 2500), Optional.empty());
    }
    return Delivery.USUAL;
  }

  @Override
  public Course begin(Work work, String environment, Duration timeout) {
    String name = WorkName.of(work);
    boolean spared = work.tries() > MOST_TRIES;
    Optional<Life.End> end = spared ? Optional.empty() : end(name);
    boolean isShort = end.isPresent() && end.get() instanceof Life.End.AtTimeout;
    Duration most =
        isOutput(work.function()) && timeout.compareTo(MOST_TIME) > 0 ? MOST_TIME : timeout;
    var life = new Life(name, isShort ? SHORT : most, end, spared, () -> dead.add(environment));
    lives.put(environment, life);
    return life;
  }

  private Optional<Life.End> end(String name) {
    if (plan.strikes(FaultKind.KILLED_BEFORE_CALL, name, 0.03)) {
      return Optional.of(new Life.End.AtCall(plan.choose("call", name, CALLS), false));
    }
    if (plan.strikes(FaultKind.KILLED_AFTER_CALL, name, 0.04)) {
      return Optional.of(new Life.End.AtCall(plan.choose("call", name, CALLS), true));
    }
    if (plan.strikes(FaultKind.KILLED_AT_END, name, 0.03)) {
      return Optional.of(new Life.End.AtReturn());
    }
    if (plan.strikes(FaultKind.TIMED_OUT, name, 0.02)) {
      return Optional.of(new Life.End.AtTimeout());
    }
    return Optional.empty();
  }

  @Override
  public Optional<Duration> invisible(Work work) {
    return Optional.of(outages.remaining().plus(SECOND));
  }

  @Override
  public Instant created(ObjectCreated object) {
    return dropped.getOrDefault(object.key(), Instant.now());
  }

  @Override
  public List<Duration> announcements(ObjectCreated object) {
    if (plan.strikes(FaultKind.EVENT_TWICE, object.key(), 0.1)) {
      return List.of(Duration.ZERO, moment("event", object.key(), 3000));
    }
    if (plan.strikes(FaultKind.EVENT_LATE, object.key(), 0.1)) {
      return List.of(moment("event", object.key(), 3000));
    }
    return List.of(Duration.ZERO);
  }

  @Override
  public List<Duration> firings(String schedule, Instant time) {
    String name = schedule + "/" + time;
    return plan.strikes(FaultKind.SCHEDULE_TWICE, name, 0.25)
        ? List.of(Duration.ZERO, moment("schedule", name, 1000))
        : List.of(Duration.ZERO);
  }

  private Duration moment(String what, String name, int mostMillis) {
    return Duration.ofMillis(plan.choose(what, name, mostMillis));
  }
}
