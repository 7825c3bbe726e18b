package intelmq.harmonization;

import com.google.re2j.PatternSyntaxException;

/** Python's regular expressions in the syntax of RE2, where the two differ. */
final class PythonRegex {
  private static final String SPACES = "\\t-\\r\\x1c-\\x1f\\x85\\p{Z}";
  private static final String WORDS = "\\p{L}\\p{N}_";

  private final String regex;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private boolean inClass;

  private PythonRegex(String regex) {
    this.regex = regex;
  }

  /**
   * The expression that finds in RE2 what this one finds in Python: {@code $} also before a final
   * newline, letters and digits of all scripts.
   *
   * @throws PatternSyntaxException for what cannot be said in RE2
   */
  static String toRe2(String regex) {
    return new PythonRegex(regex).translate();
  }

  private String translate() {
    while (at < regex.length()) {
      char c = regex.charAt(at++);
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
    }
    return out.toString();
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
      case 'u' -> codePoint(4);
      case 'U' -> codePoint(8);
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

  private void codePoint(int digits) {
    int end = Math.min(at + digits, regex.length());
    out.append("\\x{").append(regex, at, end).append('}');
    at = end;
  }
}
