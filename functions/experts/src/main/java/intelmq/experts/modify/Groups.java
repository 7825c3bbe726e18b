package intelmq.experts.modify;

import com.google.re2j.Matcher;
import intelmq.harmonization.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the regular expressions of a rule found in an event, by field. */
final class Groups {
  private final Map<Field, Matcher> found = new HashMap<>();

  void put(Field field, Matcher matcher) {
    found.put(field, matcher);
  }

  /** The text of a group, by number or name; null if it took no part in the match. */
  @Nullable String get(Field field, String group) {
    Matcher matcher = Objects.requireNonNull(found.get(field), field.name());
    return Character.isDigit(group.charAt(0))
        ? matcher.group(Integer.parseInt(group))
        : matcher.group(group);
  }
}
