package intelmq.localstack.template;

import org.jspecify.annotations.Nullable;

/** What the names in a template mean; {@code element} says whose value is being resolved. */
interface Scope {

  /** The value of a parameter, pseudo parameter or resource; null is AWS::NoValue. */
  @Nullable Object ref(Node at, String element, String name);

  /** An attribute of a resource. */
  Object attribute(Node at, String element, String resource, String attribute);

  /** Whether a condition holds. */
  boolean condition(Node at, String element, String name);

  /** The value at two keys of a mapping. */
  Node mapping(Node at, String element, String map, String first, String second);
}
