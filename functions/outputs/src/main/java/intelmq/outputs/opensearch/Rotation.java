package intelmq.outputs.opensearch;

import intelmq.harmonization.Event;
import intelmq.harmonization.Field;
import intelmq.harmonization.Fields;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How often another index is begun, by the time of the events. */
public enum Rotation {
  NEVER,
  DAILY,
  WEEKLY,
  MONTHLY,
  YEARLY;

  /** Times with fractions are not recognised, as in IntelMQ, so that names stay the same. */
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+00:00");

  private static final List<Field> TIMES = List.of(Fields.TIME_SOURCE, Fields.TIME_OBSERVATION);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu-MM", Locale.ROOT);

  /**
   * The index of an event.
   *
   * @param day decides for an event without a time
   */
  String index(String name, Event event, LocalDate day) {
    return this == NEVER ? name : name + "-" + suffix(date(event, day));
  }

  /** Matches all indices of a name. */
  String pattern(String name) {
    return this == NEVER ? name : name + "-*";
  }

  private String suffix(LocalDate date) {
    return switch (this) {
      case NEVER -> "";
      case DAILY -> date.toString();
      case WEEKLY -> String.format(Locale.ROOT, "%04d-%02d", date.getYear(), week(date));
      case MONTHLY -> date.format(MONTH);
      case YEARLY -> String.format(Locale.ROOT, "%04d", date.getYear());
    };
  }

  /** The number of Mondays so far in the year, unlike ISO's week. */
  private static int week(LocalDate date) {
    return (date.getDayOfYear() + 7 - date.getDayOfWeek().getValue()) / 7;
  }

  private static LocalDate date(Event event, LocalDate day) {
    return TIMES.stream()
        .map(event::text)
        .filter(time -> time != null && TIME.matcher(time).matches())
        .findFirst()
        .map(time -> LocalDate.parse(time.substring(0, 10)))
        .orElse(day);
  }
}
