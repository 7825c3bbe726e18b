package intelmq.python.jinja;

import intelmq.python.None;
import intelmq.python.jinja.Expr.Attribute;
import intelmq.python.jinja.Expr.Binary;
import intelmq.python.jinja.Expr.Call;
import intelmq.python.jinja.Expr.Compare;
import intelmq.python.jinja.Expr.Conditional;
import intelmq.python.jinja.Expr.DictOf;
import intelmq.python.jinja.Expr.Filter;
import intelmq.python.jinja.Expr.Given;
import intelmq.python.jinja.Expr.Item;
import intelmq.python.jinja.Expr.ListOf;
import intelmq.python.jinja.Expr.Literal;
import intelmq.python.jinja.Expr.Slice;
import intelmq.python.jinja.Expr.Step;
import intelmq.python.jinja.Expr.Test;
import intelmq.python.jinja.Expr.TupleOf;
import intelmq.python.jinja.Expr.Unary;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads expressions; operators that bind less call those that bind more. */
final class ExpressionParser {
  private static final int DEEPEST = 60;
  private static final int MOST_DIGITS = 1000;
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

  private final Tokens tokens;
  private int depth;

  ExpressionParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** An expression, or several with commas, which are a tuple. */
  Expr tuple(boolean conditional) {
    return tuple(conditional, "");
  }

  /** As before, up to a word that is no part of it. */
  Expr tuple(boolean conditional, String end) {
    var items = new ArrayList<Expr>();
    boolean comma = false;
    while (!endsTuple(end)) {
      items.add(conditional ? expression() : or());
      comma = tokens.takeOperator(",");
      if (!comma) {
        break;
      }
    }
    if (items.isEmpty()) {
      throw tokens.error("expected an expression, not " + tokens.peek().shown());
    }
    return items.size() == 1 && !comma ? items.getFirst() : new TupleOf(items);
  }

  private boolean endsTuple(String end) {
    Token token = tokens.peek();
    return token.is(Token.Type.VARIABLE_END)
        || token.is(Token.Type.BLOCK_END)
        || token.isOperator(")")
        || (!end.isEmpty() && token.isName(end));
  }

  Expr expression() {
    depth++;
    if (depth > DEEPEST) {
      throw tokens.error("an expression is nested more than " + DEEPEST + " deep");
    }
    Expr value = or();
    while (tokens.takeName("if")) {
      Expr test = or();
      value = new Conditional(test, value, tokens.takeName("else") ? expression() : null);
    }
    depth--;
    return value;
  }

  private Expr or() {
    Expr left = and();
    while (tokens.takeName("or")) {
      left = new Binary("or", left, and());
    }
    return left;
  }

  private Expr and() {
    Expr left = not();
    while (tokens.takeName("and")) {
      left = new Binary("and", left, not());
    }
    return left;
  }

  private Expr not() {
    int times = 0;
    while (tokens.takeName("not")) {
      times++;
    }
    Expr value = comparison();
    // an even number of them makes a truth value of it, as two do
    for (int i = times == 0 ? 0 : 2 - times % 2; i > 0; i--) {
      value = new Unary("not", value);
    }
    return value;
  }

  private Expr comparison() {
    Expr first = sum();
    var steps = new ArrayList<Step>();
    while (true) {
      Token token = tokens.peek();
      if (token.is(Token.Type.OPERATOR) && COMPARISONS.contains(token.text())) {
        tokens.next();
        steps.add(new Step(token.text(), sum()));
      } else if (tokens.takeName("in")) {
        steps.add(new Step("in", sum()));
      } else if (token.isName("not") && tokens.peek(1).isName("in")) {
        tokens.next();
        tokens.next();
        steps.add(new Step("not in", sum()));
      } else {
        return steps.isEmpty() ? first : new Compare(first, steps);
      }
    }
  }

  private Expr sum() {
    Expr left = concatenation();
    for (String operator = tokens.takeOperator("+", "-");
        operator != null;
        operator = tokens.takeOperator("+", "-")) {
      left = new Binary(operator, left, concatenation());
    }
    return left;
  }

