package intelmq.outputs.mail;

import intelmq.harmonization.Event;
import intelmq.harmonization.Harmonization;
import intelmq.python.Format;
import intelmq.python.Format.Place;
import intelmq.python.Text;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A text with places for fields of an event, {@code {ev[source.ip]}}. */
final class EventTemplate {
  /** Of a field in one text; a subject has to stay short. */
  private static final int MOST_VALUES = 10;

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

  /**
   * The text for events: each place has the different values that they have, with commas between.
   *
   * @param missing the value if none of them has one
   */
  String fill(List<Event> events, String missing) {
    return format.apply(place -> {
      List<Object> values =
          events.stream()
              .<@Nullable Object>map(event -> event.get(event.harmonization().field(place.key())))
              .filter(Objects::nonNull)
              .<Object>map(Objects::requireNonNull)
              .distinct()
              .limit(MOST_VALUES + 1L)
              .toList();
      return switch (values.size()) {
        case 0 -> missing;
        case 1 -> values.getFirst();
        default ->
            values.stream().limit(MOST_VALUES).map(Text::str).collect(Collectors.joining(", "))
                + (values.size() > MOST_VALUES ? ", …" : "");
      };
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
