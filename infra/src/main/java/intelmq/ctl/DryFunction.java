package intelmq.ctl;

import intelmq.harmonization.Harmonization;
import intelmq.runtime.Engine;
import intelmq.runtime.Envelope;
import intelmq.runtime.Environment;
import intelmq.runtime.EventProcessor;
import intelmq.runtime.Facts;
import intelmq.runtime.Queue;
import intelmq.runtime.Received;
import intelmq.runtime.Stage;
import intelmq.runtime.Storage;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A function of experts, or with an output, that sends nothing: what it would do is kept. */
final class DryFunction {
  private static final Duration TIME = Duration.ofMinutes(15);

  private final EventProcessor processor;
  private final InstantSource clock;
  private DryRun current = new DryRun();

  /** A function with an engine, which is made for a stage that sends nothing. */
  DryFunction(Function<Stage, Engine> engine, Harmonization harmonization, InstantSource clock) {
    this(engine, harmonization, clock, (bucket, key) -> Optional.empty());
  }

  /**
   * A function that takes messages of a real queue.
   *
   * @param large reads events that fit no message
   */
  DryFunction(
      Function<Stage, Engine> engine,
      Harmonization harmonization,
      InstantSource clock,
      Reader large) {
    this.clock = clock;
    Stage stage =
        stage(
            (url, bodies, delay) -> current.queue().send(url, bodies, delay),
            new Sink(large),
            "{}",
            clock);
    processor = new EventProcessor(engine.apply(stage), stage, harmonization);
  }

  /** Reads objects. */
  @FunctionalInterface
  interface Reader {
    Optional<byte[]> get(String bucket, String key) throws IOException;
  }

  /** A stage that sends and keeps nothing. */
  static Stage stage(Queue queue, Storage storage, String destinations, InstantSource clock) {
    return new Stage(environment(destinations), queue, storage, Facts.Store.NONE, "", clock);
  }

  /** What a function is told that sends nothing. */
  static Environment environment(String destinations) {
    return new Environment(
        Map.of(
            "STAGE",
            "dry",
            "QUARANTINE_BUCKET",
            "quarantine",
            "REPORTS_BUCKET",
            "reports",
            "QUEUE_URL",
            DryRun.OWN_QUEUE,
            "RETRY_DELAY",
            "0",
            "DESTINATIONS",
            destinations));
  }

  /** Has the runtime handle a message. */
  DryRun run(Envelope envelope) throws IOException, InterruptedException {
    return run(envelope.encode());
  }

  /** Has the runtime handle a message's text. */
  DryRun run(String body) throws IOException, InterruptedException {
    var run = new DryRun();
    current = run;
    var message = new Received("dry", body, 1, clock.instant().plus(TIME));
    run.books(processor.process(message, run.log(clock)));
    return run;
  }

  /** Keeps what is stored, and reads what was there before. */
  private final class Sink implements Storage {
    private final Reader before;

    Sink(Reader before) {
      this.before = before;
    }

    @Override
    public void put(String bucket, String key, byte[] content, String type, String encoding) {
      current.put(bucket, key, content, type, encoding);
    }

    @Override
    public boolean putNew(String bucket, String key, byte[] content, String type) {
      current.put(bucket, key, content, type, "");
      return true;
    }

    @Override
    public Optional<byte[]> get(String bucket, String key) throws IOException {
      Optional<byte[]> own = current.stored(key);
      return own.isPresent() ? own : before.get(bucket, key);
    }
  }
}
