package intelmq.runtime;

import intelmq.bot.port.Objects;
import intelmq.harmonization.Harmonization;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/** Handles messages of events one by one: decodes, has the engine work, sends, accounts. */
public final class EventProcessor {
  private final Engine engine;
  private final Harmonization harmonization;
  private final Queue queue;
  private final Objects objects;
  private final InstantSource clock;
  private final String stage;
  private final String quarantineBucket;
  private final String ownQueue;
  private final Duration retryDelay;

  /** A processor for the function of an environment, of events with a harmonisation's fields. */
  public EventProcessor(
      Engine engine,
      Environment environment,
      Harmonization harmonization,
      Queue queue,
      Objects objects,
      InstantSource clock) {
    this.engine = engine;
    this.harmonization = harmonization;
    this.queue = queue;
    this.objects = objects;
    this.clock = clock;
    this.stage = environment.stage();
    this.quarantineBucket = environment.get("QUARANTINE_BUCKET");
    this.ownQueue = environment.get("QUEUE_URL");
    this.retryDelay = Duration.ofSeconds(environment.integer("RETRY_DELAY", 15));
  }

  /**
   * Handles a message; when this returns, it can be acknowledged.
   *
   * @throws IOException if it is no message of events, or could not be handled: it returns to its
   *     queue
   */
  public Books process(Received message, Log log) throws IOException, InterruptedException {
    Envelope.Read read = Envelope.decode(message.body(), harmonization);
    Envelope envelope = read.envelope();
    var quarantine = new Quarantine(objects, quarantineBucket, stage, clock);
    var handling = new Handling(envelope, message.deadline(), quarantine, log);
    read.unreadable().forEach(handling::unreadable);
    if (!envelope.entries().isEmpty()) {
      engine.process(envelope, handling);
    }
    Books books = handling.finish(queue, ownQueue, retryDelay);
    log.with("batch", envelope.batch()).books(books);
    return books;
  }
}
