package intelmq.localstack.faults;

import intelmq.localstack.front.Service;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The services that are down at the moment. */
final class Outages {
  private final Map<Service, Long> ends = new ConcurrentHashMap<>();

  /** A service goes down for a while. */
  void begin(Service service, Duration time) {
    ends.put(service, System.nanoTime() + time.toNanos());
  }

  /** Whether a service is down. */
  boolean isDown(Service service) {
    Long end = ends.get(service);
    return end != null && end - System.nanoTime() > 0;
  }

  /** How long it takes until none is down. */
  Duration remaining() {
    long now = System.nanoTime();
    return Duration.ofNanos(
        ends.values().stream().mapToLong(end -> Math.max(0, end - now)).max().orElse(0));
  }

  /** All are up again. */
  void end() {
    ends.clear();
  }
}
