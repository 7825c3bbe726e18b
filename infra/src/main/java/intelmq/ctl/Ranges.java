package intelmq.ctl;

/** Ordinals of records and events as facts keep them: {@code 0-16 18 17.1}. */
final class Ranges {
  private Ranges() {}

  /** Whether an ordinal is among them; a run has the first events of its records. */
  static boolean contain(String ranges, String ordinal) {
    for (String part : ranges.split(" ", -1)) {
      int hyphen = part.indexOf('-');
      if (part.equals(ordinal)
          || (hyphen > 0
              && ordinal.indexOf('.') < 0
              && isBetween(part.substring(0, hyphen), part.substring(hyphen + 1), ordinal))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBetween(String first, String last, String ordinal) {
    try {
      long number = Long.parseLong(ordinal);
      return number >= Long.parseLong(first) && number <= Long.parseLong(last);
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
