package intelmq.python.jinja;

import java.util.List;

/** A list that Python writes in round brackets. */
record Tuple(List<Object> items) {
  static Tuple of(Object... items) {
    return new Tuple(List.of(items));
  }

  @Override
  public String toString() {
    return Values.repr(this);
  }
}