  private Expr concatenation() {
    Expr left = product();
    while (tokens.takeOperator("~")) {
      left = new Binary("~", left, product());
    }
    return left;
  }

  private Expr product() {
    Expr left = power();
    for (String operator = tokens.takeOperator("*", "/", "//", "%");
        operator != null;
        operator = tokens.takeOperator("*", "/", "//", "%")) {
      left = new Binary(operator, left, power());
    }
    return left;
  }

  private Expr power() {
    Expr left = unary(true);
    while (tokens.takeOperator("**")) {
      left = new Binary("**", left, unary(true));
    }
    return left;
  }

  private Expr unary(boolean filters) {
    String sign = tokens.takeOperator("-", "+");
    Expr value;
    if (sign == null) {
      value = primary();
    } else {
      depth++;
      if (depth > DEEPEST) {
        throw tokens.error("an expression is nested more than " + DEEPEST + " deep");
      }
      value = new Unary(sign, unary(false));
      depth--;
    }
    value = postfix(value);
    return filters ? filters(value) : value;
  }

  private Expr primary() {
    Token token = tokens.next();
    return switch (token.type()) {
      case NAME -> name(token.text());
      case STRING -> {
        var text = new StringBuilder(token.text());
        while (tokens.peek().is(Token.Type.STRING)) {
          text.append(tokens.next().text());
        }
        yield new Literal(text.toString());
      }
      case INTEGER -> new Literal(integer(token.text().replace("_", "").toLowerCase(Locale.ROOT)));
      case FLOAT -> new Literal(Double.valueOf(token.text().replace("_", "")));
      case OPERATOR -> bracket(token);
      default -> throw tokens.error("expected an expression, not " + token.shown());
    };
  }

  private static Expr name(String name) {
    return switch (name) {
      case "true", "True" -> new Literal(true);
      case "false", "False" -> new Literal(false);
      case "none", "None" -> new Literal(None.NONE);
      default -> new Expr.Name(name);
    };
  }

  private Object integer(String text) {
    if (text.length() > MOST_DIGITS) {
      throw tokens.error("a number has more than " + MOST_DIGITS + " digits");
    }
    int radix =
        switch (text.length() > 1 ? text.charAt(1) : ' ') {
          case 'x' -> 16;
          case 'o' -> 8;
          case 'b' -> 2;
          default -> 10;
        };
    return Arithmetic.normal(new BigInteger(radix == 10 ? text : text.substring(2), radix));
  }

  private Expr bracket(Token token) {
    return switch (token.text()) {
      case "(" -> {
        Expr value = tokens.peek().isOperator(")") ? new TupleOf(List.of()) : tuple(true);
        tokens.expectOperator(")");
        yield value;
      }
      case "[" -> new ListOf(expressions("]"));
      case "{" -> dict();
      default -> throw tokens.error("expected an expression, not " + token.shown());
    };
  }

  private List<Expr> expressions(String end) {
    var items = new ArrayList<Expr>();
    while (!tokens.takeOperator(end)) {
      items.add(expression());
      if (!tokens.peek().isOperator(end)) {
        tokens.expectOperator(",");
      }
    }
    return items;
  }

  private Expr dict() {
    var keys = new ArrayList<Expr>();
    var values = new ArrayList<Expr>();
    while (!tokens.takeOperator("}")) {
      keys.add(expression());
      tokens.expectOperator(":");
      values.add(expression());
      if (!tokens.peek().isOperator("}")) {
        tokens.expectOperator(",");
      }
    }
    return new DictOf(keys, values);
  }

  private Expr postfix(Expr base) {
    Expr value = base;
    while (true) {
      if (tokens.takeOperator(".")) {
        value = member(value);
      } else if (tokens.takeOperator("[")) {
        value = subscript(value);
      } else if (tokens.takeOperator("(")) {
        value = new Call(value, given());
      } else {
        return value;
      }
    }
  }

