package intelmq.harmonization;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one kind of message, by name. */
final class Definitions {
  private final Origin origin;
  private final Map<String, Field> byName;

  /** The origin tells fields of these definitions from others of the same name. */
  Definitions(Origin origin, Collection<Field> fields) {
    this.origin = origin;
    this.byName = LinkedHashMap.newLinkedHashMap(fields.size());
    fields.forEach(field -> byName.put(field.name(), field));
  }

  Collection<Field> fields() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /** The field of this name, configured or below a configured one of type JSONDict; or null. */
  @Nullable Field find(String name) {
    Field field = byName.get(name);
    return field == null && isBelowDict(name) ? Field.free(origin, name) : field;
  }

  /** As {@link #find}, for a field of any harmonisation. */
  @Nullable Field definition(Field key) {
    if (key.isOf(origin)) {
      return key;
    }
    Field field = byName.get(key.name());
    if (field != null) {
      return field;
    }
    return isBelowDict(key.name()) ? Field.free(origin, key.name()) : null;
  }

  /** Only the part before the first dot tells what a name is below of. */
  private boolean isBelowDict(String name) {
    int dot = name.indexOf('.');
    if (dot <= 0) {
      return false;
    }
    Field parent = byName.get(name.substring(0, dot));
    return parent != null && parent.isDict() && isName(name);
  }

  String unknown(String name) {
    return "there is no field '" + name + "'" + Nearest.hint(name, byName.keySet());
  }

  /**
   * Whether a text may be a field's name: lower-case words of letters, digits and underscores,
   * joined by dots; the first has at least two characters and no digit in front.
   */
  static boolean isName(String text) {
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
