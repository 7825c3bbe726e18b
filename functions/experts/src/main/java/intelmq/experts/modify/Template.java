package intelmq.experts.modify;

import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Nearest;
import intelmq.python.Format;
import intelmq.python.Format.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A text with places for the event's values and for what the conditions found in them. */
final class Template {
  private static final List<String> NAMES = List.of("msg", "matches");

  private final Format format;
  private final Map<String, Field> fields = new HashMap<>();
  private final List<Field> needed;

  /**
   * Reads a template.
   *
   * @param conditions those of the rule, whose regular expressions have the groups
   * @throws IllegalArgumentException if it asks for what there cannot be
   */
  Template(String text, List<Condition> conditions, Harmonization harmonization) {
    format = Format.of(text);
    for (Place place : format.places()) {
      check(place);
      Field field = harmonization.field(place.key());
      if (place.name().equals("matches")) {
        checkGroup(place, field, conditions);
      }
      fields.put(place.key(), field);
    }
    needed =
        format.places().stream()
            .filter(place -> place.name().equals("msg"))
            .map(place -> field(place.key()))
            .distinct()
            .toList();
  }

  /** Whether it has no places. */
  boolean isConstant() {
    return fields.isEmpty();
  }

  /** The text of a template without places. */
  String constant() {
    return format.apply(place -> null);
  }

  /** A field that it needs and the event does not have, or null. */
  @Nullable Field missing(Event event) {
    for (Field field : needed) {
      if (!event.has(field)) {
        return field;
      }
    }
    return null;
  }

  String apply(Event event, Groups groups) {
    return format.apply(place ->
        place.name().equals("msg")
            ? event.get(field(place.key()))
            : groups.get(field(place.key()), place.keys().getLast()));
  }

  private Field field(String name) {
    return Objects.requireNonNull(fields.get(name), name);
  }

  private static void check(Place place) {
    if (!NAMES.contains(place.name())) {
      throw new IllegalArgumentException(
          "expected {msg[FIELD]} or {matches[FIELD][GROUP]}, not {"
              + place.name()
              + "}"
              + Nearest.hint(place.name(), NAMES));
    }
    int keys = place.name().equals("msg") ? 1 : 2;
    if (place.keys().size() != keys) {
      throw new IllegalArgumentException(
          "expected "
              + (keys == 1 ? "one name in brackets after msg" : "a field and a group after matches")
              + ": {msg[FIELD]}, {matches[FIELD][GROUP]}");
    }
    if (!place.spec().isEmpty()) {
      throw new IllegalArgumentException(
          "a format after a colon is not supported: ':" + place.spec() + "'");
    }
  }

  private static void checkGroup(Place place, Field field, List<Condition> conditions) {
    String group = place.keys().getLast();
    for (Condition condition : conditions) {
      if (condition.field().equals(field) && condition instanceof Condition.Matches matches) {
        boolean there =
            matches.pattern().groupNames().contains(group)
                || (group.matches("[0-9]{1,4}")
                    && Integer.parseInt(group) <= matches.pattern().groups());
        if (!there) {
          throw new IllegalArgumentException(
              "the regular expression of '%s' has no group '%s'%s"
                  .formatted(
                      field.name(), group, Nearest.hint(group, matches.pattern().groupNames())));
        }
        return;
      }
    }
    throw new IllegalArgumentException(
        "the rule has no regular expression for '" + field.name() + "' below 'if'");
  }
}