  private Expr member(Expr value) {
    Token token = tokens.next();
    return switch (token.type()) {
      case NAME -> new Attribute(value, token.text());
      case INTEGER -> new Item(value, new Literal(integer(token.text())));
      default -> throw tokens.error("expected a name after '.', not " + token.shown());
    };
  }

  private Expr subscript(Expr value) {
    if (tokens.peek().isOperator(":")) {
      return slice(value, null);
    }
    Expr key = tuple(true);
    return tokens.takeOperator("]") ? new Item(value, key) : slice(value, key);
  }

  private Expr slice(Expr value, @Nullable Expr start) {
    tokens.expectOperator(":");
    Expr stop = isSliceEnd() ? null : expression();
    Expr step = tokens.takeOperator(":") && !isSliceEnd() ? expression() : null;
    tokens.expectOperator("]");
    return new Slice(value, start, stop, step);
  }

  private boolean isSliceEnd() {
    return tokens.peek().isOperator(":") || tokens.peek().isOperator("]");
  }

  /** Arguments after the opening bracket. */
  private Given given() {
    var positional = new ArrayList<Expr>();
    Map<String, Expr> named = new LinkedHashMap<>();
    while (!tokens.takeOperator(")")) {
      if (tokens.peek().is(Token.Type.NAME) && tokens.peek(1).isOperator("=")) {
        String name = tokens.next().text();
        tokens.next();
        if (named.put(name, expression()) != null) {
          throw tokens.error("the argument '" + name + "' is there twice");
        }
      } else if (named.isEmpty()) {
        positional.add(expression());
      } else {
        throw tokens.error("an argument without name follows one with a name");
      }
      if (!tokens.peek().isOperator(")")) {
        tokens.expectOperator(",");
      }
    }
    return new Given(positional, named);
  }

  private Expr filters(Expr value) {
    Expr result = value;
    while (true) {
      if (tokens.peek().isOperator("|")) {
        result = filter(result);
      } else if (tokens.takeName("is")) {
        result = test(result);
      } else if (tokens.takeOperator("(")) {
        result = new Call(result, given());
      } else {
        return result;
      }
    }
  }

  /** Filters of a block, which have no input but its text; the first one without a stroke. */
  Expr blockFilter() {
    Expr result = namedFilter(null);
    while (tokens.peek().isOperator("|")) {
      result = filter(result);
    }
    return result;
  }

  private Expr filter(Expr input) {
    tokens.expectOperator("|");
    return namedFilter(input);
  }

  private Expr namedFilter(@Nullable Expr input) {
    String name = known("filter", Filters.names());
    return new Filter(input, name, tokens.takeOperator("(") ? given() : Given.NOTHING);
  }

  private Expr test(Expr input) {
    boolean negated = tokens.takeName("not");
    String name = known("test", Tests.names());
    Given given = Given.NOTHING;
    if (tokens.takeOperator("(")) {
      given = given();
    } else if (startsArgument()) {
      given = new Given(List.of(postfix(primary())), Map.of());
    }
    Expr test = new Test(input, name, given);
    return negated ? new Unary("not", test) : test;
  }

  private boolean startsArgument() {
    Token token = tokens.peek();
    if (token.isName("is")) {
      throw tokens.error("tests cannot follow each other with 'is'");
    }
    return switch (token.type()) {
      case NAME -> !Set.of("else", "or", "and", "if", "in", "not").contains(token.text());
      case STRING, INTEGER, FLOAT -> true;
      case OPERATOR -> Set.of("(", "[", "{").contains(token.text());
      default -> false;
    };
  }

  private String known(String kind, Collection<String> names) {
    Token token = tokens.next();
    if (!token.is(Token.Type.NAME)) {
      throw tokens.error("expected the name of a " + kind + ", not " + token.shown());
    }
    if (!names.contains(token.text())) {
      throw tokens.error("there is no " + kind + " '" + token.text() + "'", names, token.text());
    }
    return token.text();
  }
}
