package intelmq.harmonization;

import java.util.List;

/** One harmonised event: what parsers make, experts enrich and outputs deliver. */
public final class Event extends Message {
  /** What an event takes over from its report. */
  private static final List<Field> FROM_REPORT =
      List.of(
          Fields.FEED_ACCURACY,
          Fields.FEED_CODE,
          Fields.FEED_DOCUMENTATION,
          Fields.FEED_NAME,
          Fields.FEED_PROVIDER,
          Fields.FEED_URL,
          Fields.RTIR_ID,
          Fields.TIME_OBSERVATION);

  /** An empty event. */
  public Event() {
    this(Harmonization.standard(), new FieldValues(Harmonization.standard().names()));
  }

  /** An event of a report, with the report's feed and time of observation. */
  public Event(Report report) {
    this();
    copyFrom(report, FROM_REPORT);
  }

  Event(Harmonization harmonization, FieldValues values) {
    super(values);
  }

  /** An independent event with the same fields; a refusal is not copied. */
  public Event copy() {
    return new Event(Harmonization.standard(), values().copy());
  }
}
