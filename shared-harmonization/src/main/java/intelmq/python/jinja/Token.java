package intelmq.python.jinja;

/** A piece of a template. */
record Token(Type type, String text, int line) {
  enum Type {
    DATA,
    VARIABLE_BEGIN,
    VARIABLE_END,
    BLOCK_BEGIN,
    BLOCK_END,
    NAME,
    STRING,
    INTEGER,
    FLOAT,
    OPERATOR,
    END
  }

  boolean is(Type other) {
    return type == other;
  }

  boolean isOperator(String operator) {
    return type == Type.OPERATOR && text.equals(operator);
  }

  boolean isName(String name) {
    return type == Type.NAME && text.equals(name);
  }

  /** For messages. */
  String shown() {
    return switch (type) {
      case END -> "the end of the template";
      case VARIABLE_END -> "'}}'";
      case BLOCK_END -> "'%}'";
      case STRING -> "a text";
      default -> "'" + text + "'";
    };
  }
}
