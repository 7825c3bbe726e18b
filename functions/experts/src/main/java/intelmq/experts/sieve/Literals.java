package intelmq.experts.sieve;

import intelmq.experts.sieve.Token.Kind;
import intelmq.experts.sieve.Value.Literal;
import intelmq.experts.sieve.Value.Numeral;
import intelmq.experts.sieve.Value.Sequence;
import intelmq.experts.sieve.Value.Text;
import intelmq.experts.sieve.Value.Truth;
import intelmq.python.Numbers;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Reads texts, numbers, truth values and lists of those. */
final class Literals {
  private static final Set<String> TRUTHS = Set.of("true", "True", "false", "False");

  private Literals() {}

  static boolean isTruth(Token token) {
    return token.kind() == Kind.WORD && TRUTHS.contains(token.text());
  }

  /** The value that is next, which may be a list. */
  static Literal read(Tokens tokens) {
    Token token = tokens.peek();
    return tokens.takeSign("[") ? list(tokens, token.place()) : single(tokens);
  }

  private static Sequence list(Tokens tokens, Place place) {
    var items = new ArrayList<Literal>();
    if (tokens.takeSign("]")) {
      return new Sequence(items, place);
    }
    do {
      items.add(single(tokens));
    } while (tokens.takeSign(","));
    if (!tokens.takeSign("]")) {
      throw tokens.unexpected("',' or ']' for the '[' of " + place, tokens.peek());
    }
    return new Sequence(items, place);
  }

  private static Literal single(Tokens tokens) {
    Token token = tokens.take();
    if (isTruth(token)) {
      return new Truth(token.text().toLowerCase(Locale.ROOT).equals("true"), token.place());
    }
    return switch (token.kind()) {
      case TEXT -> new Text(token.text(), token.place());
      case NUMBER -> new Numeral(number(token), token.place());
      case WORD ->
          throw tokens.unexpected(
              "a text in quotes, a number, true, false or a list", token, TRUTHS);
      case VARIABLE -> throw new SieveException(token.place(), "only 'add!' takes a variable");
      case SIGN, END -> throw tokens.unexpected("a text, a number, true, false or a list", token);
    };
  }

  /** Without point and exponent whole, as in Python. */
  private static Number number(Token token) {
    Number whole = Numbers.toInt(token.text());
    if (whole != null) {
      return whole;
    }
    Double fraction = Objects.requireNonNull(Numbers.toFloat(token.text()), token.text());
    if (!Double.isFinite(fraction)) {
      throw new SieveException(token.place(), "the number is too large: " + token.text());
    }
    return fraction;
  }
}
