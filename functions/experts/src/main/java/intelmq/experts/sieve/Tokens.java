package intelmq.experts.sieve;

import intelmq.experts.sieve.Token.Kind;
import intelmq.harmonization.Nearest;
import java.util.Collection;
import java.util.List;

/** The tokens of rules, of which one can be looked at before it is taken. */
final class Tokens {
  private final Tokenizer tokenizer;
  private Token ahead;

  Tokens(String rules) {
    tokenizer = new Tokenizer(rules);
    ahead = tokenizer.next();
  }

  Token peek() {
    return ahead;
  }

  Token take() {
    Token token = ahead;
    ahead = tokenizer.next();
    return token;
  }

  boolean takeSign(String sign) {
    if (!ahead.isSign(sign)) {
      return false;
    }
    take();
    return true;
  }

  boolean takeWord(String word) {
    if (!ahead.isWord(word)) {
      return false;
    }
    take();
    return true;
  }

  void expect(String sign) {
    if (!takeSign(sign)) {
      throw unexpected("'" + sign + "'", ahead);
    }
  }

  /** The name of a field; whether there is such a field is not looked at. */
  Key key() {
    Token token = ahead;
    if (token.kind() != Kind.WORD) {
      throw unexpected("a field", token);
    }
    take();
    return new Key(token.text(), token.place());
  }

  SieveException unexpected(String expected, Token token) {
    return unexpected(expected, token, List.of());
  }

  /** Also with the nearest of the words that would do. */
  SieveException unexpected(String expected, Token token, Collection<String> right) {
    String hint = token.text().length() > 40 ? "" : Nearest.hint(token.text(), right);
    return new SieveException(
        token.place(), "expected " + expected + ", not " + token.shown() + hint);
  }
}
