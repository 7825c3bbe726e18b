package intelmq.python;

/** Ends the reading of a text that is no date; it never leaves this package. */
final class NoDateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoDateException() {
    super("no date", null, false, false);
  }

  NoDateException(Throwable cause) {
    super("no date", cause, false, false);
  }
}
