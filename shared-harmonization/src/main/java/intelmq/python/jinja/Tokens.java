package intelmq.python.jinja;

import intelmq.harmonization.Nearest;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tokens, of which one after the other is taken. */
final class Tokens {
  private final List<Token> tokens;
  private int at;

  Tokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return peek(0);
  }

  Token peek(int further) {
    return tokens.get(Math.min(at + further, tokens.size() - 1));
  }

  /** The next token; behind the end is the end. */
  Token next() {
    Token token = peek();
    at++;
    return token;
  }

  boolean takeOperator(String operator) {
    boolean there = peek().isOperator(operator);
    at += there ? 1 : 0;
    return there;
  }

  /** The one of the operators that comes next, if any. */
  @Nullable String takeOperator(String first, String... others) {
    if (takeOperator(first)) {
      return first;
    }
    for (String operator : others) {
      if (takeOperator(operator)) {
        return operator;
      }
    }
    return null;
  }

  boolean takeName(String name) {
    boolean there = peek().isName(name);
    at += there ? 1 : 0;
    return there;
  }

  void expectOperator(String operator) {
    if (!takeOperator(operator)) {
      throw error("expected '" + operator + "', not " + peek().shown());
    }
  }

  void expectName(String name) {
    if (!takeName(name)) {
      throw error("expected '" + name + "', not " + peek().shown());
    }
  }

  String name(String what) {
    if (!peek().is(Token.Type.NAME)) {
      throw error("expected " + what + ", not " + peek().shown());
    }
    return next().text();
  }

  void expect(Token.Type type, String shown) {
    if (!peek().is(type)) {
      throw error("expected '" + shown + "', not " + peek().shown());
    }
    at++;
  }

  TemplateException error(String message) {
    return new TemplateException(peek().line(), message);
  }

  /** As before, with the right name that is nearest. */
  TemplateException error(String message, Collection<String> names, String name) {
    return error(message + Nearest.hint(name, names));
  }
}
