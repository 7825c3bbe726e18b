package intelmq.experts.modify;

import intelmq.bot.Verdict;
import intelmq.bot.Verdict.Reject;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conditions, and what is set if all of them hold.
 *
 * @param name what the rule is called in messages
 */
record Rule(String name, List<Condition> conditions, List<Action> actions) {
  /** Takes copies of the lists. */
  Rule {
    conditions = List.copyOf(conditions);
    actions = List.copyOf(actions);
  }

  /** What the conditions found, or null if one of them does not hold. */
  @Nullable Groups match(Event event) {
    var groups = new Groups();
    for (Condition condition : conditions) {
      if (!condition.holds(event, groups)) {
        return null;
      }
    }
    return groups;
  }

  /** Sets the fields; returns why that is impossible, or null. */
  @Nullable Verdict apply(Event event, Groups groups, boolean overwrite) {
    for (Action action : actions) {
      Object value = action.value();
      if (value instanceof Template template) {
        Field missing = template.missing(event);
        if (missing != null) {
          return new Reject(
              "missing-field",
              "the rule '%s' needs %s, which has no value".formatted(name, missing.name()));
        }
        value = template.apply(event, groups);
      }
      if (overwrite) {
        event.put(action.field(), value);
      } else {
        event.addIfAbsent(action.field(), value);
      }
      if (event.refusal().isPresent()) {
        break;
      }
    }
    return null;
  }

  /**
   * What a field is set to.
   *
   * @param value a JSON value, or a {@link Template} that makes one; null removes the field's value
   */
  record Action(Field field, @Nullable Object value) {}
}
