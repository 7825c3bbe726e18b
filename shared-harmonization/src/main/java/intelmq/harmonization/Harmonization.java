package intelmq.harmonization;

import intelmq.python.PyJson;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields that events and reports may have and the rules for their values: IntelMQ's, or what a
 * deployment makes of them in a {@code harmonization.conf}.
 */
public final class Harmonization {
  private static final Harmonization STANDARD =
      new Harmonization(
          new Definitions(Fields.ORIGIN, Fields.all()),
          new Definitions(new Definitions.Origin(), Fields.ofReports()));

  private final Definitions events;
  private final Definitions reports;
  private final @Nullable InstantSource clock;

  Harmonization(Definitions events, Definitions reports) {
    this(events, reports, null);
  }

  private Harmonization(Definitions events, Definitions reports, @Nullable InstantSource clock) {
    this.events = events;
    this.reports = reports;
    this.clock = clock;
  }

  /** IntelMQ's own, of version 3.5: {@link Fields}. */
  public static Harmonization standard() {
    return STANDARD;
  }

  /**
   * Reads a {@code harmonization.conf} as IntelMQ has it: a JSON object with the members {@code
   * event} and {@code report}, each of which has for each field an object with its {@code type} and
   * if need be {@code description}, {@code length}, {@code regex} and {@code iregex}.
   *
   * @throws IllegalArgumentException if there is anything wrong in it; the message has a line for
   *     each error, with place and reason
   */
  public static Harmonization parse(String json) {
    return HarmonizationReader.read(json);
  }

  /** All fields of events. */
  public Collection<Field> fields() {
    return events.fields();
  }

  /** All fields of reports. */
  public Collection<Field> reportFields() {
    return reports.fields();
  }

  /**
   * The field of events that has this name.
   *
   * @throws IllegalArgumentException if there is none; the message has the nearest right name
   */
  public Field field(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException(events.unknown(name)));
  }

  /** The field of events that has this name, be it a free one below a field of type JSONDict. */
  public Optional<Field> find(String name) {
    return Optional.ofNullable(events.find(name));
  }

  /** How this harmonisation defines a field of events, or nothing if it has no such field. */
  public Optional<Field> definition(Field field) {
    return Optional.ofNullable(events.definition(field));
  }

  /** The definitions as a {@code harmonization.conf} that {@link #parse} reads, to be edited. */
  public String toJson() {
    return "{\n" + section("event", events) + ",\n" + section("report", reports) + "\n}\n";
  }

  /**
   * The same fields, where times that leave their date open take it from a clock, as IntelMQ does,
   * and not from the message's time of observation.
   */
  Harmonization withClock(InstantSource source) {
    return new Harmonization(events, reports, source);
  }

  /** The fields of reports as if they were those of events, which is what readers read. */
  Harmonization ofReports() {
    return new Harmonization(reports, reports, clock);
  }

  @Nullable InstantSource clock() {
    return clock;
  }

  Definitions events() {
    return events;
  }

  Definitions reports() {
    return reports;
  }

  private static String section(String name, Definitions definitions) {
    List<String> fields = new ArrayList<>();
    definitions.fields().forEach(field -> fields.add(member(field)));
    return "    \"" + name + "\": {\n" + String.join(",\n", fields) + "\n    }";
  }

  private static String member(Field field) {
    List<String> keys = new ArrayList<>();
    if (!field.description().isEmpty()) {
      keys.add(key("description", field.description()));
    }
    if (field.maxLength() > 0) {
      keys.add(key("length", field.maxLength()));
    }
    field.regex().ifPresent(regex -> keys.add(key("regex", regex)));
    field.regexIgnoringCase().ifPresent(regex -> keys.add(key("iregex", regex)));
    keys.add(key("type", field.type().name()));
    return "        "
        + PyJson.dumps(field.name())
        + ": {\n"
        + String.join(",\n", keys)
        + "\n        }";
  }

  private static String key(String name, Object value) {
    return "            \"" + name + "\": " + PyJson.dumps(value, PyJson.Option.KEEP_UNICODE);
  }
}
