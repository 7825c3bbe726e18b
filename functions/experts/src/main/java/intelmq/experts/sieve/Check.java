package intelmq.experts.sieve;

/** A compiled condition. */
@FunctionalInterface
interface Check {
  /** Whether it holds; false, too, if the run is over because of a value that does not fit. */
  boolean holds(Run run);
}
