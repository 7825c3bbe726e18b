package intelmq.localstack.server;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import software.amazon.event.ruler.GenericMachine;
import software.amazon.event.ruler.RuleCompiler;

/**
 * EventBridge's buses: rules that pass on the events their pattern matches, by AWS's own matcher.
 */
public final class EventBus implements EventSink {
  private final Map<String, GenericMachine<Rule>> buses = new ConcurrentHashMap<>();
  private final Set<String> names = ConcurrentHashMap.newKeySet();

  /**
   * Adds a rule; the target receives matching events on the thread that puts them, and deals with
   * its own errors.
   *
   * @param pattern the event pattern as JSON
   * @throws IllegalArgumentException for a pattern EventBridge would refuse, or a second rule of
   *     one name
   */
  public void addRule(String bus, String name, String pattern, Consumer<String> target) {
    String problem = RuleCompiler.check(pattern);
    if (problem != null) {
      throw new IllegalArgumentException("Rule " + name + " has a bad event pattern: " + problem);
    }
    if (!names.add(bus + "/" + name)) {
      throw new IllegalArgumentException("Rule " + name + " is on bus " + bus + " already");
    }
    try {
      buses
          .computeIfAbsent(bus, _ -> GenericMachine.<Rule>builder().build())
          .addRule(new Rule(name, target), pattern);
    } catch (IOException e) {
      throw new IllegalArgumentException("Rule " + name + " has a bad event pattern", e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when the event is not JSON
   */
  @Override
  public void put(String bus, String event) {
    var machine = buses.get(bus);
    if (machine != null) {
      matching(machine, event).forEach(rule -> rule.target().accept(event));
    }
  }

  private static List<Rule> matching(GenericMachine<Rule> machine, String event) {
    try {
      return machine.rulesForJSONEvent(event);
    } catch (Exception e) {
      throw new IllegalArgumentException("Not an event: " + event, e);
    }
  }

  private record Rule(String name, Consumer<String> target) {}
}
