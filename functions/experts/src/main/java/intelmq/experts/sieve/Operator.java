package intelmq.experts.sieve;

import intelmq.experts.sieve.Value.Literal;
import intelmq.experts.sieve.Value.Numeral;
import intelmq.experts.sieve.Value.Sequence;
import intelmq.experts.sieve.Value.Text;
import intelmq.experts.sieve.Value.Truth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a field is compared. */
enum Operator {
  EQUAL("=="),
  NOT_EQUAL("!="),
  LESS("<"),
  AT_MOST("<="),
  GREATER(">"),
  AT_LEAST(">="),
  CONTAINS(":contains"),
  MATCHES("=~"),
  MATCHES_NOT("!~"),
  IN(":in"),
  CONTAINS_ANY(":containsany"),
  MATCHES_ANY(":regexin"),
  WITHIN("<<"),
  BEFORE(":before"),
  AFTER(":after"),
  LIST_EQUAL(":equals"),
  SET_EQUAL(":setequals"),
  OVERLAPS(":overlaps"),
  SUBSET(":subsetof"),
  SUPERSET(":supersetof");

  private final String sign;

  Operator(String sign) {
    this.sign = sign;
  }

  private List<Operand> operands() {
    return switch (this) {
      case EQUAL, NOT_EQUAL -> List.of(Operand.TEXT, Operand.NUMBER, Operand.TRUTH);
      case LESS, AT_MOST, GREATER, AT_LEAST -> List.of(Operand.NUMBER);
      case CONTAINS, MATCHES, MATCHES_NOT, BEFORE, AFTER -> List.of(Operand.TEXT);
      case IN -> List.of(Operand.TEXTS, Operand.NUMBERS);
      case CONTAINS_ANY, MATCHES_ANY -> List.of(Operand.TEXTS);
      case WITHIN -> List.of(Operand.TEXT, Operand.TEXTS);
      case LIST_EQUAL, SET_EQUAL, OVERLAPS, SUBSET, SUPERSET -> List.of(Operand.LIST);
    };
  }

  /** What may stand after an operator. */
  private enum Operand {
    TEXT("a text"),
    NUMBER("a number"),
    TRUTH("true or false"),
    TEXTS("a list of texts"),
    NUMBERS("a list of numbers"),
    LIST("a list");

    private final String description;

    Operand(String description) {
      this.description = description;
    }

    boolean takes(Literal value) {
      return switch (this) {
        case TEXT -> value instanceof Text;
        case NUMBER -> value instanceof Numeral;
        case TRUTH -> value instanceof Truth;
        case TEXTS -> isListOf(Text.class, value);
        case NUMBERS -> isListOf(Numeral.class, value);
        case LIST -> value instanceof Sequence;
      };
    }

    private static boolean isListOf(Class<? extends Literal> type, Literal value) {
      return value instanceof Sequence list
          && !list.items().isEmpty()
          && list.items().stream().allMatch(type::isInstance);
    }
  }

  /** The operator that is written so. */
  static Optional<Operator> of(String sign) {
    return Arrays.stream(values()).filter(operator -> operator.sign.equals(sign)).findFirst();
  }

  /** All operators as they are written. */
  static List<String> signs() {
    return Arrays.stream(values()).map(operator -> operator.sign).toList();
  }

  boolean takes(Literal value) {
    return operands().stream().anyMatch(operand -> operand.takes(value));
  }

  /** What it takes, for messages. */
  String wanted() {
    return operands().stream()
        .map(operand -> operand.description)
        .collect(Collectors.joining(" or "));
  }

  @Override
  public String toString() {
    return sign;
  }
}
