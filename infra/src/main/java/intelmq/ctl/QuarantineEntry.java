package intelmq.ctl;

import intelmq.harmonization.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A line of a quarantine object.
 *
 * @param key the object's key
 * @param content stage, bot, id, code, message, and the event or the record
 */
record QuarantineEntry(String key, Map<String, Object> content) {
  /** The member that says, in a file for editing, which object an entry is from. */
  static final String OBJECT = "object";

  /** A line as it stands in an object. */
  static QuarantineEntry of(String key, String line) {
    var content = new LinkedHashMap<String, Object>();
    if (Json.tryParse(line) instanceof Map<?, ?> map) {
      map.forEach(
          (name, value) -> content.put(String.valueOf(name), value == null ? Json.NULL : value));
    } else {
      content.put("code", "unreadable");
      content.put("message", "the line is not JSON");
      content.put("raw", line);
    }
    return new QuarantineEntry(key, content);
  }

  /** The name of the stage that set it aside. */
  String stage() {
    return key.substring(0, Math.max(0, key.indexOf('/')));
  }

  /** The batch that it was part of. */
  String batch() {
    return key.substring(key.lastIndexOf('/') + 1).replaceFirst("\\.jsonl$", "");
  }

  String id() {
    return text("id");
  }

  /** The id of the report; empty if there is none. */
  String report() {
    String report = text("report");
    return report.isEmpty() ? id().substring(0, Math.max(0, id().lastIndexOf(':'))) : report;
  }

  /** The number of the record or event. */
  String ordinal() {
    return id().substring(id().lastIndexOf(':') + 1);
  }

  String code() {
    return text("code");
  }

  String message() {
    return text("message");
  }

  String time() {
    return text("time");
  }

  /** The bot that goes on when the event returns to the function that set it aside. */
  int resume() {
    return content.get("resume") instanceof Number number ? number.intValue() : 0;
  }

  /** Whether it is an event, not a record of a report. */
  boolean isEvent() {
    return content.get("event") instanceof Map<?, ?>;
  }

  /** Whether only the beginning of the record was kept. */
  boolean isCut() {
    return content.containsKey("raw_length");
  }

  /** A member's text; empty if there is none. */
  String text(String member) {
    return content.get(member) instanceof String text ? text : "";
  }

  /** What tells it from others of its object. */
  String name() {
    return key + " " + id() + " " + code();
  }

  /** The same entry with what the user made of it. */
  QuarantineEntry edited(Map<?, ?> edit) {
    var changed = new LinkedHashMap<>(content);
    for (String member : new String[] {"event", "raw"}) {
      Object value = edit.get(member);
      if (value != null) {
        changed.put(member, value);
      }
    }
    return new QuarantineEntry(key, changed);
  }
}
