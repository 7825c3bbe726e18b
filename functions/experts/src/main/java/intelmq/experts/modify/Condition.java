package intelmq.experts.modify;

import com.google.re2j.Matcher;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.TextPattern;
import intelmq.python.Equality;

/** What a rule expects of one field. */
sealed interface Condition {
  /** The field that is looked at. */
  Field field();

  /** Whether the event is as expected; what a regular expression found goes to the groups. */
  boolean holds(Event event, Groups groups);

  /** The field has no value. */
  record Absent(Field field) implements Condition {
    @Override
    public boolean holds(Event event, Groups groups) {
      return !event.has(field);
    }
  }

  /** The field's text contains a match of a regular expression. */
  record Matches(Field field, TextPattern pattern) implements Condition {
    @Override
    public boolean holds(Event event, Groups groups) {
      String text = event.text(field);
      Matcher matcher = text == null ? null : pattern.find(text);
      if (matcher != null) {
        groups.put(field, matcher);
      }
      return matcher != null;
    }
  }

  /** The field has this value, as Python compares values: 1, 1.0 and true are equal. */
  record Equals(Field field, Object value) implements Condition {
    @Override
    public boolean holds(Event event, Groups groups) {
      return event.has(field) && Equality.equal(event.get(field), value);
    }
  }
}
