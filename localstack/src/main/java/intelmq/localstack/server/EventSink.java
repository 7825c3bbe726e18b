package intelmq.localstack.server;

/** Takes events put on an event bus. */
@FunctionalInterface
public interface EventSink {
  /**
   * Puts an event on a bus.
   *
   * @param bus the bus's name
   * @param event the whole event as JSON, as a rule's pattern sees it and a target receives it
   */
  void put(String bus, String event);
}
