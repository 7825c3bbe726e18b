package intelmq.experts.sieve;

import intelmq.experts.sieve.Value.Literal;
import java.util.List;

/** What stands after {@code if} and {@code elif}. */
sealed interface Condition {
  /** At least one of them holds. */
  record Any(List<Condition> conditions) implements Condition {
    /** Takes a copy of the list. */
    public Any {
      conditions = List.copyOf(conditions);
    }
  }

  /** All of them hold. */
  record All(List<Condition> conditions) implements Condition {
    /** Takes a copy of the list. */
    public All {
      conditions = List.copyOf(conditions);
    }
  }

  /** It does not hold. */
  record Not(Condition condition) implements Condition {}

  /** The field has a value, or it has none. */
  record Exists(Key key, boolean wanted) implements Condition {}

  /** The field compares so with a value that the operator takes. */
  record Comparison(Key key, Operator operator, Literal value) implements Condition {}
}
