package intelmq.ctl;

/** What the exit statuses of all commands mean. */
final class ExitCode {
  /** Done, and all is well. */
  static final int OK = 0;

  /** Something is wrong with what was looked at, or what was asked for failed. */
  static final int PROBLEM = 1;

  /** Wrong usage; nothing was done. */
  static final int USAGE = 2;

  /** There is no such local cloud or stack, or it cannot be reached; nothing was done. */
  static final int UNREACHABLE = 3;

  /** Not confirmed; nothing was done. */
  static final int UNCONFIRMED = 4;

  private ExitCode() {}
}
