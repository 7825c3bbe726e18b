package intelmq.outputs.mail;

import intelmq.harmonization.Event;
import intelmq.harmonization.Harmonization;
import intelmq.python.Format;
import intelmq.python.Format.Place;

/** A text with places for fields of an event, {@code {ev[source.ip]}}. */
final class EventTemplate {
  private final Format format;

  private EventTemplate(Format format) {
    this.format = format;
  }

  /**
   * Reads a template.
   *
   * @param parameter where it comes from
   * @throws IllegalArgumentException if it is none, or names something that is not there
   */
  static EventTemplate of(String parameter, String template, Harmonization harmonization) {
    try {
      Format format = Format.of(template);
      format.places().forEach(place -> check(place, harmonization));
      return new EventTemplate(format);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("parameter '" + parameter + "': " + e.getMessage(), e);
    }
  }

  /** The text for an event, with something else for fields that it lacks. */
  String fill(Event event, String missing) {
    return format.apply(place -> {
      Object value = event.get(event.harmonization().field(place.key()));
      return value == null ? missing : value;
    });
  }

  private static void check(Place place, Harmonization harmonization) {
    if (!place.name().equals("ev") || place.keys().size() != 1 || !place.spec().isEmpty()) {
      throw new IllegalArgumentException(
          "places must look like {ev[source.ip]}, not '" + place.name() + "'");
    }
    harmonization.field(place.key());
  }
}
