package intelmq.ctl;

import intelmq.docs.TypeExample;
import intelmq.harmonization.DateTimes;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.FieldType;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import intelmq.harmonization.Nearest;
import intelmq.harmonization.Refusal;
import intelmq.harmonization.Types;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What became of a value.
 *
 * @param accepted whether it was taken
 * @param lines what there is to say of it
 */
record ValueCheck(boolean accepted, List<String> lines) {
  /** Types that a value may have been meant for, of which each takes little of what others do. */
  private static final List<FieldType> MEANT =
      List.of(Types.IP_ADDRESS, Types.IP_NETWORK, Types.URL, Types.FQDN);

  /** What looks like a domain name; the type FQDN takes much more. */
  private static final Pattern DOMAIN = Pattern.compile("\\S+\\.[A-Za-z]\\S*");

  /** What a type makes of a value. */
  static ValueCheck ofType(FieldType type, Object value, InstantSource clock) {
    var lines = head(type.name(), value);
    TypeExample check = TypeExample.of(type, value, clock);
    if (check.accepted()) {
      lines.add(line("becomes", check.becomesJson()));
      lines.add("accepted");
      return new ValueCheck(true, lines);
    }
    lines.addAll(refused(type, check));
    meant(type, value, clock)
        .ifPresent(other -> lines.add(line("hint", "it is a valid " + other.name())));
    lines.add("refused");
    return new ValueCheck(false, lines);
  }

  /** What an event makes of a value for a field. */
  static ValueCheck ofField(
      Field field, Object value, Harmonization harmonization, InstantSource clock) {
    var lines = head(field.name() + " (" + field.type().name() + ")", value);
    Event event = new Event(harmonization);
    if (!field.equals(Fields.TIME_OBSERVATION)
        && harmonization.find(Fields.TIME_OBSERVATION.name()).isPresent()) {
      event.add(Fields.TIME_OBSERVATION, DateTimes.text(clock.instant()));
    }
    if (event.put(field, value)) {
      if (!event.has(field)) {
        lines.add(line("becomes", "nothing, for all its members are empty"));
      }
      event.forEach((name, stored) -> {
        if (name.equals(field.name())) {
          lines.add(line("becomes", Json.text(stored)));
        } else if (!name.equals(Fields.TIME_OBSERVATION.name())) {
          lines.add(line("becomes", name + " = " + Json.text(stored)));
        }
      });
      lines.add("accepted");
      return new ValueCheck(true, lines);
    }
    lines.addAll(
        event
            .refusal()
            .map(refusal -> refused(field, value, refusal, harmonization, clock))
            .orElse(List.of(line("because", "an empty value is none, and is passed over"))));
    lines.add(event.refusal().isPresent() ? "refused" : "passed over");
    return new ValueCheck(false, lines);
  }

  private static List<String> refused(
      Field field,
      Object value,
      Refusal refusal,
      Harmonization harmonization,
      InstantSource clock) {
    FieldType type = field.type();
    TypeExample check = TypeExample.of(type, value, clock);
    if (check.accepted()) {
      return List.of(
          line("becomes", check.becomesJson()),
          line("rule", rule(field, refusal, check)),
          line("because", refusal.message()));
    }
    var lines = new ArrayList<>(refused(type, check));
    meant(type, value, clock)
        .ifPresent(other ->
            lines.add(
                line(
                    "hint",
                    "it is a valid " + other.name() + sibling(field, other, harmonization))));
    return lines;
  }

  /** Which of the field's own rules it was; the type has none against it. */
  private static String rule(Field field, Refusal refusal, TypeExample check) {
    if (refusal.code().equals(Refusal.INVALID_KEY)) {
      return "names of fields, which those of members become";
    }
    String text = check.becomes() instanceof String string ? string : check.becomesJson();
    return field.maxLength() > 0 && text.codePoints().count() > field.maxLength()
        ? "the field's length"
        : "the field's regular expression";
  }

  private static List<String> refused(FieldType type, TypeExample check) {
    var lines = new ArrayList<String>();
    lines.add(line("rule", "the type " + type.name()));
    lines.add(
        line(
            "because",
            check.becomes() == null
                ? "nothing of this type can be made of it"
                : "it would become " + check.becomesJson() + ", which is not valid"));
    lines.add(line("takes", type.description()));
    if (!type.values().isEmpty()) {
      lines.add(line("values", String.join(", ", type.values())));
      if (check.becomes() instanceof String text) {
        Nearest.of(text, type.values())
            .ifPresent(name -> lines.add(line("hint", "did you mean '" + name + "'?")));
      }
    }
    return lines;
  }

  private static Optional<FieldType> meant(FieldType type, Object value, InstantSource clock) {
    if (!MEANT.contains(type) || !(value instanceof String text)) {
      return Optional.empty();
    }
    return MEANT.stream()
        .filter(other -> !other.equals(Types.IP_NETWORK) || text.indexOf('/') >= 0)
        .filter(other -> !other.equals(Types.FQDN) || DOMAIN.matcher(text).matches())
        .filter(other -> TypeExample.of(other, text, clock).accepted())
        .findFirst();
  }

  /** The field beside a field that takes another type; the shortest name is the most common. */
  private static String sibling(Field field, FieldType type, Harmonization harmonization) {
    String family = family(field);
    return harmonization.fields().stream()
        .filter(other -> other.type().equals(type) && family(other).equals(family))
        .map(Field::name)
        .min(Comparator.comparingInt(String::length))
        .map(name -> ", for which there is " + name)
        .orElse("");
  }

  private static String family(Field field) {
    return field.name().substring(0, field.name().lastIndexOf('.') + 1);
  }

  private static List<String> head(String name, Object value) {
    var lines = new ArrayList<String>();
    lines.add(name);
    lines.add(line("given", Json.text(value)));
    return lines;
  }

  private static String line(String title, String text) {
    return "  %-8s %s".formatted(title, text);
  }
}
