package intelmq.runtime;

import intelmq.bot.config.ConfigurationException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What the engines of a function have in common: its name and queue, and where it sends, keeps and
 * sets aside.
 */
public final class Stage {
  /** The path that quarantined events take besides. */
  static final String ERROR_PATH = "_on_error";

  private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

  private final Environment environment;
  private final Queue queue;
  private final Storage storage;
  private final Facts.Store facts;
  private final String configuration;
  private final InstantSource clock;
  private final List<String> errorQueues;
  private final Duration retryDelay;

  /**
   * The stage of an environment.
   *
   * @param configuration the hash of its configuration, see {@link Configuration}
   */
  public Stage(
      Environment environment,
      Queue queue,
      Storage storage,
      Facts.Store facts,
      String configuration,
      InstantSource clock) {
    this.environment = environment;
    this.queue = queue;
    this.storage = storage;
    this.facts = facts;
    this.configuration = configuration;
    this.clock = clock;
    this.errorQueues =
        environment
            .find("DESTINATIONS")
            .map(Destinations::parse)
            .map(destinations -> destinations.of(ERROR_PATH))
            .orElse(List.of());
    this.retryDelay = Duration.ofSeconds(environment.integer("RETRY_DELAY", 15));
    if (retryDelay.isNegative() || retryDelay.compareTo(LONGEST_DELAY) > 0) {
      throw new ConfigurationException(
          "RETRY_DELAY must be 0 to 900 seconds, not " + retryDelay.toSeconds());
    }
  }

  /** The time. */
  Instant now() {
    return clock.instant();
  }

  /** Its name. */
  public String name() {
    return environment.stage();
  }

  /** The URL of its own queue. */
  public String ownQueue() {
    return environment.get("QUEUE_URL");
  }

  /** The queues that quarantined events are sent to besides; none by default. */
  public List<String> errorQueues() {
    return errorQueues;
  }

  /** Where messages are sent. */
  Queue queue() {
    return queue;
  }

  /** How long something waits that is deferred for the first time. */
  Duration retryDelay() {
    return retryDelay;
  }

  /** How long something waits that was deferred some times before: it doubles each time. */
  Duration delay(int times) {
    Duration doubled = retryDelay.multipliedBy(1L << Math.min(Math.max(times, 0), 10));
    return doubled.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : doubled;
  }

  /** Events by reference. */
  LargeEvents largeEvents() {
    return new LargeEvents(storage, environment.find("REPORTS_BUCKET").orElse(""), name());
  }

  /** A quarantine for what one message (or stretch of a report) has. */
  Quarantine quarantine() {
    return new Quarantine(
        storage,
        environment.get("QUARANTINE_BUCKET"),
        name(),
        clock,
        environment.find("QUEUE_URL").map(Destinations::nameOf).orElse(""));
  }

  /** What is sent for one message (or stretch of a report). */
  Outbox outbox(Books books) {
    return new Outbox(queue, books, largeEvents());
  }

  /** What finally becomes of the units of one message (or stretch of a report). */
  Facts facts() {
    return new Facts(facts, name(), configuration, clock);
  }

  /**
   * Notes why a message cannot be read, in an object of its own, which is the same each time the
   * message comes back.
   *
   * @param sent when the message was sent, if that is known
   */
  public void undecodable(
      Received message, Optional<Instant> sent, UndecodableException cause, Log log) {
    if (message.receives() <= 1) {
      log.count(Log.UNDECODABLE, 1);
    }
    Quarantine quarantine = quarantine();
    quarantine.add(
        Handling.RUNTIME,
        message.id(),
        new Quarantine.Reason("undecodable", String.valueOf(cause.getMessage())),
        new Quarantine.Subject.Text(message.body()));
    LocalDate day = LocalDate.ofInstant(sent.orElseGet(clock::instant), ZoneOffset.UTC);
    try {
      quarantine.store(day, message.id());
    } catch (IOException e) {
      log.error("why the message cannot be read could not be noted", e);
    }
  }

  /** A breaker for a bot. */
  Breaker breaker() {
    return new Breaker(clock, retryDelay);
  }
}
