package intelmq.runtime;

import java.io.IOException;
import java.util.Map;

/** Announces what happened on the stack's event bus. */
@FunctionalInterface
public interface Announcer {
  /** Puts an event of source {@code intelmq} on the bus. */
  void announce(String detailType, Map<String, ?> detail) throws IOException;
}
