package intelmq.experts.sieve;

import intelmq.experts.sieve.Value.Literal;
import java.time.Duration;
import java.util.List;

/** What rules are made of. */
sealed interface Statement {
  /** The first branch whose condition holds, or what stands after {@code else}. */
  record Choice(List<Branch> branches, List<Statement> otherwise) implements Statement {
    /** Takes copies of the lists. */
    public Choice {
      branches = List.copyOf(branches);
      otherwise = List.copyOf(otherwise);
    }
  }

  /** A condition and what is done if it holds. */
  record Branch(Condition condition, List<Statement> block) {
    /** Takes a copy of the list. */
    public Branch {
      block = List.copyOf(block);
    }
  }

  /** Which fields are set. */
  enum Setting {
    /** {@code add}: those without a value. */
    NEW,
    /** {@code add!}: all. */
    ANY,
    /** {@code update}: those with a value. */
    EXISTING
  }

  /** The field is set. */
  record Put(Setting setting, Key key, Value value) implements Statement {}

  /** A time is moved on, or back if the span is negative. */
  record Shift(Setting setting, Key key, Duration span) implements Statement {}

  /** A value joins a list; one that is no list becomes one if that is forced. */
  record Append(boolean forced, Key key, Literal value) implements Statement {}

  /** The field loses its value. */
  record Remove(Key key) implements Statement {}

  /** A variable gets a value for the rest of the event's rules. */
  record Assign(String name, Value value) implements Statement {}

  /** Where the event goes when the rules are over. */
  record Path(List<String> paths, Place place) implements Statement {
    /** Takes a copy of the list. */
    public Path {
      paths = List.copyOf(paths);
    }
  }

  /** The rules are over. */
  record Keep() implements Statement {}

  /** The rules are over and the event is dropped. */
  record Drop(Place place) implements Statement {}
}
