package intelmq.python.jinja;

/** The value of what is not there; nothing can be done with it but to ask for it and write it. */
record Undefined(String reason) {
  /** Nothing is known about it but that it is not there. */
  static final Undefined PLAIN = new Undefined("a value is undefined");

  static Undefined name(String name) {
    return new Undefined("'" + name + "' is undefined");
  }

  static Undefined member(Object base, Object key) {
    return new Undefined("'" + Values.type(base) + "' has no '" + Values.str(key) + "'");
  }

  Failure failure() {
    return new Failure(reason);
  }

  @Override
  public String toString() {
    return "";
  }
}
