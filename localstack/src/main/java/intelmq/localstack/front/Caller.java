package intelmq.localstack.front;

/**
 * Who calls.
 *
 * @param function the function's name
 * @param generation of the function's environment, from 1; 0 for Lambda itself, which reads the
 *     queue with the function's role
 * @param key the access key of this caller alone
 */
public record Caller(String function, int generation, String key) {
  /** The environment's name, as {@code intelmq-filter.2}. */
  public String id() {
    return function + "." + generation;
  }

  /** Whether it is Lambda itself, which reads the function's queue. */
  public boolean isPoller() {
    return generation == 0;
  }
}
