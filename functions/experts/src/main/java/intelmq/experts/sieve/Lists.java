package intelmq.experts.sieve;

import intelmq.experts.sieve.Value.Sequence;
import intelmq.harmonization.Field;
import intelmq.python.Equality;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/** Comparisons of lists; of what is no list none holds. */
final class Lists {
  private Lists() {}

  /** The same values in the same order. */
  static Check equal(Field field, Sequence list) {
    List<Object> wanted = list.plain();
    return run -> run.event().get(field) instanceof List<?> own && Equality.equal(own, wanted);
  }

  /** The event's values as a set, compared with those of the rule. */
  static Check sets(Field field, Sequence list, BiPredicate<Set<Object>, Set<Object>> wanted) {
    Set<Object> right = Comparables.set(list.plain());
    return run -> {
      if (!(run.event().get(field) instanceof List<?> own)) {
        return false;
      }
      Set<Object> left = Comparables.trySet(own);
      return left == null
          ? run.refuse("no-set", field.name() + ": has lists or objects in it, so it is no set")
          : wanted.test(left, right);
    };
  }
}
