package intelmq.localstack.server;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** EventBridge's PutEvents: makes an event of each entry, and hands it on. */
final class EventEntries {
  private static final int MAX_ENTRIES = 10;

  private final EventSink sink;

  EventEntries(EventSink sink) {
    this.sink = sink;
  }

  Map<String, Operation> operations() {
    return Map.of("AWSEvents.PutEvents", this::putEvents);
  }

  private ObjectNode putEvents(JsonNode request) throws ServiceException {
    List<JsonNode> entries = request.path("Entries").valueStream().toList();
    if (entries.isEmpty() || entries.size() > MAX_ENTRIES) {
      throw new ServiceException(
          "ValidationException",
          "Entries must have 1 to " + MAX_ENTRIES + " members, not " + entries.size());
    }
    var answer = Json.object();
    var results = answer.putArray("Entries");
    int failed = 0;
    for (JsonNode entry : entries) {
      try {
        String id = put(entry);
        results.addObject().put("EventId", id);
      } catch (ServiceException e) {
        results.addObject().put("ErrorCode", e.type()).put("ErrorMessage", e.getMessage());
        failed++;
      }
    }
    return answer.put("FailedEntryCount", failed);
  }

  private String put(JsonNode entry) throws ServiceException {
    String id = UUID.randomUUID().toString();
    var event = Json.object().put("version", "0").put("id", id);
    event.put("detail-type", argument(entry, "DetailType"));
    event.put("source", source(entry));
    event.put("account", LocalAccount.ID);
    event.put(
        "time",
        Instant.ofEpochSecond(entry.path("Time").asLong(Instant.now().getEpochSecond()))
            .toString());
    event.put("region", LocalAccount.REGION);
    var resources = event.putArray("resources");
    entry.path("Resources").forEach(resources::add);
    event.set("detail", detail(argument(entry, "Detail")));
    String bus = entry.path("EventBusName").asString("default");
    sink.put(bus.substring(bus.lastIndexOf('/') + 1), event.toString());
    return id;
  }

  private static String source(JsonNode entry) throws ServiceException {
    String source = argument(entry, "Source");
    if (source.startsWith("aws.")) {
      throw new ServiceException(
          "NotAuthorizedForSourceException", "Not authorized for the source.");
    }
    return source;
  }

  private static JsonNode detail(String text) throws ServiceException {
    try {
      JsonNode detail = Json.MAPPER.readTree(text);
      if (detail.isObject()) {
        return detail;
      }
    } catch (JacksonException _) {
      // the same answer as for JSON that is no object
    }
    throw new ServiceException("MalformedDetail", "Detail is malformed.");
  }

  private static String argument(JsonNode entry, String name) throws ServiceException {
    String value = entry.path(name).asString("");
    if (value.isEmpty()) {
      throw new ServiceException(
          "InvalidArgument",
          "Parameter " + name + " is not valid. Reason: " + name + " is a required argument.");
    }
    return value;
  }
}
