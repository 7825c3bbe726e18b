package intelmq.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Ordinals as one text: in order, blanks between, runs as {@code 0-16}, those of further events of
 * a record at the end: {@code 0-16 18 17.1}.
 */
public final class Ordinals {
  /** Numbers of more digits are no longs. */
  private static final int MOST_DIGITS = 18;

  private Ordinals() {}

  /** The text of some ordinals. */
  public static String ranges(Collection<String> ordinals) {
    long[] numbers = new long[ordinals.size()];
    int count = 0;
    List<String> others = new ArrayList<>();
    for (String ordinal : ordinals) {
      if (isNumber(ordinal)) {
        numbers[count++] = Long.parseLong(ordinal);
      } else {
        others.add(ordinal);
      }
    }
    Arrays.sort(numbers, 0, count);
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      long first = numbers[i];
      while (i + 1 < count && numbers[i + 1] - numbers[i] <= 1) {
        i++;
      }
      text.append(text.isEmpty() ? "" : " ").append(first);
      if (numbers[i] > first) {
        text.append('-').append(numbers[i]);
      }
    }
    others.forEach(other -> text.append(text.isEmpty() ? "" : " ").append(other));
    return text.toString();
  }

  /** Whether an ordinal is in a text. */
  public static boolean contains(String ranges, String ordinal) {
    long number = isNumber(ordinal) ? Long.parseLong(ordinal) : -1;
    for (String range : ranges.split(" ", -1)) {
      int dash = range.indexOf('-');
      if (range.equals(ordinal)
          || (number >= 0
              && dash > 0
              && isBetween(range.substring(0, dash), number, range.substring(dash + 1)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBetween(String first, long number, String last) {
    return isNumber(first)
        && isNumber(last)
        && Long.parseLong(first) <= number
        && number <= Long.parseLong(last);
  }

  private static boolean isNumber(String ordinal) {
    return !ordinal.isEmpty()
        && ordinal.length() <= MOST_DIGITS
        && ordinal.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
