package intelmq.python.jinja;

/** A value with attributes, as in {@code loop.index}. */
interface Attributes {
  /** The attribute, or {@link Undefined}. */
  Object attribute(String name);
}
