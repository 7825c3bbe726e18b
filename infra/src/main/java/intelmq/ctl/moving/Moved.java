package intelmq.ctl.moving;

/** What became of a bot or a parameter. */
public enum Moved {
  /** It is here and means the same. */
  CARRIED("carried over"),
  /** It is here, or is not needed here; a reason says what is different. */
  DIFFERENT("carried over with a difference"),
  /** There is nothing like it here; a reason says what to do. */
  MISSING("not yet here");

  private final String label;

  Moved(String label) {
    this.label = label;
  }

  /** As reports say it. */
  public String label() {
    return label;
  }
}
