package intelmq.harmonization;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one kind of message, by name. */
final class Definitions {
  /** What the names of the fields below {@code extra} begin with. */
  static final String EXTRA_PREFIX = "extra.";

  /** Most characters of a field's name: every name that is met is kept for a while. */
  static final int LONGEST_NAME = 1024;

  private static final int LONGEST_SHOWN = 80;

  private final Origin origin;
  private final Map<String, Field> byName;

  /** The fields of type JSONDict. */
  private final List<Field> dicts;

  private volatile Names names;

  /** The origin tells fields of these definitions from others of the same name. */
  Definitions(Origin origin, Collection<Field> fields) {
    this.origin = origin;
    this.byName = LinkedHashMap.newLinkedHashMap(fields.size());
    fields.forEach(field -> byName.put(field.name(), field));
    this.dicts = fields.stream().filter(Field::isDict).toList();
    this.names = new Names(this);
  }

  Collection<Field> fields() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /** The names that messages had so far; too many are forgotten. */
  Names names() {
    Names current = names;
    if (current.isFull()) {
      current = new Names(this);
      names = current;
    }
    return current;
  }

  /** The field of this name, configured or below a configured one of type JSONDict; or null. */
  @Nullable Field find(String name) {
    Field field = byName.get(name);
    return field == null ? below(name) : field;
  }

  /** As {@link #find}, for a field of any harmonisation. */
  @Nullable Field definition(Field key) {
    if (key.isOf(origin)) {
      return key;
    }
    return find(key.name());
  }

  /** The field of type JSONDict that a name is below of; its first part alone tells. */
  @Nullable Field dictOf(String name) {
    for (Field dict : dicts) {
      String prefix = dict.prefix();
      if (prefix != null && name.startsWith(prefix)) {
        return dict;
      }
    }
    return null;
  }

  private @Nullable Field below(String name) {
    Field dict = dictOf(name);
    return dict != null && isName(name) ? dict.below(name) : null;
  }

  /** Whether fields have the same names and rules. */
  boolean sameAs(Definitions other) {
    return this == other
        || (byName.keySet().equals(other.byName.keySet())
            && byName.values().stream()
                .allMatch(field -> field.rules().equals(other.rulesOf(field.name()))));
  }

  private @Nullable List<Object> rulesOf(String name) {
    Field field = byName.get(name);
    return field == null ? null : field.rules();
  }

  /** What is wrong with a name that {@link #find} does not find. */
  String unknown(String name) {
    return name.length() > LONGEST_SHOWN
        ? "there is no field '" + name.substring(0, LONGEST_SHOWN) + "…'"
        : "there is no field '" + name + "'" + Nearest.hint(name, byName.keySet());
  }

  /**
   * Whether a text may be a field's name: lower-case words of letters, digits and underscores,
   * joined by dots; the first has at least two characters and no digit in front.
   */
  static boolean isName(String text) {
    if (text.length() > LONGEST_NAME) {
      return false;
    }
    int word = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (c == '.') {
        if (i == word || i == 1) {
          return false;
        }
        word = i + 1;
      } else if ((!digit && c != '_' && (c < 'a' || c > 'z')) || (digit && i == 0)) {
        return false;
      }
    }
    return text.length() > 1 && word < text.length();
  }

  /** What tells the fields of one set of definitions from others of the same names. */
  static final class Origin {}
}
