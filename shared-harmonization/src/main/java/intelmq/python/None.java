package intelmq.python;

/** Python's {@code None}, JSON's null, where it stands as a value in a list or a map. */
public enum None {
  /** The only one. */
  NONE;

  @Override
  public String toString() {
    return "None";
  }
}
