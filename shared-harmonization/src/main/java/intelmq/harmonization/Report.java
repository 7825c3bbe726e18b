package intelmq.harmonization;

import java.util.Map;

/** What is known of a report apart from its content: feed, time of observation, file name. */
public final class Report extends Message {
  /** A report without fields. */
  public Report() {
    this(newValues());
  }

  Report(Map<String, Object> values) {
    super(values);
  }
}
