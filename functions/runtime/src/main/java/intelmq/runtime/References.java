package intelmq.runtime;

import intelmq.bot.config.Secret;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values that stand elsewhere: {@code ssm:/path}, {@code secret:id} or {@code secret:id#key},
 * {@code s3://bucket/key}. They are read when they are used, and again after five minutes.
 */
public final class References {
  private static final Duration LIFETIME = Duration.ofMinutes(5);

  private final Source source;
  private final InstantSource clock;
  private final Map<String, Read> read = new ConcurrentHashMap<>();

  /** References that are read from a source. */
  public References(Source source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  /** Whether a text refers to a value elsewhere. */
  public static boolean isReference(String text) {
    return text.startsWith("ssm:") || text.startsWith("secret:") || text.startsWith("s3://");
  }

  /** The text itself, or what it refers to. */
  public String resolve(String text) throws IOException {
    if (!isReference(text)) {
      return text;
    }
    Instant now = clock.instant();
    Read known = read.get(text);
    if (known == null || known.at().plus(LIFETIME).isBefore(now)) {
      known = new Read(source.read(text), now);
      read.put(text, known);
    }
    return known.value();
  }

  /** The secret that a parameter's text is or refers to. */
  public Secret secret(String text) {
    return () -> resolve(text);
  }

  /** Reads what a reference refers to. */
  @FunctionalInterface
  public interface Source {
    /** The value; an error names the reference, never the value. */
    String read(String reference) throws IOException;
  }

  private record Read(String value, Instant at) {}
}
