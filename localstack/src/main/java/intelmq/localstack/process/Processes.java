package intelmq.localstack.process;

import java.util.Set;

/**
 * Which functions run in processes of their own.
 *
 * @param stages the stages of these functions
 * @param most processes of a function at a time, each of which handles one invocation at a time
 */
public record Processes(Set<String> stages, int most) {
  /** No function does. */
  public static final Processes NONE = new Processes(Set.of(), 1);

  /** Takes a copy of the set. */
  public Processes {
    stages = Set.copyOf(stages);
    if (most < 1) {
      throw new IllegalArgumentException("at least one process is needed, not " + most);
    }
  }
}
