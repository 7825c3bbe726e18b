package intelmq.benchmarks;

/** The kinds of events that are measured. */
public enum Data {
  /** An open service: 25 fields, 1.3 kB. */
  SMALL,
  /** A scan of certificates with all its columns below {@code extra}: 65 fields, 4.2 kB. */
  WIDE
}
