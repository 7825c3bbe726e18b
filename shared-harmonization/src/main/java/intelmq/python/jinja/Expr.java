package intelmq.python.jinja;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An expression of a template. */
sealed interface Expr {
  /** A value that stands there. */
  record Literal(Object value) implements Expr {}

  record Name(String name) implements Expr {}

  record ListOf(List<Expr> items) implements Expr {}

  record TupleOf(List<Expr> items) implements Expr {}

  record DictOf(List<Expr> keys, List<Expr> values) implements Expr {}

  /** {@code base.name}. */
  record Attribute(Expr base, String name) implements Expr {}

  /** {@code base[key]}. */
  record Item(Expr base, Expr key) implements Expr {}

  /** {@code base[start:stop:step]}. */
  record Slice(Expr base, @Nullable Expr start, @Nullable Expr stop, @Nullable Expr step)
      implements Expr {}

  record Call(Expr function, Given given) implements Expr {}

  /** {@code input|name(given)}; a filter of a block has no input. */
  record Filter(@Nullable Expr input, String name, Given given) implements Expr {}

  /** {@code input is name(given)}. */
  record Test(Expr input, String name, Given given) implements Expr {}

  record Unary(String operator, Expr operand) implements Expr {}

  record Binary(String operator, Expr left, Expr right) implements Expr {}

  /** {@code first < second <= third}. */
  record Compare(Expr first, List<Step> steps) implements Expr {}

  /** An operator and what is to the right of it. */
  record Step(String operator, Expr right) {}

  /** {@code then if test else otherwise}. */
  record Conditional(Expr test, Expr then, @Nullable Expr otherwise) implements Expr {}

  /** Arguments that are not evaluated yet. */
  record Given(List<Expr> positional, Map<String, Expr> named) {
    static final Given NOTHING = new Given(List.of(), Map.of());
  }
}
