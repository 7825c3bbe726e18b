package intelmq.ctl;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that a check found.
 *
 * @param place file and line, and the block
 * @param message a sentence
 */
record Finding(Level level, String place, String message) {
  /** How bad it is. */
  enum Level {
    /** It will not work. */
    ERROR,
    /** It works, but hardly as it was meant. */
    WARNING,
    /** It could not be checked. */
    INFO
  }

  /** The finding for programs. */
  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("level", level.name());
    json.put("place", place);
    json.put("message", message);
    return json;
  }

  /** The finding for people. */
  String text() {
    return level + " " + place + ": " + message;
  }
}
