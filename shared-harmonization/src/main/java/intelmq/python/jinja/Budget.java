package intelmq.python.jinja;

/** What one rendering of a template may use up. */
final class Budget {
  /** Nodes and operators that are worked on; long texts and lists count for more than one. */
  private static final int STEPS = 500_000;

  /** Characters of a text, and of what is written. */
  private static final int LENGTH = 1 << 20;

  private static final int ITEMS = 100_000;

  /** Tags, macros and expressions within each other. */
  private static final int DEPTH = 400;

  static final int CHARACTERS_PER_STEP = 64;

  private int steps;
  private int depth;

  void step() {
    spend(1);
  }

  /** A text of this length is about to be made. */
  void text(long length) {
    if (length > LENGTH) {
      throw new Failure("a text becomes longer than " + LENGTH + " characters");
    }
    spend(1 + length / CHARACTERS_PER_STEP);
  }

  /** So much is about to be written in all. */
  void output(long length) {
    if (length > LENGTH) {
      throw new Failure("the result becomes longer than " + LENGTH + " characters");
    }
  }

  /** A list of this length is about to be made. */
  void items(long size) {
    if (size > ITEMS) {
      throw new Failure("a list becomes longer than " + ITEMS);
    }
    spend(1 + size);
  }

  void enter() {
    depth++;
    if (depth > DEPTH) {
      throw new Failure("tags, macros and expressions are more than " + DEPTH + " deep");
    }
  }

  void leave() {
    depth--;
  }

  private void spend(long count) {
    steps += (int) Math.min(count, STEPS);
    if (steps > STEPS) {
      throw new Failure("takes more than " + STEPS + " steps");
    }
  }
}
