package intelmq.runtime;

import java.io.IOException;

/** A message is none that this function reads, today or any day: it ends as a dead letter. */
public final class UndecodableException extends IOException {
  private static final long serialVersionUID = 1;

  /** The message says why. */
  public UndecodableException(String message) {
    super(message);
  }

  /** The message says why. */
  public UndecodableException(String message, Throwable cause) {
    super(message, cause);
  }
}
