package intelmq.bot.port;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers of slow services: each distinct question is asked once, several at a time, and what was
 * answered is remembered, that there is nothing too.
 */
@FunctionalInterface
public interface Answers {
  /**
   * Answers questions, from memory where possible.
   *
   * @param table the table that remembers; null for the memory of this function alone
   * @param service whose answers these are; the same question to another is another
   * @return the values by question; none where the service knows none
   * @throws IOException if the service or the table is down; what was answered is remembered
   */
  Map<String, List<String>> ask(
      @Nullable String table, String service, Collection<String> questions, Question question)
      throws IOException, InterruptedException;

  /** Asks the service itself; called by several threads at a time. */
  @FunctionalInterface
  interface Question {
    /** The answer to one question. */
    Answer ask(String question) throws IOException;
  }

  /**
   * An answer.
   *
   * @param values none where the service knows none
   * @param lifetime how long it is remembered: null for ever, zero not at all
   */
  record Answer(List<String> values, @Nullable Duration lifetime) {
    /** Takes a copy of the list. */
    public Answer {
      values = List.copyOf(values);
    }

    /** How long seconds are, of which 0 means for ever, as in IntelMQ's parameters. */
    public static @Nullable Duration seconds(long seconds) {
      return seconds == 0 ? null : Duration.ofSeconds(seconds);
    }
  }
}
