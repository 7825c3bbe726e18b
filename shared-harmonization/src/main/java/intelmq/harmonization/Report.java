package intelmq.harmonization;

/** What is known of a report apart from its content: feed, time of observation, file name. */
public final class Report extends Message {
  /** A report without fields. */
  public Report() {
    this(new FieldValues(Harmonization.standard().names()));
  }

  Report(FieldValues values) {
    super(values);
  }
}
