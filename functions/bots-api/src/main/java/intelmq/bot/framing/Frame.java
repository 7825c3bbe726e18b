package intelmq.bot.framing;

/**
 * A record as it was found in a report.
 *
 * @param <R> what a record is handed over as
 */
public sealed interface Frame<R> {
  /** The line on which it starts, from 1. */
  long line();

  /**
   * The record as it stands in the report, with what it takes to be a report of its own (header
   * lines, the brackets of an array): it can be corrected and parsed again alone.
   */
  String text();

  /** A record that can be handed to the parser. */
  record Whole<R>(long line, String text, R record) implements Frame<R> {}

  /**
   * What is no record at all: set aside with the reason. Of what is too large the text has only the
   * beginning.
   *
   * @param reason what was expected and what was found, and where
   */
  record Broken<R>(long line, String text, String reason) implements Frame<R> {}
}
