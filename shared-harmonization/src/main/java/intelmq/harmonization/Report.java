package intelmq.harmonization;

import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What is known of a report apart from its content: feed, time of observation, file name. */
public final class Report extends Message {
  private @Nullable Event common;
  private int changesBefore;

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

  /** What each event of this report begins with: harmonised and written once for all. */
  Event common() {
    Event known = common;
    if (known != null && changesBefore == values().changes()) {
      return known;
    }
    var event = new Event(harmonization());
    Event.FROM_REPORT.forEach(field -> event.addHarmonised(field, get(field)));
    var written = new Event(event, event.values().written(harmonization()));
    common = written;
    changesBefore = values().changes();
    return written;
  }

  /** Adds the time of observation, now to the second, if there is none. */
  public void observe(InstantSource clock) {
    addIfAbsent(Fields.TIME_OBSERVATION, DateTimes.text(clock.instant().truncatedTo(SECONDS)));
  }

  /** An independent report with the same fields; a refusal is not copied. */
  public Report copy() {
    return new Report(harmonization(), values().copy());
  }
}
