package intelmq.harmonization;

import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Python's regular expressions in the syntax of RE2, where the two differ. */
final class PythonRegex {
  private static final String SPACES = "\\t-\\r\\x1c-\\x1f\\x85\\p{Z}";
  private static final String WORDS = "\\p{L}\\p{N}_";

  /** Longer expressions, and deeper ones, only take memory; so do more repetitions in all. */
  private static final int LONGEST = 10_000;

  private static final int DEEPEST = 200;
  private static final int MOST_REPETITIONS = 1000;
  private static final Pattern REPETITION = Pattern.compile("\\{([0-9]*)(?:,([0-9]*))?\\}");

  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U00[0-9a-fA-F]{6})");
  private static final Pattern IGNORING_CASE = Pattern.compile("\\(\\?[a-zA-Z]*i");

  /** Where RE2/J looks for the other case of these it never ends (its issue 168). */
  private static final int FIRST_UNFOLDABLE = 0x1c80;

  private static final int LAST_UNFOLDABLE = 0x1c88;

  private final String regex;
  private final boolean ignoringCase;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private boolean inClass;

  /**
   * How often the last part is repeated within, and by group that is open the most of its parts.
   */
  private int repeated = 1;

  private final Deque<Integer> repetitions = new ArrayDeque<>(List.of(1));

  /** Where the last part of the class begins. */
  private int last;

  private PythonRegex(String regex, boolean ignoringCase) {
    this.regex = regex;
    this.ignoringCase = ignoringCase || IGNORING_CASE.matcher(regex).find();
  }

  /**
   * The expression that finds in RE2 what this one finds in Python: {@code $} also before a final
   * newline, letters and digits of all scripts.
   *
   * @throws PatternSyntaxException for what cannot be said in RE2
   */
  static String toRe2(String regex, boolean ignoringCase) {
    return new PythonRegex(regex, ignoringCase).translate();
  }

  private String translate() {
    if (regex.length() > LONGEST) {
      throw new PatternSyntaxException("is longer than " + LONGEST + " characters");
    }
    while (at < regex.length()) {
      int start = at;
      char c = regex.charAt(at++);
      if (ignoringCase) {
        checkCase(start, c);
      }
      if (!inClass) {
        countRepetitions(c);
      }
      switch (c) {
        case '\\' -> escape();
        case '[' -> openClass();
        case ']' -> {
          inClass = false;
          out.append(c);
        }
        case '$' -> out.append(inClass ? "$" : "(?:\\n?\\z)");
        case '{' -> out.append(!inClass && regex.startsWith(",", at) ? "{0" : "{");
        default -> out.append(c);
      }
      last = start;
    }
    return out.toString();
  }

  private void checkCase(int start, char c) {
    boolean range = inClass && c == '-';
    int from = codePoint(range ? last : start);
    int to = range ? codePoint(at) : from;
    if (from <= LAST_UNFOLDABLE && to >= FIRST_UNFOLDABLE) {
      throw new PatternSyntaxException("the case of U+1C80 to U+1C88 cannot be ignored");
    }
  }

  /** The character that stands at a position, perhaps as an escape. */
  private int codePoint(int start) {
    Matcher escape = ESCAPE.matcher(regex).region(start, regex.length());
    if (escape.lookingAt()) {
      return Integer.parseInt(regex, start + 2, escape.end(), 16);
    }
    return start < regex.length() ? regex.codePointAt(start) : 0;
  }

  /** What is repeated is written out by RE2, which nested repetitions multiply. */
  private void countRepetitions(char c) {
    switch (c) {
      case '(' -> {
        repetitions.push(1);
        if (repetitions.size() > DEEPEST) {
          throw new PatternSyntaxException("is nested too deep");
        }
      }
      case ')' -> {
        repeated = repetitions.pop();
        if (repetitions.isEmpty()) {
          throw new PatternSyntaxException("has a ')' without a '('");
        }
        within();
      }
      case '{' -> {
        Matcher counts = REPETITION.matcher(regex).region(at - 1, regex.length());
        if (counts.lookingAt()) {
          repeated *= Math.max(1, Math.max(count(counts.group(1)), count(counts.group(2))));
          within();
        }
      }
      default -> repeated = 1;
    }
  }

  private void within() {
    if (repeated > MOST_REPETITIONS) {
      throw new PatternSyntaxException("has more than " + MOST_REPETITIONS + " repetitions");
    }
    repetitions.push(Math.max(repetitions.pop(), repeated));
  }

  private static int count(@Nullable String digits) {
    if (digits == null || digits.isEmpty()) {
      return 0;
    }
    return digits.length() > 4 ? MOST_REPETITIONS + 1 : Integer.parseInt(digits);
  }

  /** In Python a bracket within brackets is a character; so is a closing one at the beginning. */
  private void openClass() {
    out.append(inClass ? "\\[" : "[");
    if (!inClass) {
      inClass = true;
      if (regex.startsWith("^", at)) {
        out.append('^');
        at++;
      }
      if (regex.startsWith("]", at)) {
        out.append("\\]");
        at++;
      }
    }
  }

  private void escape() {
    char c = at < regex.length() ? regex.charAt(at++) : '\0';
    switch (c) {
      case 'd' -> out.append("\\p{Nd}");
      case 'D' -> out.append("\\P{Nd}");
      case 'w' -> characterClass("", WORDS);
      case 's' -> characterClass("", SPACES);
      case 'W' -> characterClass("^", WORDS);
      case 'S' -> characterClass("^", SPACES);
      case 'Z' -> out.append("\\z");
      case 'u' -> appendCodePoint(4);
      case 'U' -> appendCodePoint(8);
      case '\0' -> out.append('\\');
      default -> out.append('\\').append(c);
    }
  }

  private void characterClass(String negation, String characters) {
    if (!inClass) {
      out.append('[').append(negation).append(characters).append(']');
    } else if (negation.isEmpty()) {
      out.append(characters);
    } else {
      throw new PatternSyntaxException("\\W and \\S are not supported within brackets", regex);
    }
  }

  private void appendCodePoint(int digits) {
    int end = Math.min(at + digits, regex.length());
    out.append("\\x{").append(regex, at, end).append('}');
    at = end;
  }
}
