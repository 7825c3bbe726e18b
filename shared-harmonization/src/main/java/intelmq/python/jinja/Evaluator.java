package intelmq.python.jinja;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives expressions their values. */
final class Evaluator {
  private final Budget budget;
  private final Arithmetic arithmetic;
  private final Access access;
  private final Filters filters;

  Evaluator(Budget budget) {
    this.budget = budget;
    arithmetic = new Arithmetic(budget);
    access = new Access(new Methods(budget));
    filters = new Filters(budget, access, arithmetic);
  }

  Object eval(Expr expression, Scope scope) {
    budget.step();
    budget.enter();
    Object value = value(expression, scope);
    budget.leave();
    return value;
  }

  private Object value(Expr expression, Scope scope) {
    return switch (expression) {
      case Literal(Object value) -> value;
      case Expr.Name(String name) -> scope.get(name);
      case ListOf(List<Expr> items) -> all(items, scope);
      case TupleOf(List<Expr> items) -> new Tuple(all(items, scope));
      case DictOf(List<Expr> keys, List<Expr> values) -> {
        Map<Object, Object> dict = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
          Object key = eval(keys.get(i), scope);
          Values.refuseAsKey(key);
          dict.put(key, eval(values.get(i), scope));
        }
        yield dict;
      }
      case Attribute(Expr base, String name) -> access.attribute(eval(base, scope), name);
      case Item(Expr base, Expr key) -> access.item(eval(base, scope), eval(key, scope));
      case Slice slice ->
          access.slice(
              eval(slice.base(), scope),
              bound(slice.start(), scope),
              bound(slice.stop(), scope),
              bound(slice.step(), scope));
      case Call(Expr function, Given given) -> call(eval(function, scope), arguments(given, scope));
      case Filter filter -> filter(filter, Undefined.PLAIN, scope);
      case Test(Expr input, String name, Given given) ->
          Tests.test(name, eval(input, scope), arguments(given, scope));
      case Unary(String operator, Expr operand) -> arithmetic.unary(operator, eval(operand, scope));
      case Binary(String operator, Expr left, Expr right) -> binary(operator, left, right, scope);
      case Compare(Expr first, List<Step> steps) -> compare(first, steps, scope);
      case Conditional conditional -> conditional(conditional, scope);
    };
  }

  /** What filters make of an input; it stands where the innermost one has none. */
  Object filter(Expr expression, Object text, Scope scope) {
    if (!(expression instanceof Filter filter)) {
      return eval(expression, scope);
    }
    budget.step();
    budget.enter();
    Object value = filter.input() == null ? text : filter(filter.input(), text, scope);
    budget.leave();
    return filters.apply(filter.name(), value, arguments(filter.given(), scope));
  }

  private Object conditional(Conditional conditional, Scope scope) {
    if (Values.truth(eval(conditional.test(), scope))) {
      return eval(conditional.then(), scope);
    }
    return conditional.otherwise() == null ? Undefined.PLAIN : eval(conditional.otherwise(), scope);
  }

  Arguments arguments(Given given, Scope scope) {
    if (given.positional().isEmpty() && given.named().isEmpty()) {
      return Arguments.NONE;
    }
    Map<String, Object> named = new LinkedHashMap<>();
    given.named().forEach((name, value) -> named.put(name, eval(value, scope)));
    return new Arguments(all(given.positional(), scope), named);
  }

  static Object call(Object function, Arguments arguments) {
    return switch (function) {
      case Callable callable -> callable.call(arguments);
      case Undefined undefined -> throw undefined.failure();
      default -> throw new Failure("'" + Values.type(function) + "' object is not callable");
    };
  }

  private List<Object> all(List<Expr> expressions, Scope scope) {
    List<Object> values = new ArrayList<>();
    expressions.forEach(expression -> values.add(eval(expression, scope)));
    return values;
  }

  private @Nullable Integer bound(@Nullable Expr expression, Scope scope) {
    return expression == null ? null : Access.bound(eval(expression, scope));
  }

  private Object binary(String operator, Expr left, Expr right, Scope scope) {
    Object first = eval(left, scope);
    return switch (operator) {
      case "and" -> Values.truth(first) ? eval(right, scope) : first;
      case "or" -> Values.truth(first) ? first : eval(right, scope);
      default -> arithmetic.binary(operator, first, eval(right, scope));
    };
  }

  private Object compare(Expr first, List<Step> steps, Scope scope) {
    Object left = eval(first, scope);
    for (Step step : steps) {
      Object right = eval(step.right(), scope);
      if (!Comparison.holds(step.operator(), left, right)) {
        return false;
      }
      left = right;
    }
    return true;
  }
}
