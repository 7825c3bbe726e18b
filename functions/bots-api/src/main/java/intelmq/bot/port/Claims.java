package intelmq.bot.port;

import intelmq.bot.Batch;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Claims on what must be done at most once and cannot be asked for afterwards, such as sending a
 * mail: claimed before, confirmed after. What is split off a batch, and the batch delivered again,
 * share their claims.
 */
public interface Claims {
  /**
   * Claims those events that nobody has claimed.
   *
   * @param recipients who is to get the events; what others get is claimed apart
   * @param ordinals the events' numbers: their ids without the report's
   * @throws IOException if claims cannot be made at present
   */
  Claim claim(Batch batch, String recipients, List<String> ordinals) throws IOException;

  /** What is known of each event that was to be claimed. */
  interface Claim {
    /** The state of each ordinal, in the order asked. */
    Map<String, State> states();

    /** It is done: for those that are {@link State#OURS}. */
    void confirm() throws IOException;

    /**
     * It was certainly not done: those that are {@link State#OURS} may be claimed again. Does
     * nothing if others have made claims since.
     */
    void release() throws IOException;
  }

  /** Whose an event is. */
  enum State {
    /** Claimed just now: to be done. */
    OURS,
    /** Done before. */
    CONFIRMED,
    /** Claimed by an invocation that may still be at work. */
    HELD,
    /** Claimed by an invocation that has ended without saying whether it was done. */
    UNCONFIRMED
  }
}
