package intelmq.experts.sieve;

import intelmq.experts.sieve.Condition.All;
import intelmq.experts.sieve.Condition.Any;
import intelmq.experts.sieve.Condition.Comparison;
import intelmq.experts.sieve.Condition.Exists;
import intelmq.experts.sieve.Condition.Not;
import intelmq.experts.sieve.Statement.Append;
import intelmq.experts.sieve.Statement.Assign;
import intelmq.experts.sieve.Statement.Branch;
import intelmq.experts.sieve.Statement.Choice;
import intelmq.experts.sieve.Statement.Drop;
import intelmq.experts.sieve.Statement.Keep;
import intelmq.experts.sieve.Statement.Path;
import intelmq.experts.sieve.Statement.Put;
import intelmq.experts.sieve.Statement.Remove;
import intelmq.experts.sieve.Statement.Setting;
import intelmq.experts.sieve.Statement.Shift;
import intelmq.experts.sieve.Token.Kind;
import intelmq.experts.sieve.Value.Literal;
import intelmq.experts.sieve.Value.OfField;
import intelmq.experts.sieve.Value.Text;
import intelmq.experts.sieve.Value.Variable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads rules by recursive descent, a method for each part of the grammar in docs/sieve.md. Nesting
 * and length are bounded, so the stack is.
 */
final class Parser {
  /** How deep blocks, parentheses and negations may be nested in each other. */
  static final int DEEPEST = 100;

  /** The most characters that rules may have. */
  static final int LONGEST = 4_000_000;

  private static final List<String> STATEMENTS =
      List.of(
          "if", "elif", "else", "add", "add!", "update", "append", "append!", "remove", "path",
          "keep", "drop");

  private static final List<String> TESTS = List.of(":exists", ":notexists");

  private final Tokens tokens;
  private int depth;

  private Parser(String rules) {
    tokens = new Tokens(rules);
  }

  /**
   * The statements of rules, in order.
   *
   * @throws SieveException if there is anything else
   */
  static List<Statement> parse(String rules) {
    if (rules.length() > LONGEST) {
      throw new SieveException(
          new Place(1, 1), "the rules are longer than " + LONGEST + " characters");
    }
    return new Parser(rules).rules();
  }

  private List<Statement> rules() {
    var statements = new ArrayList<Statement>();
    while (tokens.peek().kind() != Kind.END) {
      statements.add(statement());
    }
    return statements;
  }

  private Statement statement() {
    Token token = tokens.take();
    if (token.kind() == Kind.VARIABLE) {
      return assignment(token);
    }
    if (token.kind() != Kind.WORD) {
      throw tokens.unexpected("'if' or an action", token);
    }
    return switch (token.text()) {
      case "if" -> choice();
      case "add" -> setting(Setting.NEW);
      case "add!" -> setting(Setting.ANY);
      case "update" -> setting(Setting.EXISTING);
      case "append" -> new Append(false, tokens.key(), Literals.read(tokens));
      case "append!" -> new Append(true, tokens.key(), Literals.read(tokens));
      case "remove" -> new Remove(tokens.key());
      case "path" -> path(token.place());
      case "keep" -> new Keep();
      case "drop" -> new Drop(token.place());
      case "elif", "else" ->
          throw new SieveException(token.place(), "'" + token.text() + "' has no 'if' before it");
      default -> throw tokens.unexpected("'if' or an action", token, STATEMENTS);
    };
  }

  private Choice choice() {
    var branches = new ArrayList<Branch>();
    do {
      Condition condition = alternatives();
      branches.add(new Branch(condition, block()));
    } while (tokens.takeWord("elif"));
    return new Choice(branches, tokens.takeWord("else") ? block() : List.of());
  }

  private List<Statement> block() {
    Token open = tokens.peek();
    if (open.isWord("if")) {
      throw new SieveException(open.place(), "expected '{', not 'if'; did you mean 'elif'?");
    }
    tokens.expect("{");
    deeper(open);
    var statements = new ArrayList<Statement>();
    while (!tokens.takeSign("}")) {
      if (tokens.peek().kind() == Kind.END) {
        throw tokens.unexpected("'}' for the '{' of " + open.place(), tokens.peek());
      }
      statements.add(statement());
    }
    depth--;
    return statements;
  }

  private Condition alternatives() {
    var conditions = new ArrayList<Condition>();
    do {
      conditions.add(conjunction());
    } while (tokens.takeSign("||"));
    return conditions.size() == 1 ? conditions.getFirst() : new Any(conditions);
  }

