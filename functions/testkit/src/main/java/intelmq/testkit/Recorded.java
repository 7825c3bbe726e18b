package intelmq.testkit;

import intelmq.harmonization.Event;
import intelmq.harmonization.Harmonization;
import intelmq.harmonization.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one of IntelMQ's bots did, as it was recorded: a JSON object.
 *
 * @param members its members
 */
public record Recorded(Map<String, Object> members) {
  static Recorded parse(String line) {
    return new Recorded(asMap(GoldenCase.json(line)));
  }

  /** The name of the case, one of its kind. */
  public String id() {
    return String.valueOf(members.get("id"));
  }

  /** The module of IntelMQ. */
  public String bot() {
    return String.valueOf(members.get("bot"));
  }

  /** When it was recorded, which is the time for the bot. */
  public Instant at() {
    return OffsetDateTime.parse(String.valueOf(members.get("recorded_at"))).toInstant();
  }

  /** Whether the bot is that of the case before, with all that it knows. */
  public boolean continuesPrevious() {
    return Objects.equals(members.get("continues_previous_run"), true);
  }

  /** Whether something is recorded. */
  public boolean has(String name) {
    return members.get(name) != null && !Objects.equals(members.get(name), Json.NULL);
  }

  /** An object, empty if it is not there. */
  public Map<String, Object> map(String name) {
    return asMap(members.get(name));
  }

  /** A list, empty if it is not there. */
  public List<?> list(String name) {
    return asList(members.get(name));
  }

  /** The text of a file that the bot could read, by its name. */
  public Map<String, String> files() {
    var files = new LinkedHashMap<String, String>();
    map("files")
        .forEach((name, base64) ->
            files.put(
                name,
                new String(Base64.getDecoder().decode(base64.toString()), StandardCharsets.UTF_8)));
    return files;
  }

  /** The files that are no text, by where parameters say that they are. */
  Map<String, byte[]> binaries() {
    var binaries = new LinkedHashMap<String, byte[]>();
    map("files")
        .forEach((name, base64) -> {
          byte[] content = Base64.getDecoder().decode(base64.toString());
          if (!isText(content)) {
            binaries.put(reference(name), content);
          }
        });
    return binaries;
  }

  private static boolean isText(byte[] content) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static String reference(String name) {
    return "s3://recorded/" + name;
  }

  /**
   * The parameters; null, a default, is left out. Here the name of a file is the text that it has,
   * or a reference to it.
   */
  Map<String, Object> parameters() {
    Map<String, String> files = files();
    binaries()
        .keySet()
        .forEach(reference -> files.put(reference.substring(reference("").length()), reference));
    var parameters = new LinkedHashMap<String, Object>();
    Map<String, Object> recorded = map("parameters");
    for (String name : recorded.keySet()) {
      Object value = recorded.get(name);
      if (value != null && !value.equals(Json.NULL)) {
        parameters.put(name, content(value, files));
      }
    }
    return parameters;
  }

  private static Object content(Object value, Map<String, String> files) {
    if (value instanceof String path) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        if (path.equals(file.getKey()) || path.endsWith("/" + file.getKey())) {
          return file.getValue();
        }
      }
    }
    return value;
  }

  /** The events that it was given. */
  public List<Event> events(Harmonization harmonization) {
    var events = new ArrayList<Event>();
    for (Object input : list("input")) {
      Map<String, Object> fields = new LinkedHashMap<>(asMap(input));
      fields.remove("__type");
      // as IntelMQ reads messages: what is not harmonised yet is now
      var event = new Event(harmonization);
      event.addAll(fields);
      events.add(event);
    }
    return events;
  }

  /** Messages as they are best compared by eye, without what depends on the time. */
  public String lines(List<?> messages) {
    List<?> unsteady = list("volatile");
    var lines = new StringBuilder();
    for (Object message : messages) {
      asMap(message)
          .forEach((name, value) -> {
            if (!name.equals("__type") && !unsteady.contains(name)) {
              lines.append(name).append(" = ").append(shown(name, value)).append('\n');
            }
          });
      lines.append('\n');
    }
    return lines.toString();
  }

  private static String shown(String name, Object value) {
    return name.equals("raw")
        ? Json.text(
            new String(Base64.getDecoder().decode(value.toString()), StandardCharsets.UTF_8))
        : Json.text(value);
  }

  /** An object within what is recorded, empty if it is not there. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> asMap(@Nullable Object value) {
    return value instanceof Map<?, ?> ? (Map<String, Object>) value : Map.of();
  }

  /** A list within what is recorded, empty if it is not there. */
  public static List<?> asList(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
