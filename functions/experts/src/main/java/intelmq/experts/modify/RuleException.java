package intelmq.experts.modify;

/** Something is wrong at a place of the rules. */
final class RuleException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RuleException(int line, int column, String message) {
    super("line " + line + ", column " + column + ": " + message);
  }

  RuleException(Located place, String message) {
    this(place.line(), place.column(), message);
  }
}
