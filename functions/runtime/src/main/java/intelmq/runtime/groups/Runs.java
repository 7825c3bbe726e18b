package intelmq.runtime.groups;

import java.util.ArrayList;
import java.util.List;

/** Ordinals in the order given, in one text: runs of numbers as {@code 0-16}, commas between. */
final class Runs {
  private static final int MOST_DIGITS = 15;

  private Runs() {}

  static String encode(List<String> ordinals) {
    var text = new StringBuilder();
    for (int i = 0; i < ordinals.size(); i++) {
      String first = ordinals.get(i);
      text.append(text.isEmpty() ? "" : ",").append(first);
      long last = number(first);
      long next = last;
      while (next >= 0 && i + 1 < ordinals.size() && number(ordinals.get(i + 1)) == next + 1) {
        next++;
        i++;
      }
      if (next > last) {
        text.append('-').append(next);
      }
    }
    return text.toString();
  }

  static List<String> decode(String text) {
    var ordinals = new ArrayList<String>();
    for (String run : text.split(",", -1)) {
      int dash = run.indexOf('-');
      if (dash < 0) {
        ordinals.add(run);
      } else {
        long last = Long.parseLong(run.substring(dash + 1));
        for (long i = Long.parseLong(run.substring(0, dash)); i <= last; i++) {
          ordinals.add(Long.toString(i));
        }
      }
    }
    return ordinals;
  }

  /** The number that an ordinal is, as it would be written, or -1. */
  private static long number(String text) {
    boolean digits =
        !text.isEmpty()
            && text.length() <= MOST_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9')
            && (text.length() == 1 || text.charAt(0) != '0');
    return digits ? Long.parseLong(text) : -1;
  }
}
