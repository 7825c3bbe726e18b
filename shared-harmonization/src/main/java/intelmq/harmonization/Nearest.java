package intelmq.harmonization;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that was probably meant, for error messages. */
public final class Nearest {
  private Nearest() {}

  /** The candidate closest to a name, if any is close enough to be a slip of the pen. */
  public static Optional<String> of(String name, Collection<String> candidates) {
    int most = Math.max(2, name.length() / 3);
    return candidates.stream()
        .filter(candidate -> distance(name, candidate) <= most)
        .min(
            Comparator.comparingInt((String c) -> distance(name, c))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** {@code "; did you mean 'x'?"}, or nothing. */
  public static String hint(String name, Collection<String> candidates) {
    return of(name, candidates).map(nearest -> "; did you mean '" + nearest + "'?").orElse("");
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitute, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