  private Condition conjunction() {
    var conditions = new ArrayList<Condition>();
    do {
      conditions.add(condition());
    } while (tokens.takeSign("&&"));
    return conditions.size() == 1 ? conditions.getFirst() : new All(conditions);
  }

  private Condition condition() {
    Token token = tokens.peek();
    if (tokens.takeSign("!")) {
      deeper(token);
      Condition negated = new Not(condition());
      depth--;
      return negated;
    }
    if (tokens.takeSign("(")) {
      deeper(token);
      Condition grouped = alternatives();
      tokens.expect(")");
      depth--;
      return grouped;
    }
    if (token.kind() == Kind.SIGN && token.text().startsWith(":")) {
      tokens.take();
      return switch (token.text()) {
        case ":exists" -> new Exists(tokens.key(), true);
        case ":notexists" -> new Exists(tokens.key(), false);
        default -> throw tokens.unexpected("a field or ':exists'", token, TESTS);
      };
    }
    return comparison();
  }

  private Comparison comparison() {
    Key key = tokens.key();
    Token sign = tokens.take();
    Operator operator =
        Operator.of(sign.text()).filter(any -> sign.kind() == Kind.SIGN).orElse(null);
    if (operator == null) {
      throw notAnOperator(sign);
    }
    Literal value = Literals.read(tokens);
    if (!operator.takes(value)) {
      throw new SieveException(
          value.place(),
          "'%s' takes %s, not %s".formatted(operator, operator.wanted(), value.kind()));
    }
    return new Comparison(key, operator, value);
  }

  private SieveException notAnOperator(Token sign) {
    return switch (sign.text()) {
      case "=" ->
          new SieveException(sign.place(), "expected an operator, not '='; did you mean '=='?");
      case ":notcontains" ->
          new SieveException(
              sign.place(), "there is no ':notcontains'; write ! FIELD :contains 'text'");
      default -> tokens.unexpected("an operator", sign, Operator.signs());
    };
  }

  private Statement setting(Setting setting) {
    Key key = tokens.key();
    Token sign = tokens.take();
    if (sign.isSign("=")) {
      return new Put(
          setting, key, tokens.peek().kind() == Kind.VARIABLE ? variable(setting) : literal());
    }
    if (!sign.isSign("+=") && !sign.isSign("-=")) {
      throw tokens.unexpected("'=', '+=' or '-='", sign);
    }
    Literal value = literal();
    Duration span = value instanceof Text text ? Times.span(text.plain()) : null;
    if (span == null) {
      throw new SieveException(
          value.place(),
          "expected a span of time like '1 hour', not " + value.kind() + " like that");
    }
    return new Shift(setting, key, sign.isSign("-=") ? span.negated() : span);
  }

  private Literal literal() {
    return Literals.read(tokens);
  }

  private Variable variable(Setting setting) {
    Token token = tokens.take();
    if (setting != Setting.ANY) {
      throw new SieveException(token.place(), "only 'add!' takes a variable");
    }
    return new Variable(token.text(), token.place());
  }

  private Assign assignment(Token variable) {
    if (variable.text().isEmpty()) {
      throw new SieveException(variable.place(), "expected a name after '$'");
    }
    tokens.expect("=");
    Token token = tokens.peek();
    Value value =
        switch (token.kind()) {
          case VARIABLE -> variable(Setting.ANY);
          case WORD -> Literals.isTruth(token) ? literal() : new OfField(tokens.key());
          case TEXT, NUMBER, SIGN, END -> literal();
        };
    return new Assign(variable.text(), value);
  }

  private Path path(Place place) {
    Literal value = literal();
    List<Literal> names = value instanceof Value.Sequence list ? list.items() : List.of(value);
    var paths = new ArrayList<String>();
    for (Literal name : names) {
      if (!(name instanceof Text text) || text.plain().isEmpty()) {
        throw new SieveException(name.place(), "expected the name of a path, not " + name.kind());
      }
      if (!paths.contains(text.plain())) {
        paths.add(text.plain());
      }
    }
    if (paths.isEmpty()) {
      throw new SieveException(value.place(), "expected at least one path");
    }
    return new Path(paths, place);
  }

  private void deeper(Token token) {
    if (++depth > DEEPEST) {
      throw new SieveException(token.place(), "nested deeper than " + DEEPEST + " levels");
    }
  }
}
