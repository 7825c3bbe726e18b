package intelmq.experts.sieve;

/**
 * Where something stands in the rules.
 *
 * @param line from 1
 * @param column from 1
 */
record Place(int line, int column) {
  @Override
  public String toString() {
    return "line " + line + ", column " + column;
  }
}
