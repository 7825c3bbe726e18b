package intelmq.outputs.file;

import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Fields;
import intelmq.harmonization.Harmonization;
import intelmq.python.Format;
import intelmq.python.Format.Place;
import intelmq.python.Strftime;
import intelmq.python.Text;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The name of the file that an event goes to: a template with places for its fields, {@code
 * {event[source.asn]}}; those of times may have a form, {@code {event[time.source]:%Y-%m-%d}}.
 */
final class FileName {
  private static final Set<Field> TIMES = Set.of(Fields.TIME_SOURCE, Fields.TIME_OBSERVATION);
  private static final ZonedDateTime SOME_TIME =
      ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private final Format format;

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException if it is none, or names something that is not there
   */
  FileName(String template, Harmonization harmonization) {
    this.format = Format.of(template);
    format.places().forEach(place -> check(place, harmonization));
  }

  private static void check(Place place, Harmonization harmonization) {
    if (!place.name().equals("event") || place.keys().size() != 1) {
      throw new IllegalArgumentException(
          "places must look like {event[source.asn]}, not '" + place.name() + "'");
    }
    Field field = harmonization.field(place.key());
    if (place.spec().isEmpty()) {
      return;
    }
    if (!TIMES.contains(field)) {
      throw new IllegalArgumentException(
          "times alone may have a form, not {event[" + field + "]:" + place.spec() + "}");
    }
    Strftime.format(place.spec(), SOME_TIME);
  }

  /** Why there is no name for this event, if there is none. */
  Optional<String> problem(Event event) {
    for (Place place : format.places()) {
      Field field = event.harmonization().field(place.key());
      String text = event.text(field);
      if (text == null) {
        return Optional.of("has no " + field + ", which the name of the file needs");
      }
      try {
        if (TIMES.contains(field)) {
          OffsetDateTime.parse(text);
        }
      } catch (DateTimeException e) {
        return Optional.of(
            "the value of " + field + ", which the name of the file needs, is no time");
      }
    }
    return Optional.empty();
  }

  /** The name of the file for an event with which there is no problem. */
  String of(Event event) {
    return format.apply(place -> {
      Field field = event.harmonization().field(place.key());
      String text = Text.str(event.get(field));
      return TIMES.contains(field) ? time(text, place.spec()) : escaped(text);
    });
  }

  /** As Python writes a time without its zone, or in a form. */
  private static String time(String text, String form) {
    ZonedDateTime time = OffsetDateTime.parse(text).toZonedDateTime();
    if (!form.isEmpty()) {
      return Strftime.format(form, time);
    }
    return Strftime.format(
        time.getNano() == 0 ? "%Y-%m-%d %H:%M:%S" : "%Y-%m-%d %H:%M:%S.%f", time);
  }

  /** Values come from outside: none shall lead to another folder than the template's. */
  private static String escaped(String value) {
    if (value.equals(".") || value.equals("..")) {
      return value.replace(".", "%2E");
    }
    return value
        .codePoints()
        .mapToObj(c ->
            c < ' ' || c == 0x7f || "/\\%".indexOf(c) >= 0
                ? String.format(Locale.ROOT, "%%%02X", c)
                : Character.toString(c))
        .collect(Collectors.joining());
  }
}
