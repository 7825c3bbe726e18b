package intelmq.harmonization;

import intelmq.python.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A recorded call, made on a message here.
 *
 * @param others makes a message of an argument that is one
 */
record MessageCall(
    RecordedStep step,
    Message message,
    Replay.Known known,
    BiFunction<Object, Harmonization, Message> others) {

  Outcome answer() {
    return switch (step.op()) {
      case "add" -> add(Adding.Existing.REFUSED);
      case "__setitem__" -> {
        message.add(key(), step.argument("value"));
        yield result(null);
      }
      case "change" ->
          message.has(key())
              ? add(Adding.Existing.REPLACED)
              : result(message.change(key(), step.argument("value")));
      case "update" -> update();
      case "__delitem__" -> delete();
      case "__contains__" -> result(message.has(key()));
      case "__getitem__" -> item();
      case "get" -> get();
      case "is_valid" -> isValid();
      case "set_default_value" -> result(null);
      case "finditems" -> items();
      case "copy", "deep_copy" -> copy();
      case "__eq__" -> result(equalTo(step.argument("key")));
      case "__ne__" -> result(!equalTo(step.argument("key")));
      case "hash" -> hash();
      case "serialize", "__str__" -> result(MessageJson.write(message));
      case "to_dict" -> result(view(step.is("jsondict_as_string", false)).of(message));
      case "to_json" -> result(MessageJson.sorted(message, view(false)));
      default -> refused("unknown operation");
    };
  }

  private static Outcome result(@Nullable Object result) {
    return new Outcome(result, null, null);
  }

  private static Outcome refused(String code) {
    return new Outcome(null, code, null);
  }

  private Field key() {
    return message.key(Text.str(step.argument("key")));
  }

  private Outcome add(Adding.Existing byDefault) {
    Object overwrite = step.argument("overwrite");
    Adding.Existing existing =
        overwrite == null
            ? byDefault
            : step.is("overwrite", false) ? Adding.Existing.REPLACED : Adding.Existing.KEPT;
    boolean sanitizing = step.is("sanitize", true);
    Predicate<Object> ignored = ignored(step.argument("ignore", List.of()));
    var adding =
        new Adding(
            !sanitizing,
            sanitizing,
            existing,
            ignored == null ? value -> true : ignored,
            step.is("raise_failure", true));
    boolean wouldIgnore = ignored == null && comesToIgnored(existing);
    boolean stored = message.add(key(), step.argument("value"), adding);
    return wouldIgnore ? refused(Outcome.INVALID_ARGUMENT) : result(stored);
  }

  /** Whether the checks before that of what is ignored let the value pass. */
  private boolean comesToIgnored(Adding.Existing existing) {
    Object value = step.argument("value");
    boolean empty = value == null || value.equals("") || value.equals("-") || value.equals("N/A");
    return (existing == Adding.Existing.REPLACED || !message.has(key()))
        && !empty
        && isKnown(key().name());
  }

  /** Below a text, too: there IntelMQ stops later. */
  private boolean isKnown(String name) {
    int dot = name.indexOf('.');
    Definitions definitions = message.definitions();
    return definitions.find(name) != null
        || (dot > 0
            && definitions.dictOf(name) == null
            && definitions.find(name.substring(0, dot)) != null);
  }

  /** Null for what is no collection, which Java's types rule out. */
  private @Nullable Predicate<Object> ignored(@Nullable Object ignore) {
    return switch (ignore) {
      case Collection<?> values ->
          value -> values.stream().anyMatch(other -> PythonValues.same(value, other));
      case Map<?, ?> map when !isContainer(step.argument("value")) -> map::containsKey;
      case String text when step.argument("value") instanceof String ->
          value -> value instanceof String part && text.contains(part);
      case null, default -> null;
    };
  }

  /** Which Python does not look up in a map. */
  private static boolean isContainer(@Nullable Object value) {
    return value instanceof Map<?, ?> || value instanceof List<?>;
  }

  private Outcome update() {
    Object other = step.argument("other");
    if (!(other instanceof Map<?, ?> map)) {
      return refused(Outcome.INVALID_ARGUMENT);
    }
    if (map.containsKey("__message")) {
      message.update(others.apply(other, message.harmonization()));
    } else {
      message.update(fields(map));
    }
    return result(null);
  }

  private Outcome delete() {
    if (!message.has(key()) && !key().name().equals("extra")) {
      return refused(Refusal.KEY_NOT_EXISTS);
    }
    message.remove(key());
    return result(null);
  }

  private Outcome item() {
    Object value = message.get(key());
    if (value == null && hasDefault()) {
      return result(known.byDefault());
    }
    return value == null ? refused(Refusal.KEY_NOT_EXISTS) : result(value);
  }

  private Outcome get() {
    Object value = message.get(key());
    if (value == null) {
      return result(hasDefault() ? known.byDefault() : step.argument("default"));
    }
    return result(value);
  }

  private boolean hasDefault() {
    String name = key().name();
    int dot = name.indexOf('.');
    Definitions definitions = message.definitions();
    Field field = definitions.find(name);
    return known.hasDefault()
        && (field == null
            ? dot > 0 && definitions.find(name.substring(0, dot)) != null
            : !field.isDict());
  }

  private Outcome isValid() {
    return message.definitions().definition(key()) == null
        ? refused(Refusal.INVALID_KEY)
        : result(message.isValid(key(), step.argument("value"), step.is("sanitize", true)));
  }

  private Outcome items() {
    List<Object> items = new ArrayList<>();
    String prefix = Text.str(step.argument("keyword"));
    message.forEach((name, value) -> {
      if (name.startsWith(prefix)) {
        items.add(List.of(name, value));
      }
    });
    return result(items);
  }

  private Outcome copy() {
    // IntelMQ's copies are checked again
    Message copy =
        MessageJson.of(
            message.harmonization(),
            message.toMap(),
            message instanceof Event ? "Event" : "Report");
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("__message", step.type());
    result.put("fields", copy.toMap());
    return result(result);
  }

  private boolean equalTo(@Nullable Object other) {
    if (!(other instanceof Map<?, ?> map)) {
      return false;
    }
    return map.containsKey("__message")
        ? message.sameAs(others.apply(other, message.harmonization()))
        : PythonValues.same(message.toMap(), map);
  }

  private Outcome hash() {
    String type = Text.str(step.argument("filter_type", "blacklist"));
    Predicate<String> named = named(step.argument("filter_keys", List.of()));
    if (named == null || !(type.equals("whitelist") || type.equals("blacklist"))) {
      return refused(Outcome.INVALID_ARGUMENT);
    }
    return result(EventHash.of(message, name -> named.test(name) == type.equals("whitelist")));
  }

  private static @Nullable Predicate<String> named(@Nullable Object keys) {
    return switch (keys) {
      case Collection<?> names -> names::contains;
      case Map<?, ?> map -> map::containsKey;
      case String text -> text::contains;
      case null, default -> null;
    };
  }

  private View view(boolean dictsAsText) {
    return new View(step.is("hierarchical", false), step.is("with_type", false), dictsAsText, true);
  }

  private static Map<String, @Nullable Object> fields(Map<?, ?> map) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    map.forEach((name, value) -> fields.put(Text.str(name), value));
    return fields;
  }
}
