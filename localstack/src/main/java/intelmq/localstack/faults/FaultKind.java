package intelmq.localstack.faults;

/** What can go wrong. */
public enum FaultKind {
  /** Messages are handed to a function once more, some time later. */
  DELIVERED_TWICE("messages delivered twice"),
  /** Messages are handed to two environments at the same time. */
  DELIVERED_AT_ONCE("messages delivered twice at the same time"),
  /** Messages are held, so that later ones overtake them. */
  DELIVERED_LATE("messages delivered late"),
  /** An environment ends when it makes a call, which is not made. */
  KILLED_BEFORE_CALL("environments killed before a call"),
  /** An environment ends when it has made a call, of whose success it does not hear. */
  KILLED_AFTER_CALL("environments killed after a call"),
  /** An environment ends when all is done, before that is said. */
  KILLED_AT_END("environments killed at the end"),
  /** An invocation has little time, and is stopped at its end. */
  TIMED_OUT("invocations stopped for time"),
  /** A call is refused once. */
  REFUSED("calls throttled or answered 5xx"),
  /** A call is refused with all its repetitions. */
  REFUSED_OFTEN("calls throttled or answered 5xx again and again"),
  /** A call does not arrive. */
  NOT_ARRIVED("calls that did not arrive"),
  /** A call is done, but its answer does not arrive. */
  ANSWER_LOST("answers lost"),
  /** Of a call with several things, some are not done. */
  PARTIAL("partial results"),
  /** A service is down for outputs for some seconds. */
  OUTAGE("services down for seconds"),
  /** S3's event of a new object comes twice. */
  EVENT_TWICE("events of S3 delivered twice"),
  /** S3's event of a new object comes late. */
  EVENT_LATE("events of S3 delivered late"),
  /** A schedule fires twice. */
  SCHEDULE_TWICE("schedules fired twice"),
  /** The clock of an environment is wrong. */
  SKEWED("environments with a wrong clock");

  private final String label;

  FaultKind(String label) {
    this.label = label;
  }

  /** In words, several of them. */
  public String label() {
    return label;
  }
}
