package intelmq.harmonization;

import java.util.function.Predicate;

/**
 * How a message takes a value.
 *
 * @param asItIs whether a value that is harmonised already stays as it is
 * @param sanitizing whether a value is harmonised
 * @param existing what happens if the field has a value
 * @param ignored what values are passed over
 * @param refusing whether a wrong value is a refusal
 */
record Adding(
    boolean asItIs,
    boolean sanitizing,
    Existing existing,
    Predicate<Object> ignored,
    boolean refusing) {
  static final Adding NEW = new Adding(false, true, Existing.REFUSED, Adding::nothing, true);
  static final Adding ABSENT = new Adding(false, true, Existing.KEPT, Adding::nothing, true);
  static final Adding VALID = new Adding(false, true, Existing.KEPT, Adding::nothing, false);
  static final Adding HARMONISED = new Adding(true, true, Existing.REFUSED, Adding::nothing, true);
  static final Adding REPLACEMENT =
      new Adding(false, true, Existing.REPLACED, Adding::nothing, true);
  static final Adding UPDATE = new Adding(true, true, Existing.REPLACED, Adding::nothing, true);

  private static boolean nothing(Object value) {
    return false;
  }

  /** What happens to a value that is there. */
  enum Existing {
    REFUSED,
    KEPT,
    REPLACED
  }
}
