package intelmq.harmonization;

/**
 * Why a value was not taken into a message.
 *
 * @param code one of the codes below
 * @param field the field it was meant for
 * @param message one sentence for the analyst, with the value, shortened
 */
public record Refusal(String code, Field field, String message) {
  /** The field does not take this value. */
  public static final String INVALID_VALUE = "invalid-value";

  /** The harmonisation has no such field. */
  public static final String INVALID_KEY = "invalid-key";

  /** The field has a value. */
  public static final String KEY_EXISTS = "key-exists";

  /** The field has no value. */
  public static final String KEY_NOT_EXISTS = "key-not-exists";
}
