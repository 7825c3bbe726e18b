package intelmq.bot;

import intelmq.bot.framing.Framing;
import intelmq.harmonization.Report;

/**
 * Turns reports into events, record by record.
 *
 * <p>A bot is built once per environment and used by many threads at a time: nothing of one report
 * may be kept in it.
 *
 * @param <R> what the framing makes of a record: a line, a CSV row, a JSON value
 */
public interface Parser<R> {
  /** How a report falls apart into records. */
  Framing<R> framing();

  /** The events of one record, or why there are none. Never throws for what a report holds. */
  Outcome parse(R record, Report report);
}
