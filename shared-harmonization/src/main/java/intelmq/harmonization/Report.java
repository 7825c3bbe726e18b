package intelmq.harmonization;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.InstantSource;

/** What is known of a report apart from its content: feed, time of observation, file name. */
public final class Report extends Message {
  /** A report without fields, of the standard ones. */
  public Report() {
    this(Harmonization.standard());
  }

  /** A report without fields, of those of a harmonisation. */
  public Report(Harmonization harmonization) {
    this(harmonization, new FieldValues());
  }

  /** What an event has of a report's fields, to hand it to a parser once more. */
  public Report(Event event) {
    this(event.harmonization());
    event.forEach((name, value) -> {
      Field field = definitions().find(name);
      if (field != null) {
        addHarmonised(field, value);
      }
    });
  }

  Report(FieldValues values) {
    this(Harmonization.standard(), values);
  }

  Report(Harmonization harmonization, FieldValues values) {
    super(harmonization, harmonization.reports(), values);
  }

  /** Adds the time of observation, now to the second, if there is none. */
  public void observe(InstantSource clock) {
    addIfAbsent(Fields.TIME_OBSERVATION, DateTimes.text(clock.instant().truncatedTo(SECONDS)));
  }

  /** An independent report with the same fields, see {@link Event#copy}. */
  public Report copy() {
    return new Report(harmonization(), checkedValues());
  }
}
