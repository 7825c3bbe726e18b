package intelmq.python.jinja;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables, in front of those of the scope around. */
final class Scope {
  private final @Nullable Scope around;
  private final Map<String, Object> variables = new HashMap<>();

  Scope(@Nullable Scope around) {
    this.around = around;
  }

  void set(String name, Object value) {
    variables.put(name, value);
  }

  /** The variable, or {@link Undefined}. */
  Object get(String name) {
    for (Scope scope = this; scope != null; scope = scope.around) {
      Object value = scope.variables.get(name);
      if (value != null) {
        return value;
      }
    }
    return Undefined.name(name);
  }
}
