package intelmq.harmonization;

import intelmq.python.Equality;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Python's {@code ==} for JSON values with lists and maps. */
final class PythonValues {
  private PythonValues() {}

  static boolean same(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Map<?, ?> left && b instanceof Map<?, ?> right) {
      return left.size() == right.size()
          && left.entrySet().stream()
              .allMatch(entry ->
                  right.containsKey(entry.getKey())
                      && same(entry.getValue(), right.get(entry.getKey())));
    }
    if (a instanceof List<?> left && b instanceof List<?> right) {
      if (left.size() != right.size()) {
        return false;
      }
      for (int i = 0; i < left.size(); i++) {
        if (!same(left.get(i), right.get(i))) {
          return false;
        }
      }
      return true;
    }
    return Equality.equal(a == null ? Json.NULL : a, b == null ? Json.NULL : b);
  }
}
