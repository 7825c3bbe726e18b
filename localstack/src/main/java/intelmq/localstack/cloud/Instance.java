package intelmq.localstack.cloud;

import intelmq.localstack.cloud.Interference.Course;
import java.io.IOException;
import java.util.Map;

/** An environment of a function: its code was started, and takes one event after the other. */
interface Instance extends AutoCloseable {
  /**
   * Invokes the function with JSON; the JSON of its answer comes back. What the function throws is
   * thrown, or something that names it.
   */
  String invoke(String event, Course course);

  /** Whether it can be invoked once more. */
  boolean alive();

  @Override
  void close();

  /** Starts instances of one function. */
  @FunctionalInterface
  interface Starter {
    /**
     * Runs the handler's constructor.
     *
     * @param id of the environment
     * @throws IOException if the function's configuration is wrong
     */
    Instance start(String id, Map<String, String> variables) throws IOException;
  }
}
