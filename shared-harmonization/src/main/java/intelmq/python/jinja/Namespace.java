package intelmq.python.jinja;

import java.util.LinkedHashMap;
import java.util.Map;

/** Variables that are seen from all scopes that see the namespace. */
final class Namespace implements Attributes {
  private final Map<String, Object> variables;

  Namespace(Map<String, Object> variables) {
    this.variables = new LinkedHashMap<>(variables);
  }

  void set(String name, Object value) {
    variables.put(name, value);
  }

  @Override
  public Object attribute(String name) {
    return variables.getOrDefault(name, Undefined.member(this, name));
  }

  @Override
  public String toString() {
    return "<Namespace " + Values.str(variables) + ">";
  }
}
