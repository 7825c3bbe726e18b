package intelmq.localstack.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a run under faults came to.
 *
 * @param seed the seed
 * @param wanted how many faults were wanted
 * @param faults how many there were, by kind
 * @param reports how many reports were delivered
 * @param events how many different events outputs hold
 * @param twice how many events are in more than one part of the output of files
 * @param setAside how many events were set aside because of faults
 * @param failures what is wrong, a sentence each; none if nothing was lost or delivered twice
 * @param time how long it took, without the reference
 */
public record Outcome(
    long seed,
    int wanted,
    Map<FaultKind, Integer> faults,
    int reports,
    int events,
    int twice,
    int setAside,
    List<String> failures,
    Duration time) {
  /** Takes copies. */
  public Outcome {
    faults = Map.copyOf(faults);
    failures = List.copyOf(failures);
  }

  /** How many faults there were. */
  public int injected() {
    return faults.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The command that does the same again. */
  public String command() {
    return "./intelmqctl local --faults " + seed + ":" + wanted;
  }
}
