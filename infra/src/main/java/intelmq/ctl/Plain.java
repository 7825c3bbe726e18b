package intelmq.ctl;

/**
 * Text from reports, events and logs as it can be shown: a feed must not write to the terminal of
 * who reads it.
 */
final class Plain {
  private Plain() {}

  /** The text on one line: what is no visible character is escaped, for instance as {@code \n}. */
  static String line(String text) {
    var plain = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(plain, c));
    return plain.toString();
  }

  /** The text with its line ends and tabs; everything else that cannot be seen is escaped. */
  static String lines(String text) {
    var plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (c == '\n' || c == '\t') {
            plain.append((char) c);
          } else {
            append(plain, c);
          }
        });
    return plain.toString();
  }

  private static void append(StringBuilder plain, int c) {
    switch (c) {
      case '\n' -> plain.append("\\n");
      case '\r' -> plain.append("\\r");
      case '\t' -> plain.append("\\t");
      default -> {
        if (isVisible(c)) {
          plain.appendCodePoint(c);
        } else {
          for (char unit : Character.toChars(c)) {
            plain.append("\\u").append(hex(unit));
          }
        }
      }
    }
  }

  private static String hex(char unit) {
    String digits = Integer.toHexString(unit);
    return "0".repeat(4 - digits.length()) + digits;
  }

  /** Neither control, nor text direction, nor half of a character. */
  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
