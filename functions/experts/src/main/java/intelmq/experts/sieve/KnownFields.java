package intelmq.experts.sieve;

import intelmq.experts.sieve.Value.Literal;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.FieldType;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Types;
import java.util.Set;

/** The deployment's fields as rules name them. */
final class KnownFields {
  private static final Set<FieldType> NUMERIC =
      Set.of(Types.INTEGER, Types.FLOAT, Types.ACCURACY, Types.ASN);

  private static final Set<Object> EMPTY = Set.of("", "-", "N/A");

  private final Harmonization harmonization;

  /** Has a day, for values that leave theirs open. */
  private final Event probe;

  KnownFields(Harmonization harmonization) {
    this.harmonization = harmonization;
    this.probe = new Event(harmonization);
    probe.addIfValid(Fields.TIME_OBSERVATION, "2026-01-31T00:00:00+00:00");
  }

  Field get(Key key) {
    try {
      return harmonization.field(key.name());
    } catch (IllegalArgumentException e) {
      throw new SieveException(key.place(), String.valueOf(e.getMessage()));
    }
  }

  /** A field that has a number, if it has a value. */
  Field number(Key key, Place operand) {
    Field field = get(key);
    if (!NUMERIC.contains(field.type())) {
      throw new SieveException(
          operand,
          "'%s' is of type %s and cannot be compared with numbers"
              .formatted(field.name(), field.type().name()));
    }
    return field;
  }

  /** A field that may have a time. */
  Field time(Key key) {
    Field field = get(key);
    if (!field.type().equals(Types.DATE_TIME) && !field.type().equals(Types.ANY)) {
      throw new SieveException(
          key.place(),
          "'%s' is of type %s, which is no time".formatted(field.name(), field.type().name()));
    }
    return field;
  }

  /** A value that a field never takes would set every event aside; an empty one clears it. */
  void requireValid(Field field, Literal value) {
    Object plain = value.plain();
    if (!EMPTY.contains(plain) && !probe.isValid(field, plain)) {
      throw new SieveException(
          value.place(),
          "expected a value that '%s' takes: %s".formatted(field.name(), field.type().name()));
    }
  }

  static boolean isAddress(Field field) {
    return field.type().equals(Types.IP_ADDRESS);
  }
}
