package intelmq.ctl.moving;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of a parameter.
 *
 * @param reason empty if there is nothing to say; never has the parameter's value
 */
public record ParameterLine(String name, Moved moved, String reason) {
  /** The line as JSON. */
  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("name", name);
    json.put("status", moved.label());
    json.put("reason", reason);
    return json;
  }
}
