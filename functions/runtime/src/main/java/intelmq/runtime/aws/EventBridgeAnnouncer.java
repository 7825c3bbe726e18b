package intelmq.runtime.aws;

import intelmq.harmonization.Json;
import intelmq.runtime.Announcer;
import java.io.IOException;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** Announces on an EventBridge bus. */
public final class EventBridgeAnnouncer implements Announcer {
  private final EventBridgeClient client;
  private final String bus;

  /** Announces on a bus, by its name. */
  public EventBridgeAnnouncer(EventBridgeClient client, String bus) {
    this.client = client;
    this.bus = bus;
  }

  @Override
  public void announce(String detailType, Map<String, ?> detail) throws IOException {
    PutEventsRequestEntry entry =
        PutEventsRequestEntry.builder()
            .eventBusName(bus)
            .source("intelmq")
            .detailType(detailType)
            .detail(Json.text(detail))
            .build();
    try {
      PutEventsResponse response = client.putEvents(request -> request.entries(entry));
      if (response.failedEntryCount() > 0) {
        throw new IOException(
            "the event bus " + bus + " refused: " + response.entries().getFirst().errorMessage());
      }
    } catch (SdkException e) {
      throw AwsFailures.io("cannot announce on the event bus " + bus, e);
    }
  }
}
