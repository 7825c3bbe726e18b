package intelmq.python.jinja;

import intelmq.python.jinja.Expr.Given;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One rendering of a template. */
final class Interpreter {
  private static final String CALLER = "caller";

  private final Budget budget = new Budget();
  private final Evaluator evaluator = new Evaluator(budget);
  private final Output out = new Output(budget);
  private int line = 1;

  String render(List<Node> nodes, Map<String, ?> variables) {
    var globals = new Scope(null);
    Globals.ALL.forEach(globals::set);
    globals.set("range", Globals.range(budget));
    var scope = new Scope(globals);
    variables.forEach(scope::set);
    try {
      return text(nodes, scope);
    } catch (Failure | ArithmeticException | IllegalArgumentException e) {
      throw new TemplateException(line, String.valueOf(e.getMessage()));
    }
  }

  private String text(List<Node> nodes, Scope scope) {
    int start = out.length();
    render(nodes, scope);
    return out.cut(start);
  }

  private void render(List<Node> nodes, Scope scope) {
    budget.enter();
    for (Node node : nodes) {
      budget.step();
      line = node.line();
      render(node, scope);
    }
    budget.leave();
  }

  private void render(Node node, Scope scope) {
    switch (node) {
      case Data data -> out.add(data.text());
      case Print print -> out.add(Values.str(evaluator.eval(print.value(), scope)));
      case If choice -> render(chosen(choice, scope), scope);
      case For loop -> loop(loop, evaluator.eval(loop.items(), scope), 0, scope);
      case Node.Set set -> assign(set.target(), evaluator.eval(set.value(), scope), scope);
      case SetBlock set -> {
        Object text = text(set.body(), new Scope(scope));
        Object value = set.filter() == null ? text : evaluator.filter(set.filter(), text, scope);
        assign(set.target(), value, scope);
      }
      case MacroNode macro ->
          scope.set(macro.name(), macro(macro.name(), macro.signature(), macro.body(), scope));
      case CallBlock block -> call(block, scope);
      case FilterBlock block -> {
        String text = text(block.body(), new Scope(scope));
        out.add(Values.str(evaluator.filter(block.filter(), text, scope)));
      }
      case With with -> {
        var inner = new Scope(scope);
        for (int i = 0; i < with.targets().size(); i++) {
          assign(with.targets().get(i), evaluator.eval(with.values().get(i), scope), inner);
        }
        render(with.body(), inner);
      }
    }
  }

  private List<Node> chosen(If choice, Scope scope) {
    for (Branch branch : choice.branches()) {
      if (Values.truth(evaluator.eval(branch.test(), scope))) {
        return branch.body();
      }
    }
    return choice.otherwise();
  }

  private void loop(For loop, Object items, int depth, Scope scope) {
    List<Object> chosen = new ArrayList<>();
    for (Object item : Values.items(items)) {
      budget.step();
      var inner = new Scope(scope);
      assign(loop.target(), item, inner);
      if (loop.condition() == null || Values.truth(evaluator.eval(loop.condition(), inner))) {
        chosen.add(item);
      }
    }
    if (chosen.isEmpty()) {
      render(loop.otherwise(), scope);
      return;
    }
    var state =
        new Loop(
            chosen,
            depth,
            arguments -> {
              if (!loop.recursive()) {
                throw new Failure("the loop is not marked as recursive");
              }
              int start = out.length();
              loop(loop, arguments.get(0, "iterable"), depth + 1, scope);
              return out.cut(start);
            });
    for (int i = 0; i < chosen.size(); i++) {
      state.at(i);
      var inner = new Scope(scope);
      inner.set("loop", state);
      assign(loop.target(), chosen.get(i), inner);
      render(loop.body(), inner);
    }
  }

  private Callable macro(String name, Signature signature, List<Node> body, Scope scope) {
    return arguments -> {
      List<String> names = signature.names();
      if (arguments.positional().size() > names.size()) {
        throw new Failure("'" + name + "' takes at most " + names.size() + " arguments");
      }
      for (String given : arguments.named().keySet()) {
        if (!names.contains(given) && !given.equals(CALLER)) {
          throw new Failure("'" + name + "' has no argument '" + given + "'");
        }
      }
      var inner = new Scope(scope);
      int required = names.size() - signature.defaults().size();
      for (int i = 0; i < names.size(); i++) {
        Object byDefault = Undefined.name(names.get(i));
        if (i >= required && !arguments.has(i, names.get(i))) {
          byDefault = evaluator.eval(signature.defaults().get(i - required), inner);
        }
        inner.set(names.get(i), arguments.get(i, names.get(i), byDefault));
      }
      Object caller = arguments.named().get(CALLER);
      if (caller != null) {
        inner.set(CALLER, caller);
      }
      int calledAt = line;
      String text = text(body, inner);
      line = calledAt;
      return text;
    };
  }

  private void call(CallBlock block, Scope scope) {
    Given given = block.call().given();
    Arguments arguments = evaluator.arguments(given, scope);
    Map<String, Object> named = new LinkedHashMap<>(arguments.named());
    named.put(CALLER, macro(CALLER, block.signature(), block.body(), scope));
    Object function = evaluator.eval(block.call().function(), scope);
    Object text = Evaluator.call(function, new Arguments(arguments.positional(), named));
    out.add(Values.str(text));
  }

  private void assign(Expr target, Object value, Scope scope) {
    switch (target) {
      case Expr.Name(String name) -> scope.set(name, value);
      case Expr.Attribute(Expr base, String name) -> {
        if (!(evaluator.eval(base, scope) instanceof Namespace namespace)) {
          throw new Failure("attributes of a namespace only can be set");
        }
        namespace.set(name, value);
      }
      case Expr.TupleOf(List<Expr> targets) -> {
        List<Object> values = Values.items(value);
        if (values.size() != targets.size()) {
          throw new Failure(
              "expected " + targets.size() + " values to unpack, there are " + values.size());
        }
        for (int i = 0; i < targets.size(); i++) {
          assign(targets.get(i), values.get(i), scope);
        }
      }
      default -> throw new Failure("nothing can be assigned to an expression");
    }
  }

  /** What is written; parts of it can be taken back, to be a value. */
  private static final class Output {
    private final StringBuilder text = new StringBuilder();
    private final Budget budget;

    Output(Budget budget) {
      this.budget = budget;
    }

    void add(String more) {
      budget.output((long) text.length() + more.length());
      text.append(more);
    }

    int length() {
      return text.length();
    }

    String cut(int start) {
      String part = text.substring(start);
      text.setLength(start);
      budget.text(part.length());
      return part;
    }
  }
}
