package intelmq.localstack.template;

import java.util.List;
import java.util.Map;

/** A value as written in a template, its intrinsic functions not yet called. */
sealed interface Node {

  /** File and line. */
  String place();

  /** A text, boolean, whole number or decimal. */
  record Scalar(String place, Object value) implements Node {}

  /** A list. */
  record Sequence(String place, List<Node> items) implements Node {}

  /** A map, in the order written. */
  record Mapping(String place, Map<String, Node> entries) implements Node {}

  /** An intrinsic function by its full name, whichever form it was written in. */
  record Call(String place, String function, Node argument) implements Node {}

  default TemplateException error(String element, String problem) {
    return new TemplateException(place() + ": " + element, problem);
  }

  default Map<String, Node> entries(String element) {
    if (this instanceof Mapping mapping) {
      return mapping.entries();
    }
    throw error(element, "expected a map");
  }

  default List<Node> items(String element) {
    if (this instanceof Sequence sequence) {
      return sequence.items();
    }
    throw error(element, "expected a list");
  }

  default String text(String element) {
    if (this instanceof Scalar scalar) {
      return scalar.value().toString();
    }
    throw error(element, "expected a text");
  }
}
