package intelmq.testkit;

import intelmq.bot.config.Source;
import intelmq.bot.port.Databases;
import intelmq.runtime.databases.LoadedDatabases;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Databases whose objects are in memory. */
public final class FakeDatabases implements Databases {
  private final Map<String, Stored> objects = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private final LoadedDatabases loaded;

  /** No objects yet. */
  public FakeDatabases(InstantSource clock) {
    this.clock = clock;
    this.loaded =
        new LoadedDatabases(
            (source, known, sink) -> {
              Stored object = objects.get(source.text());
              if (object == null) {
                throw new IOException("there is no such object");
              }
              if (!object.version().equals(known)) {
                var content = new byte[object.content().remaining()];
                object.content().duplicate().get(content);
                sink.take(content, object.version(), object.modified());
              }
            },
            clock);
  }

  /** Stores an object, now. */
  public void put(String reference, byte[] content) {
    objects.merge(
        reference,
        new Stored(ByteBuffer.wrap(content.clone()), "1", clock.instant()),
        (before, now) -> new Stored(now.content(), before.version() + "1", now.modified()));
  }

  /** Removes an object. */
  public void remove(String reference) {
    objects.remove(reference);
  }

  /** Warnings so far. */
  public LoadedDatabases loaded() {
    return loaded;
  }

  @Override
  public <T> Database<T> open(
      String parameter, Source source, Duration stale, Function<byte[], ? extends T> reader) {
    return loaded.open(parameter, source, stale, reader);
  }

  private record Stored(ByteBuffer content, String version, Instant modified) {}
}
