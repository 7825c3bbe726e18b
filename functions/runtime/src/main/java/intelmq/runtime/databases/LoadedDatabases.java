package intelmq.runtime.databases;

import intelmq.bot.config.Source;
import intelmq.bot.port.Databases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The databases of an environment. While one thread looks whether there is a newer one, the others
 * go on with what they have.
 */
public final class LoadedDatabases implements Databases {
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private final DatabaseStore store;
  private final InstantSource clock;
  private final ConcurrentLinkedQueue<String> warnings = new ConcurrentLinkedQueue<>();

  /** Databases of a store; none is read yet. */
  public LoadedDatabases(DatabaseStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public <T> Database<T> open(
      String parameter, Source source, Duration stale, Function<byte[], ? extends T> reader) {
    try {
      if (source.isReference()) {
        source.key();
        return new Watched<T>(parameter, source, stale, reader);
      }
      T content = reader.apply(source.text().getBytes(StandardCharsets.UTF_8));
      return () -> content;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(parameter + ": " + e.getMessage(), e);
    }
  }

  /** What should be looked at, a sentence each; asked again it is told no more. */
  public List<String> takeWarnings() {
    var taken = new ArrayList<String>();
    for (String next = warnings.poll(); next != null; next = warnings.poll()) {
      taken.add(next);
    }
    return taken;
  }

  private final class Watched<T> implements Database<T> {
    private final ReentrantLock lock = new ReentrantLock();
    private final String name;
    private final Source source;
    private final Duration stale;
    private final Function<byte[], ? extends T> reader;
    private volatile @Nullable Version<T> current;
    private volatile Instant looked = Instant.MIN;
    private String seen = "";
    private String warned = "";

    Watched(String parameter, Source source, Duration stale, Function<byte[], ? extends T> reader) {
      this.name = parameter + ": " + source.text();
      this.source = source;
      this.stale = stale;
      this.reader = reader;
    }

    @Override
    public T get() throws IOException {
      Version<T> known = current;
      if (known != null) {
        if (!isDue() || !lock.tryLock()) {
          return known.content();
        }
      } else {
        lock.lock();
      }
      try {
        return newest().content();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void check() {
      try {
        get();
      } catch (WrongException e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      } catch (IOException _) {
        // tried again when it is used
      }
    }

    private boolean isDue() {
      return !clock.instant().isBefore(looked.plus(INTERVAL));
    }

    private Version<T> newest() throws IOException {
      Version<T> known = current;
      if (known != null && !isDue()) {
        // another thread was faster
        return known;
      }
      try {
        store.read(source, seen, this::take);
        Version<T> read = current;
        if (read == null) {
          throw new IOException("it was not there");
        }
        looked = clock.instant();
        if (Duration.between(read.modified(), looked).compareTo(stale) > 0) {
          warn(read, "is stale: its updater should have replaced it");
        }
        return read;
      } catch (IOException e) {
        if (known == null) {
          throw e instanceof WrongException ? e : new IOException(name + ": " + e.getMessage(), e);
        }
        looked = clock.instant();
        warn(known, "is still used, for there is none in its place: " + e.getMessage());
        return known;
      }
    }

    private void take(byte[] content, String version, Instant modified) throws IOException {
      if (current != null) {
        // what is wrong now is not read each minute
        seen = version;
      }
      try {
        current = new Version<>(reader.apply(content), modified);
        seen = version;
        warned = "";
      } catch (IllegalArgumentException e) {
        throw new WrongException(name + ": " + e.getMessage(), e);
      }
    }

    private void warn(Version<T> version, String what) {
      if (!warned.equals(what)) {
        warned = what;
        warnings.add(name + " of " + version.modified() + " " + what);
      }
    }
  }

  private record Version<T>(T content, Instant modified) {}

  /** A database that is there, and is none. */
  private static final class WrongException extends IOException {
    private static final long serialVersionUID = 1;

    WrongException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
