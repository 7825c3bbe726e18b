package intelmq.python.jinja;

/** What is written with a backslash in a text. */
final class Escapes {
  private static final String SIMPLE = "\\'\"abfnrtv";
  private static final String MEANING = "\\'\"\007\b\f\n\r\t\013";

  private Escapes() {}

  static String resolve(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    var out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      at = c == '\\' && at + 1 < text.length() ? escape(text, at + 1, out) : plain(text, at, out);
    }
    return out.toString();
  }

  private static int plain(String text, int at, StringBuilder out) {
    out.append(text.charAt(at));
    return at + 1;
  }

  /** Appends what the character after a backslash stands for; returns the position behind it. */
  private static int escape(String text, int at, StringBuilder out) {
    char c = text.charAt(at);
    int simple = SIMPLE.indexOf(c);
    if (simple >= 0) {
      out.append(MEANING.charAt(simple));
      return at + 1;
    }
    int digits =
        switch (c) {
          case 'x' -> 2;
          case 'u' -> 4;
          case 'U' -> 8;
          default -> 0;
        };
    if (c == '\n') {
      return at + 1;
    }
    if (digits > 0 && isNumber(text, at + 1, digits, 16)) {
      int code = Integer.parseUnsignedInt(text, at + 1, at + 1 + digits, 16);
      if (Character.isValidCodePoint(code)) {
        out.appendCodePoint(code);
        return at + 1 + digits;
      }
    }
    int octal = 0;
    while (octal < 3 && isNumber(text, at + octal, 1, 8)) {
      octal++;
    }
    if (octal > 0) {
      out.appendCodePoint(Integer.parseInt(text, at, at + octal, 8));
      return at + octal;
    }
    out.append('\\').append(c);
    return at + 1;
  }

  private static boolean isNumber(String text, int at, int digits, int radix) {
    if (at + digits > text.length()) {
      return false;
    }
    for (int i = at; i < at + digits; i++) {
      if (text.charAt(i) > 'f' || Character.digit(text.charAt(i), radix) < 0) {
        return false;
      }
    }
    return true;
  }
}
