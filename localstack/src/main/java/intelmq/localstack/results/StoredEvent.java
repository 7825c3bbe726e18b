package intelmq.localstack.results;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as it was found in an output's store, with the store's own mapping undone.
 *
 * @param output the stage that stored it
 * @param id the event's id
 * @param event its fields, flat; values as JSON has them
 */
public record StoredEvent(String output, String id, Map<String, @Nullable Object> event) {}
