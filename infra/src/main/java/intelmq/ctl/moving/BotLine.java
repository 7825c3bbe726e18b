package intelmq.ctl.moving;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a bot and of each of its parameters.
 *
 * @param id the bot's id, {@code global} for the parameters of all bots
 * @param module IntelMQ's
 * @param reason what it is here, or why it is not
 */
public record BotLine(
    String id, String module, Moved moved, String reason, List<ParameterLine> parameters) {
  /** Takes a copy of the list. */
  public BotLine {
    parameters = List.copyOf(parameters);
  }

  /** The line as JSON. */
  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("bot", id);
    json.put("module", module);
    json.put("status", moved.label());
    json.put("reason", reason);
    json.put("parameters", parameters.stream().map(ParameterLine::json).toList());
    return json;
  }
}
