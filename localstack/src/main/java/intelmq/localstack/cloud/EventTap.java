package intelmq.localstack.cloud;

import intelmq.localstack.server.EventSink;
import intelmq.localstack.server.ObjectCreated;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes what servers report from their start on, and passes it on once there is somebody to take
 * it.
 */
final class EventTap implements ObjectCreated.Listener, EventSink {
  private ObjectCreated.@Nullable Listener objects;
  private @Nullable EventSink events;

  synchronized void connect(ObjectCreated.Listener newObjects, EventSink newEvents) {
    objects = newObjects;
    events = newEvents;
  }

  @Override
  public void created(ObjectCreated object) {
    listener().created(object);
  }

  @Override
  public void put(String bus, String event) {
    sink().put(bus, event);
  }

  private synchronized ObjectCreated.Listener listener() {
    return Objects.requireNonNull(objects);
  }

  private synchronized EventSink sink() {
    return Objects.requireNonNull(events);
  }
}
