package intelmq.localstack.process;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Which functions run in processes of their own.
 *
 * @param stages the stages of these functions
 * @param most processes of a function at a time, each of which handles one invocation at a time
 * @param timeLimits by stage, shorter than the template's
 */
public record Processes(Set<String> stages, int most, Map<String, Duration> timeLimits) {
  /** No function does. */
  public static final Processes NONE = new Processes(Set.of(), 1, Map.of());

  /** Takes copies. */
  public Processes {
    stages = Set.copyOf(stages);
    timeLimits = Map.copyOf(timeLimits);
    if (most < 1) {
      throw new IllegalArgumentException("at least one process is needed, not " + most);
    }
  }
}
