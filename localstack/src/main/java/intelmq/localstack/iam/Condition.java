package intelmq.localstack.iam;

import intelmq.localstack.template.Properties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A condition of a statement: one key's value must match one of some texts. */
record Condition(Operator operator, String key, List<String> values) {
  private static final Set<String> KEYS =
      Set.of("aws:SecureTransport", "aws:SourceAccount", "aws:SourceArn", "s3:prefix");

  private static final Map<String, Operator> OPERATORS =
      Map.of(
          "StringEquals", Operator.STRING_EQUALS,
          "StringLike", Operator.STRING_LIKE,
          // which do the same
          "ArnEquals", Operator.ARN_LIKE,
          "ArnLike", Operator.ARN_LIKE,
          "Bool", Operator.BOOL);

  enum Operator {
    STRING_EQUALS,
    STRING_LIKE,
    ARN_LIKE,
    BOOL
  }

  Condition {
    values = List.copyOf(values);
  }

  /** Reads the element Condition; an operator or key that is not known is an error. */
  static List<Condition> of(Properties element) {
    var conditions = new ArrayList<Condition>();
    for (String name : element.values().keySet()) {
      Operator operator = OPERATORS.get(name);
      if (operator == null) {
        throw element.error("condition operator " + name + " is not supported");
      }
      Properties operands = element.map(name);
      for (String key : operands.values().keySet()) {
        if (!KEYS.contains(key)) {
          throw operands.error("condition key " + key + " is not supported");
        }
        conditions.add(new Condition(operator, key, operands.texts(key)));
      }
    }
    return List.copyOf(conditions);
  }

  /** Whether it holds; it does not where the call says nothing of the key. */
  boolean holds(Map<String, String> context) {
    String actual = context.get(key);
    return actual != null && values.stream().anyMatch(value -> matches(value, actual));
  }

  private boolean matches(String wanted, String actual) {
    return switch (operator) {
      case STRING_EQUALS -> actual.equals(wanted);
      case STRING_LIKE -> Glob.matches(wanted, actual);
      case ARN_LIKE -> matchesArn(wanted, actual);
      case BOOL -> actual.equalsIgnoreCase(wanted);
    };
  }

  /** Each of the six parts of an ARN for itself. */
  private static boolean matchesArn(String wanted, String actual) {
    String[] patterns = wanted.split(":", 6);
    String[] parts = actual.split(":", 6);
    boolean same = patterns.length == parts.length;
    for (int i = 0; same && i < parts.length; i++) {
      same = Glob.matches(patterns[i], parts[i]);
    }
    return same;
  }
}
