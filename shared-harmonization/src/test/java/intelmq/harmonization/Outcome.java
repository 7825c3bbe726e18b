package intelmq.harmonization;

import intelmq.python.Text;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a replayed call came to.
 *
 * @param result what it returned
 * @param refusal the code of a refusal, or null
 * @param state the message's fields after it, in order; null if there is no message
 */
record Outcome(
    @Nullable Object result, @Nullable String refusal, @Nullable Map<String, Object> state) {
  /** What there is no code for: what Java's types or a check at the start rule out. */
  static final String INVALID_ARGUMENT = "invalid-argument";

  /** The original's errors that have a code here; where it raised another, any refusal is right. */
  private static final Map<String, String> CODES =
      Map.of(
          "InvalidValue", Refusal.INVALID_VALUE,
          "InvalidKey", Refusal.INVALID_KEY,
          "KeyExists", Refusal.KEY_EXISTS,
          "KeyNotExists", Refusal.KEY_NOT_EXISTS,
          "InvalidArgument", INVALID_ARGUMENT,
          "KeyError", Refusal.KEY_NOT_EXISTS);

  /**
   * Of these the result says whether a value was stored; why not, if it was no refusal, it does
   * not.
   */
  private static final Set<String> STORING = Set.of("add", "change");

  /** Of these false is a refusal, too. */
  private static final Set<String> ANSWERING = Set.of("add", "is_valid");

  boolean agrees(RecordedStep step) {
    boolean sameResult =
        step.raises() == null
            ? refusal == null && sameResult(step)
            : isRefusal(step)
                && (!CODES.containsKey(step.raises())
                    || Objects.equals(CODES.get(step.raises()), refusal));
    return sameResult && RecordedStep.text(state).equals(RecordedStep.text(step.state()));
  }

  private boolean isRefusal(RecordedStep step) {
    return refusal != null || (ANSWERING.contains(step.op()) && Objects.equals(result, false));
  }

  private boolean sameResult(RecordedStep step) {
    return STORING.contains(step.op())
        ? Objects.equals(step.result(), true) == Objects.equals(result, true)
        : RecordedStep.text(step.result()).equals(RecordedStep.text(result));
  }

  /** As a rule for reasoned differences sees it. */
  @Override
  public String toString() {
    return (refusal == null ? Text.repr(result) : refusal.toLowerCase(Locale.ROOT))
        + " then "
        + RecordedStep.text(state);
  }
}
