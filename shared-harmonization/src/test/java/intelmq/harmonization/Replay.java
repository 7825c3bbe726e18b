package intelmq.harmonization;

import intelmq.python.PyJson;
import intelmq.python.Text;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of one recorded trace. Each call starts from the state that was recorded before
 * it, so that a difference is counted once.
 */
final class Replay {
  /** The 82 fields of the version that the recordings are of. */
  private static final Harmonization RECORDED = recorded();

  private static final Map<String, String> KINDS = Map.of("event", "Event", "report", "Report");

  private final Map<Object, Known> objects = new HashMap<>();

  /** Copies that the trace has not used yet: it numbers a message when it is first called. */
  private final List<Known> copies = new ArrayList<>();

  private static Harmonization recorded() {
    List<String> later =
        List.of(
            "constituency",
            "product.full_name",
            "product.name",
            "product.vendor",
            "product.version",
            "product.vulnerabilities",
            "severity");
    var origin = new Definitions.Origin();
    List<Field> fields =
        Harmonization.standard().fields().stream()
            .filter(field -> !later.contains(field.name()))
            .toList();
    var definitions = new Definitions(origin, fields);
    return Harmonization.parse(
            new Harmonization(definitions, Harmonization.standard().reports()).toJson())
        .withClock(RecordedCall.CLOCK);
  }

  /** Makes a call as it was recorded. */
  Outcome play(RecordedStep step) {
    Outcome outcome;
    try {
      outcome = run(step);
    } catch (RuntimeException e) {
      outcome = new Outcome(null, "stopped: " + e, null);
    }
    if (step.object() != null && step.state() != null) {
      Known known =
          objects.getOrDefault(step.object(), Known.empty(step.type(), step.type(), RECORDED));
      objects.put(step.object(), known.after(step));
      if (step.result() instanceof Map<?, ?> copy && copy.containsKey("__message")) {
        copies.add(known.copy(fields((Map<?, ?>) Objects.requireNonNull(copy.get("fields")))));
      }
    }
    return outcome;
  }

  private Outcome run(RecordedStep step) {
    return switch (step.op()) {
      case "init" -> init(step);
      case "MessageFactory.from_dict", "MessageFactory.unserialize" -> factory(step);
      case "MessageFactory.serialize" ->
          new Outcome(MessageJson.write(message(step.argument("message"), RECORDED)), null, null);
      default -> call(step);
    };
  }

  private Outcome call(RecordedStep step) {
    Known known = objects.get(Objects.requireNonNull(step.object()));
    if (known != null) {
      return call(step, known);
    }
    // a copy; which of several, only its state after the call can tell
    for (Known copy : List.copyOf(copies).reversed()) {
      Outcome outcome = call(step, copy);
      if (RecordedStep.text(outcome.state()).equals(RecordedStep.text(step.state()))) {
        copies.remove(copy);
        objects.put(step.object(), copy);
        return outcome;
      }
    }
    Known last =
        copies.isEmpty() ? Known.empty(step.type(), step.type(), RECORDED) : copies.removeLast();
    objects.put(step.object(), last);
    return call(step, last);
  }

  private Outcome call(RecordedStep step, Known known) {
    Message message = known.message();
    Outcome outcome = new MessageCall(step, message, known, this::other).answer();
    return new Outcome(
        outcome.refusal() == null && message.refusal().isEmpty() ? outcome.result() : null,
        outcome.refusal() == null ? code(message) : outcome.refusal(),
        message.toMap());
  }

  /**
   * A message that is an argument: one of the trace, whose harmonisation is known, if it is one.
   */
  private Message other(Object argument, Harmonization harmonization) {
    Message message = message(argument, harmonization);
    String fields = RecordedStep.text(message.toMap());
    return objects.values().stream()
        .filter(known -> known.made().equals(MessageJson.typeOf(message)))
        .filter(known -> RecordedStep.text(known.state()).equals(fields))
        .findFirst()
        .map(Known::message)
        .orElse(message);
  }

  private Outcome init(RecordedStep step) {
    Harmonization harmonization;
    try {
      harmonization = harmonization(step);
    } catch (IllegalArgumentException e) {
      return new Outcome(null, Refusal.INVALID_KEY, Map.of());
    }
    String type = step.type();
    Message message = empty(type, harmonization);
    Object content = step.argument("message");
    boolean known = true;
    if (isMessage(content)) {
      message = init(step, message(content, harmonization), harmonization);
    } else if (content instanceof Map<?, ?> map) {
      var fields = fields(map);
      Object named = fields.containsKey("__type") ? fields.remove("__type") : type;
      // the type that is named decides on the fields, whatever the class
      type = KINDS.getOrDefault(Text.str(named).toLowerCase(Locale.ROOT), "");
      known = !type.isEmpty();
      if (known) {
        message = empty(type, harmonization);
        message.addAll(fields);
      }
    } else {
      known = content == null;
    }
    boolean made = known && message.refusal().isEmpty();
    if (made && step.type().equals("Report") && !step.is("auto", false)) {
      observe(message, clock(step));
    }
    objects.put(
        Objects.requireNonNull(step.object()), Known.empty(step.type(), type, harmonization));
    return new Outcome(
        step.result(), known ? code(message) : Outcome.INVALID_ARGUMENT, message.toMap());
  }

