package intelmq.bot.port;

import intelmq.bot.config.Source;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;

/**
 * Files that are replaced from time to time and kept in memory: objects in S3, read when they are
 * first used, looked at once a minute, and read again when they have changed. One that is missing
 * then, or wrong, does not take the place of the one before.
 */
public interface Databases {
  /** After this long a database that is fetched by schedule has been forgotten by its updater. */
  Duration STALE = Duration.ofDays(30);

  /** For what changes when somebody changes it. */
  Duration NEVER_STALE = Duration.ofSeconds(Long.MAX_VALUE);

  /**
   * A database. A text is read at once, an object when it is used.
   *
   * @param parameter the parameter that names it, for messages
   * @param stale when it is older, the log has a warning
   * @param reader makes it out of bytes, or throws an {@code IllegalArgumentException} that says
   *     what is wrong with them
   * @throws IllegalArgumentException if the source is a text, and wrong, or no reference
   */
  <T> Database<T> open(
      String parameter, Source source, Duration stale, Function<byte[], ? extends T> reader);

  /**
   * A database.
   *
   * @param <T> its form in memory
   */
  @FunctionalInterface
  interface Database<T> {
    /**
     * What it is now.
     *
     * @throws IOException if it never could be read so far: it is missing, wrong, or out of reach
     */
    T get() throws IOException;

    /**
     * Refuses a database that is wrong before it is used; of one that cannot be had at present
     * nothing is said.
     *
     * @throws IllegalArgumentException if it is wrong
     */
    default void check() {}
  }
}
