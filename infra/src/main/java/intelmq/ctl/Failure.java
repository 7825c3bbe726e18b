package intelmq.ctl;

import java.io.Serial;

/** Why a command cannot do what it was asked for, in a sentence, and its exit status. */
final class Failure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int exitCode;

  /**
   * A failure.
   *
   * @param exitCode one of {@link ExitCode}
   */
  Failure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  Failure(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** Something is wrong with what was asked for. */
  static Failure problem(String message) {
    return new Failure(ExitCode.PROBLEM, message);
  }

  int exitCode() {
    return exitCode;
  }
}
