package intelmq.harmonization;

import java.util.Collection;
import java.util.List;

/** One harmonised event: what parsers make, experts enrich and outputs deliver. */
public final class Event extends Message {
  /** What an event takes over from its report. */
  static final List<Field> FROM_REPORT =
      List.of(
          Fields.FEED_ACCURACY,
          Fields.FEED_CODE,
          Fields.FEED_DOCUMENTATION,
          Fields.FEED_NAME,
          Fields.FEED_PROVIDER,
          Fields.FEED_URL,
          Fields.RTIR_ID,
          Fields.TIME_OBSERVATION);

  /** An empty event with the standard fields. */
  public Event() {
    this(Harmonization.standard());
  }

  /** An empty event with the fields of a harmonisation. */
  public Event(Harmonization harmonization) {
    this(harmonization, new FieldValues());
  }

  /** An event of a report, with the report's feed and time of observation. */
  public Event(Report report) {
    this(report, List.of());
  }

  /** As {@link #Event(Report)}, with more of the report's fields. */
  public Event(Report report, Collection<Field> more) {
    this(report.common(), report.common().values().copy());
    more.forEach(field -> addHarmonised(field, report.get(field)));
  }

  /** Other values in place of an event's; if it refused one, so does this. */
  Event(Event event, FieldValues values) {
    this(event.harmonization(), values);
    refuse(event.refusal().orElse(null));
  }

  Event(Harmonization harmonization, FieldValues values) {
    super(harmonization, harmonization.events(), values);
  }

  /** An independent event with the same fields; a refusal is not copied. */
  public Event copy() {
    return new Event(harmonization(), values().copy());
  }
}
