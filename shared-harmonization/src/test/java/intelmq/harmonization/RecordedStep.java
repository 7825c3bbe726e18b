package intelmq.harmonization;

import intelmq.python.None;
import intelmq.python.Numbers;
import intelmq.python.PyJson;
import intelmq.python.Text;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call of a message's method in a recorded trace, and what the original answered.
 *
 * @param object the number of the message in its trace; null if the call is of none
 * @param type the message's class
 * @param result what the call returned, if it did not raise
 * @param raises the name of what the original raised, or null
 * @param state the message's fields after the call, in order; null if there is no message
 */
record RecordedStep(
    @Nullable Object object,
    String type,
    String op,
    List<@Nullable Object> args,
    Map<String, @Nullable Object> kwargs,
    @Nullable Object result,
    @Nullable String raises,
    @Nullable Map<String, @Nullable Object> state) {

  /** The names of the parameters, for arguments that are not named. */
  private static final Map<String, List<String>> PARAMETERS =
      Map.ofEntries(
          Map.entry(
              "init",
              List.of("message", "auto", "harmonization", "copy_collector_provided_fields")),
          Map.entry(
              "add", List.of("key", "value", "sanitize", "overwrite", "ignore", "raise_failure")),
          Map.entry("change", List.of("key", "value", "sanitize")),
          Map.entry("is_valid", List.of("key", "value", "sanitize")),
          Map.entry("get", List.of("key", "default")),
          Map.entry("set_default_value", List.of("value")),
          Map.entry("update", List.of("other")),
          Map.entry("finditems", List.of("keyword")),
          Map.entry("to_dict", List.of("hierarchical", "with_type", "jsondict_as_string")),
          Map.entry("to_json", List.of("hierarchical", "with_type", "jsondict_as_string")),
          Map.entry(
              "MessageFactory.from_dict", List.of("message", "harmonization", "default_type")),
          Map.entry(
              "MessageFactory.unserialize",
              List.of("raw_message", "harmonization", "default_type")),
          Map.entry("MessageFactory.serialize", List.of("message")));

  /** Of other calls the parameters are a key and a value, or something else that is compared. */
  private static final List<String> OTHERS = List.of("key", "value");

  @SuppressWarnings("unchecked")
  static RecordedStep of(Map<String, @Nullable Object> step) {
    Object state = java(step.get("state"), false);
    Object raised = step.get("raises");
    return new RecordedStep(
        step.get("obj"),
        Text.str(step.get("class")),
        Text.str(step.get("op")),
        (List<@Nullable Object>)
            Objects.requireNonNull(java(step.getOrDefault("args", List.of()), true)),
        (Map<String, @Nullable Object>)
            Objects.requireNonNull(java(step.getOrDefault("kwargs", Map.of()), true)),
        java(step.get("result"), false),
        raised instanceof Map<?, ?> error
            ? Text.str(error.get("type"))
            : raised == null ? null : Text.str(raised),
        (Map<String, @Nullable Object>) state);
  }

  /** The argument of this name, or null. */
  @Nullable Object argument(String name) {
    return argument(name, Json.NULL);
  }

  @Nullable Object argument(String name, Object byDefault) {
    Map<String, @Nullable Object> arguments = arguments();
    Object value = arguments.containsKey(name) ? arguments.get(name) : byDefault;
    return value instanceof None ? null : value;
  }

  /** Whether an argument is given that Python takes for true. */
  boolean is(String name, boolean byDefault) {
    Object value = argument(name, byDefault);
    return value != null && !Strings.isFalsy(value);
  }

  private Map<String, @Nullable Object> arguments() {
    var arguments = new LinkedHashMap<String, @Nullable Object>(kwargs);
    List<String> names = PARAMETERS.getOrDefault(op, OTHERS);
    for (int i = 0; i < Math.min(args.size(), names.size()); i++) {
      arguments.put(names.get(i), args.get(i));
    }
    return arguments;
  }

  /** The call's arguments as a rule for reasoned differences sees them. */
  String call() {
    return Text.repr(args) + (kwargs.isEmpty() ? "" : " " + Text.repr(kwargs));
  }

  /** What the original did as a rule for reasoned differences sees it. */
  String original() {
    return (raises == null ? Text.repr(result) : "raises " + raises) + " then " + text(state);
  }

  static String text(@Nullable Object value) {
    return PyJson.dumps(value, PyJson.Option.KEEP_UNICODE);
  }

  /** Values that JSON does not have are written as objects that say what they are. */
  private static @Nullable Object java(@Nullable Object value, boolean argument) {
    return switch (value) {
      case Map<?, ?> map when map.containsKey("__py__") ->
          switch (Text.str(map.get("__py__"))) {
            case "bytes" -> {
              String bytes = Text.str(map.get("base64"));
              yield argument ? Base64.getDecoder().decode(bytes) : "bytes " + bytes;
            }
            case "float" -> Numbers.toFloat(map.get("repr"));
            default -> map.get("repr");
          };
      case Map<?, ?> map -> {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        boolean bytes = argument && !map.containsKey("__message");
        map.forEach((key, item) -> copy.put(String.valueOf(key), java(item, bytes)));
        yield copy;
      }
      case List<?> list -> {
        var copy = new ArrayList<@Nullable Object>();
        list.forEach(item -> copy.add(java(item, argument)));
        yield copy;
      }
      case null, default -> value;
    };
  }
}
