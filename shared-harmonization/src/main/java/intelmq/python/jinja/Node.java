package intelmq.python.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a template, which stands in a line. */
sealed interface Node {
  int line();

  record Data(int line, String text) implements Node {}

  record Print(int line, Expr value) implements Node {}

  record If(int line, List<Branch> branches, List<Node> otherwise) implements Node {}

  /** What is rendered if a test holds. */
  record Branch(Expr test, List<Node> body) {}

  record For(
      int line,
      Expr target,
      Expr items,
      @Nullable Expr condition,
      boolean recursive,
      List<Node> body,
      List<Node> otherwise)
      implements Node {}

  record Set(int line, Expr target, Expr value) implements Node {}

  /** Sets a variable to the text of a body. */
  record SetBlock(int line, Expr target, @Nullable Expr filter, List<Node> body) implements Node {}

  record MacroNode(int line, String name, Signature signature, List<Node> body) implements Node {}

  /** Calls a macro that may call the body. */
  record CallBlock(int line, Expr.Call call, Signature signature, List<Node> body)
      implements Node {}

  record FilterBlock(int line, Expr filter, List<Node> body) implements Node {}

  record With(int line, List<Expr> targets, List<Expr> values, List<Node> body) implements Node {}

  /** A macro's parameters, of which the last ones may have defaults. */
  record Signature(List<String> names, List<Expr> defaults) {}
}
