package intelmq.harmonization;

/**
 * Why a value was not taken into a message.
 *
 * @param code {@code invalid-value} or {@code key-exists}
 * @param field the field it was meant for
 * @param message one sentence for the analyst, with the value, shortened
 */
public record Refusal(String code, Field field, String message) {}
