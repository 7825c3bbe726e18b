package intelmq.ctl.moving;

import intelmq.bot.config.BotSpec.Kind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A bot of an IntelMQ configuration.
 *
 * @param scheduled whether something else than IntelMQ starts it ({@code run_mode: scheduled})
 * @param parameters its own, without those about queues
 * @param queue the queue that it reads
 * @param destinations the queues that it sends to, by path
 */
public record SourceBot(
    String id,
    String module,
    Kind kind,
    boolean enabled,
    boolean scheduled,
    Map<String, @Nullable Object> parameters,
    String queue,
    Map<String, List<String>> destinations) {
  /** Takes copies of the maps. */
  public SourceBot {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    destinations = Collections.unmodifiableMap(new LinkedHashMap<>(destinations));
  }

  /** Whether it does exactly what another one does. */
  boolean isCopyOf(SourceBot other) {
    return module.equals(other.module)
        && enabled == other.enabled
        && parameters.equals(other.parameters)
        && destinations.equals(other.destinations);
  }

  /** Whether a parameter of it is true, as Python would see the text, too. */
  boolean isTrue(String parameter) {
    return Objects.toString(parameters.get(parameter), "").equalsIgnoreCase("true");
  }
}
