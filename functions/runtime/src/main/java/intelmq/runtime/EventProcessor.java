package intelmq.runtime;

import intelmq.harmonization.Harmonization;
import intelmq.runtime.Books.Disposition;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Handles messages of events one by one: decodes, has the engine work, sends, accounts. */
public final class EventProcessor {
  private final Engine engine;
  private final Harmonization harmonization;
  private final Stage stage;

  /** A processor for a stage, of events with a harmonisation's fields. */
  public EventProcessor(Engine engine, Stage stage, Harmonization harmonization) {
    this.engine = engine;
    this.stage = stage;
    this.harmonization = harmonization;
  }

  /**
   * Handles a message; when this returns, it can be acknowledged.
   *
   * @throws UndecodableException if it is no message of events
   * @throws IOException if it could not be handled, and not even be sent back: it returns to its
   *     queue, and nothing of it is counted
   */
  public Books process(Received message, Log log) throws IOException, InterruptedException {
    var books = new Books();
    Envelope.Read read;
    try {
      read = Envelope.decode(message.body(), harmonization, stage.largeEvents());
    } catch (UndecodableException e) {
      throw e;
    } catch (IOException e) {
      // its one event lies elsewhere
      postpone(message, 1, books, log, e);
      return books;
    }
    try {
      handle(read, message, books, log);
    } catch (UndecodableException e) {
      throw e;
    } catch (IOException e) {
      int events = read.envelope().entries().size() + read.unreadable().size();
      books = books.sentOnly();
      postpone(message, events, books, log, e);
    }
    log.with("batch", read.envelope().batch()).books(books);
    return books;
  }

  /** As {@link Engine#flush}. */
  public void flush(boolean now, Instant deadline, Log log)
      throws IOException, InterruptedException {
    engine.flush(now, deadline, log);
  }

  private void handle(Envelope.Read read, Received message, Books books, Log log)
      throws IOException, InterruptedException {
    Envelope envelope = read.envelope();
    var handling = new Handling(read, message.deadline(), stage, log);
    if (envelope.hops() > Envelope.MOST_HOPS) {
      handling.loop();
    } else if (!envelope.entries().isEmpty()) {
      engine.process(envelope, handling);
    }
    handling.finish(books);
  }

  /**
   * What the runtime itself needs is down. Returning to the queue uses up one of five receives,
   * after which a message would be a dead letter: it is sent again instead, as it came, while the
   * queue at least works.
   */
  private void postpone(Received message, int events, Books books, Log log, IOException cause)
      throws IOException {
    Duration delay = stage.delay(Envelope.waits(message.body()));
    try {
      stage.queue().send(stage.ownQueue(), List.of(Envelope.postponed(message.body())), delay);
    } catch (IOException e) {
      cause.addSuppressed(e);
      throw cause;
    }
    log.error("message " + message.id() + " waits as it came", cause);
    log.count(Log.WAITING, events);
    books.receive(events);
    books.count(Disposition.DEFERRED, events);
    books.send(stage.ownQueue(), events);
  }
}