  private static void observe(Message message, InstantSource clock) {
    switch (message) {
      case Report report -> report.observe(clock);
      case Event event ->
          event.addIfAbsent(Fields.TIME_OBSERVATION, DateTimes.text(clock.instant()));
    }
  }

  private static Message init(RecordedStep step, Message from, Harmonization harmonization) {
    if (step.type().equals("Event") && from instanceof Report report) {
      Object copied = step.argument("copy_collector_provided_fields");
      List<Field> more = new ArrayList<>();
      if (copied instanceof Collection<?> names) {
        names.forEach(name -> more.add(report.key(Text.str(name))));
      }
      return new Event(report, more);
    }
    if (step.type().equals("Report") && from instanceof Event event) {
      return new Report(event);
    }
    Message message = empty(step.type(), harmonization);
    message.addAll(from.toMap());
    return message;
  }

  private Outcome factory(RecordedStep step) {
    Harmonization harmonization = harmonization(step);
    boolean text = step.op().endsWith("unserialize");
    Object given = step.argument(text ? "raw_message" : "message");
    Object type = step.argument("default_type");
    String defaultType = type == null ? null : Text.str(type);
    Message message;
    try {
      if (text) {
        message = MessageJson.read(harmonization, Text.str(given), defaultType);
      } else if (given instanceof Map<?, ?> map) {
        message = MessageJson.of(harmonization, fields(map), defaultType);
      } else {
        return new Outcome(null, Outcome.INVALID_ARGUMENT, null);
      }
    } catch (IOException | IllegalArgumentException e) {
      return new Outcome(null, Outcome.INVALID_ARGUMENT, null);
    }
    if (step.object() != null) {
      objects.put(step.object(), Known.empty(step.type(), step.type(), harmonization));
    }
    boolean refused = message.refusal().isPresent();
    return new Outcome(
        refused ? null : step.result(),
        !refused && !MessageJson.typeOf(message).equals(step.type()) && step.object() != null
            ? "another type"
            : code(message),
        step.state() == null ? null : message.toMap());
  }

  private static @Nullable String code(Message message) {
    return message.refusal().map(Refusal::code).orElse(null);
  }

  private static Message empty(String type, Harmonization harmonization) {
    return type.equals("Report") ? new Report(harmonization) : new Event(harmonization);
  }

  private static boolean isMessage(@Nullable Object value) {
    return value instanceof Map<?, ?> map && map.containsKey("__message");
  }

  private static Message message(@Nullable Object value, Harmonization harmonization) {
    var map = (Map<?, ?>) Objects.requireNonNull(value);
    Message message = empty(Text.str(map.get("__message")), harmonization);
    fields((Map<?, ?>) Objects.requireNonNull(map.get("fields")))
        .forEach((name, item) -> message.values().set(name, item == null ? Json.NULL : item));
    return message;
  }

  private static Map<String, @Nullable Object> fields(Map<?, ?> map) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    map.forEach((name, value) -> fields.put(Text.str(name), value));
    return fields;
  }

  /** The harmonisation that the call names; sections that a test left out are empty. */
  private static Harmonization harmonization(RecordedStep step) {
    if (!(step.argument("harmonization") instanceof Map<?, ?> given)) {
      return RECORDED;
    }
    var sections = fields(given);
    sections.putIfAbsent("event", Map.of());
    sections.putIfAbsent("report", Map.of());
    return Harmonization.parse(PyJson.dumps(sections)).withClock(RecordedCall.CLOCK);
  }

  /** When the report was made, which its recorded state tells. */
  private static InstantSource clock(RecordedStep step) {
    Object time = step.state() == null ? null : step.state().get("time.observation");
    Instant instant = time instanceof String text ? DateTimes.instant(text) : null;
    return instant == null ? RecordedCall.CLOCK : InstantSource.fixed(instant);
  }

  /**
   * What is known of a message of the trace.
   *
   * @param made the class that it was made of
   * @param type the class whose fields it has
   * @param hasDefault whether a missing field has a value, {@code byDefault}
   */
  record Known(
      String made,
      String type,
      Harmonization harmonization,
      Map<String, @Nullable Object> state,
      boolean hasDefault,
      @Nullable Object byDefault) {
    static Known empty(String made, String type, Harmonization harmonization) {
      return new Known(made, type, harmonization, Map.of(), false, null);
    }

    Known after(RecordedStep step) {
      boolean sets = step.op().equals("set_default_value");
      return new Known(
          made,
          type,
          harmonization,
          Objects.requireNonNull(step.state()),
          hasDefault || sets,
          sets ? step.argument("value") : byDefault);
    }

    Known copy(Map<String, @Nullable Object> fields) {
      return new Known(made, type, harmonization, fields, false, null);
    }

    Message message() {
      Message message = Replay.empty(type, harmonization);
      state.forEach((name, item) -> message.values().set(name, item == null ? Json.NULL : item));
      return message;
    }
  }
}
