package intelmq.localstack.cloud;

import intelmq.localstack.server.ObjectCreated;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What happens to a cloud beside what its functions do: it is asked before each delivery, start and
 * invocation how that is to go. Unless it says otherwise, everything goes well.
 */
public interface Interference {
  /** Nothing happens. */
  Interference NONE = new Interference() {};

  /**
   * Work that is handed to a function.
   *
   * @param function the function's name
   * @param body what is handed over; of several messages, the first
   * @param tries how often it was handed over, counted from 1; of several messages, the most
   * @param copies how many of the same were handed over by mistake before
   */
  record Work(String function, String body, int tries, int copies) {
    Work copy() {
      return new Work(function, body, tries, copies + 1);
    }
  }

  /**
   * How messages arrive.
   *
   * @param late how long they are held before they are handed to the function
   * @param again when they are handed over once more, from then on
   */
  record Delivery(Duration late, Optional<Duration> again) {
    /** At once, and once. */
    public static final Delivery USUAL = new Delivery(Duration.ZERO, Optional.empty());
  }

  /** What becomes of one invocation. */
  interface Course {
    /** How long the function is told it has. */
    Duration timeout();

    /**
     * Runs the invocation.
     *
     * @return what the function answered
     * @throws KilledException if the environment was lost, and the answer with it
     */
    Object run(Supplier<Object> invocation) throws KilledException;

    /** Whether the environment is still there to be heard. */
    boolean alive();
  }

  /** An environment was lost. */
  final class KilledException extends IOException {
    private static final long serialVersionUID = 1;

    /** Says which. */
    public KilledException(String message) {
      super(message);
    }
  }

  /** An environment, as {@code intelmq-filter.2}, starts, of which this is the clock. */
  default InstantSource clock(String environment) {
    return InstantSource.system();
  }

  /** Messages are about to be handed to a function. */
  default Delivery deliver(Work work) {
    return Delivery.USUAL;
  }

  /**
   * An invocation begins.
   *
   * @param environment as of {@link #clock}
   */
  default Course begin(Work work, String environment, Duration timeout) {
    return new Course() {
      @Override
      public Duration timeout() {
        return timeout;
      }

      @Override
      public Object run(Supplier<Object> invocation) {
        return invocation.get();
      }

      @Override
      public boolean alive() {
        return true;
      }
    };
  }

  /** How long what failed stays invisible; nothing for as long as its queue says. */
  default Optional<Duration> invisible(Work work) {
    return Optional.empty();
  }

  /** When an object was created, as is said of it. */
  default Instant created(ObjectCreated object) {
    return Instant.now();
  }

  /** An object was created: how long it takes until that is said, for each time it is said. */
  default List<Duration> announcements(ObjectCreated object) {
    return List.of(Duration.ZERO);
  }

  /** A schedule is due: how long it takes until it fires, for each time it fires. */
  default List<Duration> firings(String schedule, Instant time) {
    return List.of(Duration.ZERO);
  }
}
