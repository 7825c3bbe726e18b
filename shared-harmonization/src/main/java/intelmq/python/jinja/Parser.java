package intelmq.python.jinja;

import intelmq.python.jinja.Expr.Attribute;
import intelmq.python.jinja.Expr.Call;
import intelmq.python.jinja.Expr.TupleOf;
import intelmq.python.jinja.Node.Branch;
import intelmq.python.jinja.Node.CallBlock;
import intelmq.python.jinja.Node.Data;
import intelmq.python.jinja.Node.FilterBlock;
import intelmq.python.jinja.Node.For;
import intelmq.python.jinja.Node.If;
import intelmq.python.jinja.Node.MacroNode;
import intelmq.python.jinja.Node.Print;
import intelmq.python.jinja.Node.SetBlock;
import intelmq.python.jinja.Node.Signature;
import intelmq.python.jinja.Node.With;
import java.util.ArrayList;
import java.util.List;

/** Reads a template's text and tags. */
final class Parser {
  private static final int DEEPEST = 40;

  private static final List<String> TAGS =
      List.of("block", "call", "filter", "for", "if", "macro", "print", "raw", "set", "with");

  private static final List<String> OTHER_TEMPLATES =
      List.of("extends", "from", "import", "include");

  private final Tokens tokens;
  private final ExpressionParser expressions;
  private int depth;

  Parser(List<Token> tokens) {
    this.tokens = new Tokens(tokens);
    expressions = new ExpressionParser(this.tokens);
  }

  List<Node> template() {
    return body();
  }

  /** Up to a tag that is one of the ends, which is taken as far as its name; or to the end. */
  private List<Node> body(String... ends) {
    depth++;
    if (depth > DEEPEST) {
      throw tokens.error("tags are nested more than " + DEEPEST + " deep");
    }
    int start = tokens.peek().line();
    var nodes = new ArrayList<Node>();
    while (!tokens.peek().is(Token.Type.END)) {
      Token token = tokens.next();
      switch (token.type()) {
        case DATA -> nodes.add(new Data(token.line(), token.text()));
        case VARIABLE_BEGIN -> {
          nodes.add(new Print(token.line(), expressions.tuple(true)));
          tokens.expect(Token.Type.VARIABLE_END, "}}");
        }
        default -> {
          if (List.of(ends).contains(tokens.peek().text())) {
            depth--;
            return nodes;
          }
          nodes.add(tag(token.line(), ends));
        }
      }
    }
    if (ends.length > 0) {
      throw new TemplateException(
          start, "the tag is never closed, expected '{% " + ends[ends.length - 1] + " %}'");
    }
    depth--;
    return nodes;
  }

  private Node tag(int line, String... ends) {
    String name = tokens.name("a tag");
    return switch (name) {
      case "if" -> ifTag(line);
      case "for" -> forTag(line);
      case "set" -> setTag(line);
      case "with" -> withTag(line);
      case "macro" -> {
        String macro = tokens.name("the name of the macro");
        Signature signature = signature();
        yield new MacroNode(line, macro, signature, block("endmacro"));
      }
      case "call" -> callTag(line);
      case "filter" -> new FilterBlock(line, expressions.blockFilter(), block("endfilter"));
      case "print" -> print(line);
      case "block" -> blockTag(line);
      default ->
          throw OTHER_TEMPLATES.contains(name)
              ? tokens.error("there are no other templates, so there is no '" + name + "'")
              : ends.length > 0 && name.startsWith("end")
                  ? tokens.error(
                      "unexpected '" + name + "', expected '" + ends[ends.length - 1] + "'")
                  : tokens.error("there is no tag '" + name + "'", TAGS, name);
    };
  }

  /** What stands between the end of this tag and another one. */
  private List<Node> block(String end) {
    endTag();
    List<Node> nodes = body(end);
    tokens.next();
    endTag();
    return nodes;
  }

  private void endTag() {
    tokens.expect(Token.Type.BLOCK_END, "%}");
  }

  private Node print(int line) {
    var nodes = new ArrayList<Node>();
    do {
      nodes.add(new Print(line, expressions.expression()));
    } while (tokens.takeOperator(","));
    endTag();
    return new With(line, List.of(), List.of(), nodes);
  }

