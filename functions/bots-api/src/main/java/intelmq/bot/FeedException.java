package intelmq.bot;

import java.io.IOException;

/**
 * A feed cannot be fetched, or is not what was expected: said to the operator, tried again by the
 * schedule.
 */
public final class FeedException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * The message says what was expected and what was found; the feed's name is added by the runtime.
   */
  public FeedException(String message) {
    super(message);
  }

  /** As {@link #FeedException(String)}, with what was thrown below. */
  public FeedException(String message, Throwable cause) {
    super(message, cause);
  }
}
