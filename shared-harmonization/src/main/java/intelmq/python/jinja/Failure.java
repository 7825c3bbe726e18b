package intelmq.python.jinja;

/** What went wrong in an expression; where, is known to who evaluates it. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Failure(String message) {
    super(message, null, false, false);
  }

  Failure(String message, RuntimeException cause) {
    super(message, cause, false, false);
  }
}
