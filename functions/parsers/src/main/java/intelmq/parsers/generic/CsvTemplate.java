package intelmq.parsers.generic;

import intelmq.bot.Outcome;
import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.python.Format;
import intelmq.python.Format.Place;
import java.util.List;
import java.util.Optional;

/**
 * A field composed of a row's columns.
 *
 * @param field what is filled
 * @param format with the columns' numbers
 * @param columns how many columns a row must have
 */
record CsvTemplate(Field field, Format format, int columns) {
  static CsvTemplate of(Field field, String template) {
    Format format = Format.of(template);
    int automatic = 0;
    int columns = 0;
    for (Place place : format.places()) {
      String name = place.name().isEmpty() ? String.valueOf(automatic++) : place.name();
      if (!name.matches("[0-9]{1,6}") || !place.keys().isEmpty() || !place.spec().isEmpty()) {
        throw new IllegalArgumentException(
            "compose_fields takes columns by their number, as in {0}, not '" + template + "'");
      }
      columns = Math.max(columns, Integer.parseInt(name) + 1);
    }
    return new CsvTemplate(field, format, columns);
  }

  /** Fills the field; says what is wrong if the row is too short. */
  Optional<Outcome> fill(Event event, List<String> cells) {
    if (cells.size() < columns) {
      return Optional.of(
          new Outcome.Malformed(
              "invalid-value",
              field + ": needs " + columns + " columns, the row has " + cells.size()));
    }
    event.add(field, format.apply(place -> cells.get(Integer.parseInt(place.name()))));
    return Optional.empty();
  }
}
