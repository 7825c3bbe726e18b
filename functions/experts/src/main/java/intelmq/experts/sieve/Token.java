package intelmq.experts.sieve;

/**
 * A word, a text, a number, a variable, a sign, or the end of the rules.
 *
 * @param text as it is meant: a text without its quotes, a variable without its dollar sign
 */
record Token(Kind kind, String text, Place place) {
  private static final int LONGEST_SHOWN = 40;

  /** The kinds of tokens. */
  enum Kind {
    /** A keyword, an action or the name of a field. */
    WORD,
    /** In quotes. */
    TEXT,
    /** Whole or with a fraction. */
    NUMBER,
    /** A dollar sign and a name. */
    VARIABLE,
    /** An operator, a bracket or a comma. */
    SIGN,
    /** There is nothing more. */
    END
  }

  boolean is(Kind wanted, String wantedText) {
    return kind == wanted && text.equals(wantedText);
  }

  boolean isSign(String sign) {
    return is(Kind.SIGN, sign);
  }

  boolean isWord(String word) {
    return is(Kind.WORD, word);
  }

  /** As it is shown in messages. */
  String shown() {
    String shown = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    return switch (kind) {
      case TEXT -> "the text '" + shown + "'";
      case VARIABLE -> "'$" + shown + "'";
      case END -> "the end";
      case WORD, NUMBER, SIGN -> "'" + shown + "'";
    };
  }
}