  /** No template extends another one here, so a block is what is in it. */
  private Node blockTag(int line) {
    String name = tokens.name("the name of the block");
    while (!tokens.peek().is(Token.Type.BLOCK_END)) {
      if (!tokens.takeName("scoped")) {
        tokens.expectName("required");
      }
    }
    endTag();
    List<Node> body = body("endblock");
    tokens.next();
    if (!tokens.peek().is(Token.Type.BLOCK_END)) {
      tokens.expectName(name);
    }
    endTag();
    return new With(line, List.of(), List.of(), body);
  }

  private Node ifTag(int line) {
    var branches = new ArrayList<Branch>();
    Token next;
    do {
      Expr test = expressions.tuple(false);
      endTag();
      branches.add(new Branch(test, body("elif", "else", "endif")));
      next = tokens.next();
    } while (next.isName("elif"));
    List<Node> otherwise = List.of();
    if (next.isName("else")) {
      otherwise = block("endif");
    } else {
      endTag();
    }
    return new If(line, branches, otherwise);
  }

  private Node forTag(int line) {
    Expr target = target(false);
    tokens.expectName("in");
    Expr items = expressions.tuple(false, "recursive");
    Expr condition = tokens.takeName("if") ? expressions.expression() : null;
    boolean recursive = tokens.takeName("recursive");
    endTag();
    List<Node> body = body("else", "endfor");
    List<Node> otherwise = List.of();
    if (tokens.next().isName("else")) {
      otherwise = block("endfor");
    } else {
      endTag();
    }
    return new For(line, target, items, condition, recursive, body, otherwise);
  }

  private Node setTag(int line) {
    Expr target = target(true);
    if (tokens.takeOperator("=")) {
      var set = new Node.Set(line, target, expressions.tuple(true));
      endTag();
      return set;
    }
    Expr filter = tokens.takeOperator("|") ? expressions.blockFilter() : null;
    return new SetBlock(line, target, filter, block("endset"));
  }

  private Node withTag(int line) {
    var targets = new ArrayList<Expr>();
    var values = new ArrayList<Expr>();
    while (!tokens.peek().is(Token.Type.BLOCK_END)) {
      if (!targets.isEmpty()) {
        tokens.expectOperator(",");
      }
      targets.add(new Expr.Name(tokens.name("the name of a variable")));
      tokens.expectOperator("=");
      values.add(expressions.expression());
    }
    return new With(line, targets, values, block("endwith"));
  }

  private Node callTag(int line) {
    Signature signature =
        tokens.peek().isOperator("(") ? signature() : new Signature(List.of(), List.of());
    if (expressions.expression() instanceof Call call) {
      return new CallBlock(line, call, signature, block("endcall"));
    }
    throw tokens.error("expected the call of a macro");
  }

  private Signature signature() {
    tokens.expectOperator("(");
    var names = new ArrayList<String>();
    var defaults = new ArrayList<Expr>();
    while (!tokens.takeOperator(")")) {
      names.add(tokens.name("the name of a parameter"));
      if (tokens.takeOperator("=")) {
        defaults.add(expressions.expression());
      } else if (!defaults.isEmpty()) {
        throw tokens.error("a parameter without default follows one with a default");
      }
      if (!tokens.peek().isOperator(")")) {
        tokens.expectOperator(",");
      }
    }
    return new Signature(names, defaults);
  }

  /** What a value is assigned to: a name, several with commas, or a namespace's attribute. */
  private Expr target(boolean attributes) {
    Expr first = oneTarget(attributes);
    if (!tokens.peek().isOperator(",")) {
      return first;
    }
    return new TupleOf(targets(first));
  }

  private List<Expr> targets(Expr first) {
    var targets = new ArrayList<Expr>(List.of(first));
    while (tokens.takeOperator(",")) {
      if (tokens.peek().is(Token.Type.NAME) || tokens.peek().isOperator("(")) {
        targets.add(oneTarget(false));
      }
    }
    return targets;
  }

  private Expr oneTarget(boolean attributes) {
    if (tokens.takeOperator("(")) {
      Expr target = target(false);
      tokens.expectOperator(")");
      return target;
    }
    var name = new Expr.Name(tokens.name("the name of a variable"));
    return attributes && tokens.takeOperator(".")
        ? new Attribute(name, tokens.name("the name of an attribute"))
        : name;
  }
}
