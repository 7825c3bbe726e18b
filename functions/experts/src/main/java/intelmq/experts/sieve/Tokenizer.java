package intelmq.experts.sieve;

import intelmq.experts.sieve.Token.Kind;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts rules into tokens, one at a time; blanks and comments are passed over. */
final class Tokenizer {
  /** Longer ones have the first as prefix, so they come first. */
  private static final List<String> SIGNS =
      List.of(
          "==", "!=", "=~", "!~", "<=", ">=", "<<", "&&", "||", "+=", "-=", "=", "<", ">", "!", "(",
          ")", "{", "}", "[", "]", ",");

  /** The quantifiers are possessive, for others need a stack as deep as a number is long. */
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?+(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)(?:[eE][-+]?+[0-9]++)?+");

  private static final int LONGEST_NUMBER = 100;

  private final String source;
  private int at;
  private int line = 1;
  private int lineStart;

  Tokenizer(String source) {
    this.source = source;
    this.at = source.startsWith("\uFEFF") ? 1 : 0;
    this.lineStart = at;
  }

  /**
   * The next token; after the last one always {@link Kind#END}.
   *
   * @throws SieveException for what is none
   */
  Token next() {
    skip();
    Place place = place();
    if (at == source.length()) {
      return new Token(Kind.END, "", place);
    }
    char c = source.charAt(at);
    if (c == '\'' || c == '"') {
      return new Token(Kind.TEXT, quoted(c, place), place);
    }
    if (isWordChar(c) && !isDigit(c) && c != '.') {
      return word(place);
    }
    if (c == '$') {
      at++;
      return new Token(Kind.VARIABLE, run(), place);
    }
    if (c == ':') {
      int start = at++;
      run();
      return new Token(Kind.SIGN, source.substring(start, at), place);
    }
    Matcher number = NUMBER.matcher(source).region(at, source.length());
    if (number.lookingAt()) {
      return number(number.group(), place);
    }
    for (String sign : SIGNS) {
      if (source.startsWith(sign, at)) {
        at += sign.length();
        return new Token(Kind.SIGN, sign, place);
      }
    }
    throw foreign(source.codePointAt(at), place);
  }

  private Place place() {
    return new Place(line, at - lineStart + 1);
  }

  private void skip() {
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '#' || source.startsWith("//", at)) {
        int end = source.indexOf('\n', at);
        at = end < 0 ? source.length() : end;
      } else if (Character.isWhitespace(c)) {
        at++;
        if (c == '\n') {
          newLine();
        }
      } else {
        break;
      }
    }
  }

  private void newLine() {
    line++;
    lineStart = at;
  }

  /** {@code add!} and {@code append!} are words of their own. */
  private Token word(Place place) {
    String word = run();
    boolean forced =
        (word.equals("add") || word.equals("append"))
            && source.startsWith("!", at)
            && !source.startsWith("!=", at);
    if (forced) {
      at++;
    }
    return new Token(Kind.WORD, forced ? word + "!" : word, place);
  }

  private String run() {
    int start = at;
    while (at < source.length() && isWordChar(source.charAt(at))) {
      at++;
    }
    return source.substring(start, at);
  }

  private Token number(String number, Place place) {
    at += number.length();
    if (at < source.length() && isWordChar(source.charAt(at))) {
      throw new SieveException(
          place, "expected a number, not '" + number + source.charAt(at) + "…'; texts need quotes");
    }
    if (number.length() > LONGEST_NUMBER) {
      throw new SieveException(place, "the number is longer than " + LONGEST_NUMBER + " digits");
    }
    return new Token(Kind.NUMBER, number, place);
  }

  /** A backslash only keeps a quote from ending the text; before other characters it stays. */
  private String quoted(char quote, Place place) {
    var text = new StringBuilder();
    at++;
    while (at < source.length()) {
      char c = source.charAt(at++);
      if (c == quote) {
        return text.toString();
      }
      if (c == '\\' && at < source.length() && isQuote(source.charAt(at))) {
        c = source.charAt(at++);
      }
      text.append(c);
      if (c == '\n') {
        newLine();
      }
    }
    throw new SieveException(
        place, "the text that begins here has no end: expected a further " + quote);
  }

  private static SieveException foreign(int c, Place place) {
    String found = "'" + Character.toString(c) + "'";
    return switch (c) {
      case '\u2018', '\u2019', '\u201c', '\u201d', '\u201e', '`' ->
          new SieveException(place, "texts stand in ' or \", not in " + found);
      case '&' -> new SieveException(place, "expected '&&', not '&'");
      case '|' -> new SieveException(place, "expected '||', not '|'");
      case ';' -> new SieveException(place, "actions have no ';' after them");
      default -> new SieveException(place, "there is nothing that begins with " + found);
    };
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordChar(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_' || c == '.';
  }
}
