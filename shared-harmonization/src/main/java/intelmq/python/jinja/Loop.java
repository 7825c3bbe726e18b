package intelmq.python.jinja;

import intelmq.python.Equality;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variable {@code loop}. */
final class Loop implements Attributes, Callable {
  private final List<Object> items;
  private final int depth;
  private final Callable recursion;
  private int at;
  private @Nullable Object last;

  Loop(List<Object> items, int depth, Callable recursion) {
    this.items = items;
    this.depth = depth;
    this.recursion = recursion;
  }

  void at(int index) {
    at = index;
  }

  @Override
  public Object call(Arguments arguments) {
    return recursion.call(arguments);
  }

  @Override
  public Object attribute(String name) {
    int size = items.size();
    return switch (name) {
      case "index" -> at + 1L;
      case "index0" -> (long) at;
      case "revindex" -> (long) size - at;
      case "revindex0" -> (long) size - at - 1;
      case "first" -> at == 0;
      case "last" -> at == size - 1;
      case "length" -> (long) size;
      case "depth" -> depth + 1L;
      case "depth0" -> (long) depth;
      case "previtem" -> at == 0 ? Undefined.PLAIN : items.get(at - 1);
      case "nextitem" -> at == size - 1 ? Undefined.PLAIN : items.get(at + 1);
      case "cycle" -> (Callable) this::cycle;
      case "changed" -> (Callable) this::changed;
      default -> Undefined.member(this, name);
    };
  }

  private Object cycle(Arguments arguments) {
    List<Object> values = arguments.positional();
    if (values.isEmpty()) {
      throw new Failure("cycle needs something to choose from");
    }
    return values.get(at % values.size());
  }

  private Object changed(Arguments arguments) {
    Object before = last;
    last = arguments.positional();
    return before == null || !Equality.equal(before, last);
  }
}
