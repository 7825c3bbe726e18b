package intelmq.ctl;

import intelmq.harmonization.Event;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import intelmq.harmonization.Message;
import intelmq.harmonization.MessageJson;
import intelmq.harmonization.Refusal;
import intelmq.runtime.Envelope.Entry;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Messages as the user writes and reads them: IntelMQ's JSON objects with {@code __type}. */
final class Messages {
  private static final String TYPE = "__type";

  private Messages() {}

  /**
   * Reads a message whose fields are right.
   *
   * @param defaultType what it is if it does not say so, {@code Event} or {@code Report}
   * @throws IOException naming the field and the reason
   */
  static Message read(String json, String defaultType, Harmonization harmonization)
      throws IOException {
    Message message = MessageJson.read(harmonization, json, defaultType);
    Optional<Refusal> refusal = message.refusal();
    if (refusal.isPresent()) {
      throw new IOException(refusal.get().message() + " [" + refusal.get().code() + "]");
    }
    return message;
  }

  /** An event whose fields are right. */
  static Event event(String json, Harmonization harmonization) throws IOException {
    if (read(json, "Event", harmonization) instanceof Event event) {
      return event;
    }
    throw new IOException("a report, where an event is expected");
  }

  /** The fields and the type of an event. */
  static Map<String, Object> map(Event event) {
    Map<String, Object> map = event.toMap();
    map.put(TYPE, "Event");
    return map;
  }

  /** A line {@code {"path": …, "message": {…}}}. */
  static String line(String path, Object message) {
    var line = new LinkedHashMap<String, Object>();
    line.put("path", path);
    line.put("message", message);
    return Json.text(line);
  }

  static String line(String path, Entry entry) {
    return line(path, map(entry.event()));
  }
}
