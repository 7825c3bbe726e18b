package intelmq.harmonization;

import intelmq.python.PyJson;
import intelmq.python.Text;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages as other IntelMQ systems exchange them: one JSON object each, with its {@code __type}.
 */
public final class MessageJson {
  private static final String TYPE = "__type";

  private MessageJson() {}

  /** The message as ASCII text, its type last. */
  public static String write(Message message) {
    Map<String, Object> map = message.toMap();
    map.put(TYPE, typeOf(message));
    return PyJson.dumps(map);
  }

  /** The message as text with sorted keys, flat or nested, as IntelMQ's outputs write it. */
  public static String sorted(Message message, View view) {
    return PyJson.dumps(view.of(message), PyJson.Option.SORT_KEYS, PyJson.Option.KEEP_UNICODE);
  }

  /**
   * Reads a message and checks its values; the first one that is wrong is its refusal.
   *
   * @param defaultType what a message is that does not say so, {@code Event} or {@code Report}
   * @throws IOException if the text is no JSON object or of no known type
   */
  public static Message read(Harmonization harmonization, String json, @Nullable String defaultType)
      throws IOException {
    if (!(Json.tryParse(json) instanceof Map<?, ?> map)) {
      throw new IOException("not a JSON object");
    }
    Map<String, @Nullable Object> fields = LinkedHashMap.newLinkedHashMap(map.size());
    map.forEach((key, value) -> fields.put(String.valueOf(key), value));
    try {
      return of(harmonization, fields, defaultType);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * A message with fields of the same kind as {@link #read} takes.
   *
   * @throws IllegalArgumentException if there is no known type
   */
  public static Message of(
      Harmonization harmonization,
      Map<String, ? extends @Nullable Object> fields,
      @Nullable String defaultType) {
    Object type = fields.containsKey(TYPE) ? fields.get(TYPE) : defaultType;
    Message message =
        switch (Text.str(type)) {
          case "Event" -> new Event(harmonization);
          case "Report" -> new Report(harmonization);
          default ->
              throw new IllegalArgumentException(
                  TYPE + " is neither Event nor Report but " + Text.repr(type));
        };
    Map<String, @Nullable Object> rest = new LinkedHashMap<>(fields);
    rest.remove(TYPE);
    message.addAll(rest);
    return message;
  }

  static String typeOf(Message message) {
    return switch (message) {
      case Event event -> "Event";
      case Report report -> "Report";
    };
  }
}
